import { createHash, randomBytes } from "node:crypto";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { hasUsers, lockFirstUser } from "./first-user";

/**
 * Draws a fresh one-time set-up link and forgets the one before; only its hash is kept.
 *
 * @returns the path, `/setup?token=…`, or null when there is a user already
 */
export async function issueSetupLink(db: Database): Promise<string | null> {
  const issued = await inTransaction<string | null, never>(db, async (tx) => {
    await lockFirstUser(tx);
    if (await hasUsers({ prisma: tx })) {
      await tx.$executeRaw(Prisma.sql`delete from setup_token`);
      return ok(null);
    }
    const token = randomBytes(32).toString("base64url");
    await tx.$executeRaw(Prisma.sql`
      insert into setup_token (id, token_hash) values (1, ${hashOf(token)})
      on conflict (id) do update set token_hash = excluded.token_hash, created_at = now()`);
    return ok(`/setup?token=${token}`);
  });
  return issued.ok ? issued.value : null;
}

/** What a set-up link is good for: everything, nothing because set-up is over, or nothing because it is not the newest one. */
export type SetupLinkState = "usable" | "set_up_already" | "wrong";

/** Looks at a link without using it up. */
export async function checkSetupLink(db: Database, token: string): Promise<SetupLinkState> {
  if (await hasUsers(db)) return "set_up_already";
  const row = await db.prisma.setupToken.findFirst({ where: { tokenHash: hashOf(token) }, select: { id: true } });
  return row ? "usable" : "wrong";
}

/** Uses a link up in the caller's transaction. Of two at once the second waits, and then finds that set-up is over. */
export async function takeSetupLink(tx: Transaction, token: string): Promise<SetupLinkState> {
  await lockFirstUser(tx);
  if (await hasUsers({ prisma: tx })) return "set_up_already";
  const used = await tx.$executeRaw(Prisma.sql`delete from setup_token where token_hash = ${hashOf(token)}`);
  return used === 1 ? "usable" : "wrong";
}

function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
