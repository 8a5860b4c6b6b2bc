import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { logFault } from "@/lib/faults/log-fault";
import { ok } from "@/lib/result";
import { isMaintained } from "./definitions";
import { foldMembers } from "./fold";

const halfAnHour = 1_800_000;

/** Every half hour while this process lives, as `tidy` does; several processes may. */
export function startMemberUpkeep(db: Database): { stop: () => void } {
  const timer = setInterval(() => tidy(db, new Date()).catch((error: unknown) => logFault("tidying live segments", error)), halfAnHour);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Folds what nobody asked for, forgets marks that all have folded in, and stops watching what no live segment reads any more. */
export async function tidy(db: Database, now: Date): Promise<void> {
  const live = await db.prisma.$queryRaw<{ no: string }[]>(Prisma.sql`select l.segment_no as no from live_segment l where ${isMaintained}`);
  // One that cannot be folded keeps neither the others nor the marks that all of them are done with.
  for (const { no } of live)
    await foldMembers(db, now, [no], { marksToo: true }).catch((error: unknown) => logFault(`folding live segment ${no}`, error));
  await db.prisma.$executeRaw(Prisma.sql`
    -- An hour is longer than any transaction that marks, and than any read that knows an older state of a segment.
    delete from live_touch mark where mark.at < now() - interval '1 hour' and not exists (
      select from live_segment l where ${isMaintained} and mark.source = any(l.sources)
        and (l.folded is null or not pg_visible_in_snapshot(mark.made_by, l.folded)))`);
  await inTransaction<void, never>(db, async (tx) => {
    // Two statements: the second sees what whoever had the lock before has written.
    const [lock] = await tx.$queryRaw<{ taken: boolean }[]>(
      Prisma.sql`select pg_try_advisory_xact_lock(hashtext('live watches')) as taken`,
    );
    if (lock?.taken)
      await tx.$executeRaw(
        Prisma.sql`delete from live_watch watch where not exists (select from live_segment l where watch.source = any(l.sources))`,
      );
    return ok(undefined);
  });
}
