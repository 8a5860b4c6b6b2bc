import { createHash, randomBytes } from "node:crypto";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { contextOf } from "./context";
import type { OperationContext } from "./operation";
import { type Role, roles, weakerRole } from "./rights";

/** A key as it is shown once. `prefix` is its visible beginning, by which people know it again; only `hash` is kept of the rest. */
export type NewApiKey = { secret: string; prefix: string; hash: string };

const mark = "winnow_";

/** Draws a key of 256 random bits. */
export function drawApiKey(): NewApiKey {
  const secret = `${mark}${randomBytes(32).toString("base64url")}`;
  return { secret, prefix: secret.slice(0, mark.length + 6), hash: hashOfApiKey(secret) };
}

/** What is stored of a key. A key is random throughout, so a fast hash cannot be guessed back. */
export function hashOfApiKey(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

export type KeyRefusal = "key_unknown" | "key_expired" | "key_revoked" | "user_disabled";
export type KeyHolder = { keyId: string; context: OperationContext };

const rowSchema = z.object({
  keyId: z.uuid(),
  userId: z.string(),
  role: z.enum(roles),
  expired: z.boolean(),
  revoked: z.boolean(),
  usedLately: z.boolean(),
});

/**
 * Whom a key lets in: its owner, with the owner's rights of this moment and never more than the key was given. That it was used is written
 * down once a minute.
 */
export async function findKeyHolder(db: Database, secret: string, now: Date): Promise<KeyHolder | KeyRefusal> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select id::text as "keyId", user_id as "userId", role::text as role, expires_at <= ${now} as expired, revoked_at is not null as revoked,
      coalesce(last_used_at > ${now}::timestamptz - interval '1 minute', false) as "usedLately"
    from api_key where secret_hash = ${hashOfApiKey(secret)}`);
  const key = z.array(rowSchema).parse(rows)[0];
  if (!key) return "key_unknown";
  if (key.revoked) return "key_revoked";
  if (key.expired) return "key_expired";
  const context = await contextOf(db, key.userId, now);
  if (!context) return "user_disabled";
  if (!key.usedLately) await db.prisma.$executeRaw(Prisma.sql`update api_key set last_used_at = ${now} where id = ${key.keyId}::uuid`);
  return { keyId: key.keyId, context: withRole(context, weakerRole(context.user.role, key.role)) };
}

function withRole(context: OperationContext, role: Role): OperationContext {
  return { ...context, user: { ...context.user, role } };
}
