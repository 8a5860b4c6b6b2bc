import { z } from "zod";
import { record } from "@/lib/audit/record";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { logFault } from "@/lib/faults/log-fault";
import { isDependedOn, oneAtATime } from "@/lib/maintained-sets/dependants";
import { foldOne } from "@/lib/maintained-sets/fold";
import { noteUse } from "@/lib/maintained-sets/note-use";
import { ok } from "@/lib/result";
import { unusedFor } from "./expiry";
import { readLimits } from "./limits";
import { endMembers } from "./stop-segment";

const anHour = 3_600_000;
const longestMs = 600_000;
const itself = { id: null, name: "Winnow" };

/** Looks at once and every hour, while this process lives, for live segments that nobody uses any more; several processes may. */
export function startExpiry(db: Database): { stop: () => void } {
  const look = () => expireUnused(db, new Date()).catch((error: unknown) => logFault("looking for unused live segments", error));
  void look();
  const timer = setInterval(look, anHour);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/**
 * Lets live segments expire that nothing depends on and whose members nobody asked for in as many days as the workspace says (T-66); their last members
 * stay. Nothing where it says none. Answers their numbers.
 */
export async function expireUnused(db: Database, now: Date): Promise<string[]> {
  const { expiryDays } = await readLimits(db.prisma);
  if (expiryDays === null) return [];
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select l.segment_no as no from live_segment l where ${unusedFor(now, expiryDays)} order by 1`);
  const expired: string[] = [];
  for (const { no } of z.array(z.object({ no: z.string() })).parse(rows)) {
    const done = await inTransaction<boolean, never>(db, async (tx) => ok(await expire(tx, now, no, expiryDays)), { timeoutMs: longestMs });
    if (done.ok && done.value) expired.push(no);
  }
  return expired;
}

const unusedSchema = z.array(z.object({ id: z.int(), needed: z.boolean() }));

async function expire(tx: Transaction, now: Date, segmentNo: string, days: number): Promise<boolean> {
  await oneAtATime(tx);
  await foldOne(tx, now, segmentNo);
  const rows = await tx.$queryRaw(Prisma.sql`
    select l.id, ${isDependedOn(Prisma.sql`l.segment_no`)} as needed from live_segment l
    where l.segment_no = ${segmentNo} and ${unusedFor(now, days)} for update`);
  const [found] = unusedSchema.parse(rows);
  if (!found) return false; // somebody asked for it, or kept it, a moment ago
  if (found.needed) {
    await noteUse({ prisma: tx }, now, [segmentNo]);
    return false;
  }
  await endMembers(tx, now, found.id, "expired");
  await tx.$executeRaw(Prisma.sql`update live_segment set row_version = row_version + 1 where id = ${found.id}`);
  await record(
    tx,
    { user: itself, now },
    { operation: "liveSegment.expire", subjectKind: "segment", subjectKey: segmentNo, detail: { days } },
  );
  return true;
}
