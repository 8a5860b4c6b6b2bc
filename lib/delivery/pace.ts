import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** How far ahead messages get their moment. A worker that would have to wait longer goes away and comes back. */
const aheadMs = 5_000;

export type Pace = {
  /** How many may be claimed now; none when the next moment is too far away. */
  most: number;
  /** When the first of them goes out, in milliseconds from now, and how far apart they are. */
  firstMs: number;
  gapMs: number;
};

const rowSchema = z.tuple([z.object({ waitMs: z.number() })]);

/** How many messages may be claimed at the rate that all workers keep together; nobody else can ask until the transaction ends. */
export async function lockPace(tx: Transaction, ratePerMinute: number | null, most: number): Promise<Pace> {
  if (ratePerMinute === null) return { most, firstMs: 0, gapMs: 0 };
  const rows = await tx.$queryRaw(Prisma.sql`
    select greatest(0, extract(epoch from next_at - clock_timestamp()) * 1000)::float8 as "waitMs" from mail_pace where id = 1 for update`);
  const [{ waitMs }] = rowSchema.parse(rows);
  const gapMs = 60_000 / ratePerMinute;
  if (waitMs > aheadMs) return { most: 0, firstMs: waitMs, gapMs };
  return { most: Math.min(most, 1 + Math.floor((aheadMs - waitMs) / gapMs)), firstMs: waitMs, gapMs };
}

/** Takes the moments of `count` messages. */
export async function takeMoments(tx: Transaction, { firstMs, gapMs }: Pace, count: number): Promise<void> {
  if (gapMs === 0 || count === 0) return;
  await tx.$executeRaw(Prisma.sql`
    update mail_pace set next_at = clock_timestamp() + make_interval(secs => ${(firstMs + gapMs * count) / 1_000}::float8) where id = 1`);
}
