import { createHash } from "node:crypto";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { randomId } from "./random-id";

/** Something that may be tried `most` times within five minutes: `purpose` and `kind` say what, `value` whose. */
export type Limited = { purpose: string; kind: string; value: string; most: number };

const windowMs = 5 * 60_000;
const countedSchema = z.array(z.object({ key: z.string(), count: z.number(), began: z.number() }));

/**
 * Counts one attempt under each key in one statement, so that attempts at the same moment all count. Values are kept as hashes.
 *
 * @returns the seconds to wait, or null when the attempt may be made
 */
export async function countAttempt(db: Database, limited: readonly Limited[], now: Date): Promise<number | null> {
  const at = now.getTime();
  const fresh = at - windowMs;
  const mostOf = new Map(limited.map((one) => [attemptKey(one), one.most]));
  const attempts = [...mostOf.keys()].sort().map((key) => Prisma.sql`(${randomId()}, ${key})`);
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    insert into rate_limit (id, key, count, last_request)
    select id, key, 1, ${at}::bigint from (values ${Prisma.join(attempts)}) attempt (id, key)
    on conflict (key) do update set
      count = case when rate_limit.last_request <= ${fresh}::bigint then 1 else rate_limit.count + 1 end,
      last_request = case when rate_limit.last_request <= ${fresh}::bigint then excluded.last_request else rate_limit.last_request end
    returning key, count, last_request::float8 as began`);
  const over = countedSchema.parse(rows).filter(({ key, count }) => count > (mostOf.get(key) ?? 0));
  const waits = over.map(({ began }) => Math.ceil((began + windowMs - at) / 1000));
  return waits.length > 0 ? Math.max(1, ...waits) : null;
}

/** Forgets the attempts under a key, and counts that are over. */
export async function forgetAttempts(db: Database, of: Omit<Limited, "most">, now: Date): Promise<void> {
  await db.prisma.$executeRaw(Prisma.sql`
    delete from rate_limit where key = ${attemptKey(of)} or last_request <= ${now.getTime() - windowMs}::bigint`);
}

function attemptKey({ purpose, kind, value }: Omit<Limited, "most">): string {
  return `${purpose} ${kind} ${createHash("sha256").update(value).digest("hex")}`;
}
