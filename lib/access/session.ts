import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { authOf } from "./auth";

/** The session a request came with. Its token never leaves lib/access. */
export type KnownSession = { sessionId: string; userId: string };

/** The session that the request's cookie names, if we signed it, it still stands in the database and has not run out. */
export async function findSession(db: Database, headers: Headers): Promise<KnownSession | null> {
  const found = await authOf(db).api.getSession({ headers });
  return found && { sessionId: found.session.id, userId: found.user.id };
}

/** Ends all sessions of a user but `keep`, if one is named: the next request with one of them is signed out. */
export async function endSessions(tx: Transaction, userId: string, keep: string | null = null): Promise<number> {
  return tx.$executeRaw(Prisma.sql`delete from user_session where user_id = ${userId} and id is distinct from ${keep}`);
}
