import { createHash } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";

/** A write that carries an `Idempotency-Key`: one key means one write, however often it is sent. */
export type Once = { keyId: string; idempotencyKey: string; requestHash: string };
export type KeptAnswer = { status: number; etag: string | null; body: unknown };

const keptFor = Prisma.sql`interval '24 hours'`;
const rowSchema = z.object({
  requestHash: z.string(),
  status: z.int(),
  etag: z.string().nullable(),
  body: z.unknown(),
  complete: z.boolean(),
});

/** What makes two requests the same: method, address and body. */
export function hashOfRequest(method: string, address: string, body: Uint8Array): string {
  return createHash("sha256").update(`${method} ${address}\n`).update(body).digest("hex");
}

/**
 * What the same request was answered before; null when it was not carried out yet, `reused` when the key belongs to another request, `lost` when
 * it was carried out and its answer was never kept, as after a crash between the two.
 */
export async function findKeptAnswer(
  db: Database,
  { keyId, idempotencyKey, requestHash }: Once,
): Promise<KeptAnswer | "reused" | "lost" | null> {
  for (let attempt = 1; ; attempt++) {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select request_hash as "requestHash", status, etag, body, body is not null as complete from api_answer
      where key_id = ${keyId}::uuid and idempotency_key = ${idempotencyKey} and answered_at > now() - ${keptFor}`);
    const kept = z.array(rowSchema).parse(rows)[0];
    if (!kept) return null;
    if (kept.requestHash !== requestHash) return "reused";
    if (kept.complete) return { status: kept.status, etag: kept.etag, body: kept.body };
    if (attempt === 20) return "lost";
    await sleep(100); // whoever carries it out has committed and is about to keep the answer
  }
}

/**
 * The database as a write sees it that is to be carried out once: in the transaction of the write it marks the key as used. A second request with
 * the key waits for that transaction and then fails on the mark, so its own write is rolled back.
 */
export function markingOnce(db: Database, { keyId, idempotencyKey, requestHash }: Once): Database {
  return {
    ...db,
    beforeCommit: async (tx) => {
      await tx.$executeRaw(Prisma.sql`delete from api_answer where answered_at < now() - ${keptFor}`);
      await tx.$executeRaw(Prisma.sql`
        insert into api_answer (key_id, idempotency_key, request_hash, status, answered_at) values (${keyId}::uuid, ${idempotencyKey}, ${requestHash}, 0, now())`);
    },
  };
}

/** Keeps what the write was answered. */
export async function keepAnswer(db: Database, { keyId, idempotencyKey }: Once, { status, etag, body }: KeptAnswer): Promise<void> {
  await db.prisma.$executeRaw(Prisma.sql`
    update api_answer set status = ${status}, etag = ${etag}, body = ${JSON.stringify(body)}::jsonb
    where key_id = ${keyId}::uuid and idempotency_key = ${idempotencyKey}`);
}
