import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** What the production build answers to, from its own manifests: nothing can be reached that does not stand here. */
export type Built = {
  /** Addresses of pages, with their parameters in brackets. */
  pages: string[];
  /** Addresses of route handlers. */
  routes: string[];
  /** Server actions by the key `file exportedName`, with the id that calls them and a page from which they can be called. */
  actions: Map<string, { id: string; page: string }>;
  /** Whatever else the build would answer: pages of the old router, rewrites and redirects of our own. */
  others: string[];
};

const actionsSchema = z.object({
  node: z.record(z.string(), z.object({ workers: z.record(z.string(), z.unknown()), filename: z.string(), exportedName: z.string() })),
  edge: z.record(z.string(), z.unknown()),
});
const routesSchema = z.object({
  redirects: z.array(z.object({ source: z.string(), internal: z.boolean().optional() })),
  rewrites: z.object({ beforeFiles: z.array(z.unknown()), afterFiles: z.array(z.unknown()), fallback: z.array(z.unknown()) }),
});
const ownOfTheRouter = ["/_app", "/_document", "/_error", "/404", "/500"];

/** Reads the manifests of the build in `dist`. */
export function readBuild(dist: string): Built {
  const read = (file: string): unknown => JSON.parse(readFileSync(path.join(dist, file), "utf8"));
  const app = z.record(z.string(), z.string()).parse(read("app-path-routes-manifest.json"));
  const actions = actionsSchema.parse(read("server/server-reference-manifest.json"));
  const old = Object.keys(z.record(z.string(), z.string()).parse(read("server/pages-manifest.json")));
  const { redirects, rewrites } = routesSchema.parse(read("routes-manifest.json"));
  const addressesOf = (kind: string) =>
    Object.entries(app)
      .filter(([file]) => file.endsWith(`/${kind}`))
      .map(([, address]) => address)
      .sort();
  const entries = Object.entries(actions.node).map(([id, { workers, filename, exportedName }]) => {
    const worker = Object.keys(workers).find((key) => key in app || `/${key.replace(/^app\//, "")}` in app) ?? "";
    return [`${filename} ${exportedName}`, { id, page: app[worker] ?? app[`/${worker.replace(/^app\//, "")}`] ?? "/" }] as const;
  });
  return {
    pages: addressesOf("page"),
    routes: addressesOf("route"),
    actions: new Map(entries),
    others: [
      ...old.filter((page) => !ownOfTheRouter.includes(page)),
      ...redirects.filter(({ internal }) => !internal).map(({ source }) => source),
      ...[rewrites.beforeFiles, rewrites.afterFiles, rewrites.fallback].flat().map((rewrite) => JSON.stringify(rewrite)),
      ...Object.keys(actions.edge),
    ],
  };
}
