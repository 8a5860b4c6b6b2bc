import type { Database } from "@/lib/db/client";
import { authOf } from "./auth";

/** The signed-in session as far as pages need it; the token never leaves lib/access. */
export type KnownSession = { sessionId: string; userId: string };

/** The session that the request's cookie names, if it is signed by us, still stands in the database and has not run out. */
export async function findSession(db: Database, headers: Headers): Promise<KnownSession | null> {
  const found = await authOf(db).api.getSession({ headers, query: { disableRefresh: true } });
  return found && { sessionId: found.session.id, userId: found.user.id };
}

/** Whether anybody can sign in at all. */
export async function hasUsers(db: Database): Promise<boolean> {
  return (await db.prisma.appUser.findFirst({ select: { id: true } })) !== null;
}
