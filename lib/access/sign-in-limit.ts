import { createHash } from "node:crypto";
import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { randomId } from "./random-id";

/** Attempts within five minutes. By person, because an address can be made up; by address, because persons can be tried in turn. */
const limits = { windowMs: 5 * 60_000, perEmail: 10, perAddress: 60 } as const;

const countedSchema = z.array(z.object({ kind: z.enum(["email", "address"]), count: z.number(), began: z.number() }));

/**
 * Counts one attempt to sign in, known user or not, in one statement, so that attempts at the same moment all count.
 *
 * @returns the seconds to wait, or null when the attempt may be made
 */
export async function countSignInAttempt(db: Database, email: string, address: string, now: Date): Promise<number | null> {
  const at = now.getTime();
  const fresh = at - limits.windowMs;
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    with attempt (kind, key) as (values ('email', ${keyOf("email", email)}), ('address', ${keyOf("address", address)})),
    counted as (
      insert into rate_limit (id, key, count, last_request)
      select ${randomId()} || kind, key, 1, ${at}::bigint from attempt order by key
      on conflict (key) do update set
        count = case when rate_limit.last_request <= ${fresh}::bigint then 1 else rate_limit.count + 1 end,
        last_request = case when rate_limit.last_request <= ${fresh}::bigint then excluded.last_request else rate_limit.last_request end
      returning key, count, last_request
    )
    select kind, counted.count, counted.last_request::float8 as began from counted join attempt using (key)`);
  const over = countedSchema.parse(rows).filter(({ kind, count }) => count > (kind === "email" ? limits.perEmail : limits.perAddress));
  const waits = over.map(({ began }) => Math.ceil((began + limits.windowMs - at) / 1000));
  return waits.length > 0 ? Math.max(1, ...waits) : null;
}

/** Forgets the attempts of a person who has signed in, and counts that are over. */
export async function forgetSignInAttempts(db: Database, email: string, now: Date): Promise<void> {
  await db.prisma.$executeRaw(Prisma.sql`
    delete from rate_limit where key = ${keyOf("email", email)} or last_request <= ${now.getTime() - limits.windowMs}::bigint`);
}

function keyOf(kind: string, value: string): string {
  return `sign-in ${kind} ${createHash("sha256").update(value).digest("hex")}`;
}
