import { betterAuth } from "better-auth";
import { prismaAdapter } from "better-auth/adapters/prisma";
import type { Database } from "@/lib/db/client";
import { type AuthSettings, authSettings } from "./auth-settings";
import { passwordLength } from "./password-rule";

const days = 24 * 60 * 60;

/**
 * Sign-in by e-mail address and password over our tables. Nobody can sign up; users come from the set-up page and from
 * administrators. None of its routes is public. The session is looked up on every request, so ending it in the
 * database ends it at once.
 */
export function createAuth(db: Database, { secret, url }: AuthSettings) {
  return betterAuth({
    appName: "Winnow",
    baseURL: url.origin,
    basePath: "/api/auth",
    secret,
    trustedOrigins: [url.origin],
    database: prismaAdapter(db.prisma, { provider: "postgresql" }),
    user: { modelName: "appUser" },
    account: { modelName: "userAccount" },
    verification: { modelName: "userVerification" },
    session: { modelName: "userSession", expiresIn: 30 * days, disableSessionRefresh: true, cookieCache: { enabled: false } },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: passwordLength.min, maxPasswordLength: passwordLength.max },
    rateLimit: { enabled: false }, // sign-in-limit.ts counts in the database, by address and by person
    databaseHooks: { session: { create: { before: async ({ userId }) => !(await isDisabled(db, userId)) } } },
    advanced: {
      cookiePrefix: "winnow",
      useSecureCookies: url.protocol === "https:",
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
    },
    telemetry: { enabled: false },
    logger: { disabled: true }, // what it cannot do it throws
  });
}

async function isDisabled(db: Database, userId: string): Promise<boolean> {
  const user = await db.prisma.appUser.findUnique({ where: { id: userId }, select: { disabled: true } });
  return user?.disabled ?? true;
}

export type Auth = ReturnType<typeof createAuth>;

const made = new WeakMap<Database, Auth>();

/** The one sign-in over this database, set up from the environment when it is first asked for. */
export function authOf(db: Database): Auth {
  const known = made.get(db);
  if (known) return known;
  const auth = createAuth(db, authSettings(process.env));
  made.set(db, auth);
  return auth;
}
