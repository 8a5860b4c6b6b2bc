import { z } from "zod";
import type { ContextUser } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { logFault } from "@/lib/faults/log-fault";
import { claimJob } from "@/lib/jobs/claim";
import { ok } from "@/lib/result";

const hour = 3_600_000;
/** Rows deleted in one transaction: what it marks and holds stays small beside everything else that goes on. */
const batch = 20_000;

/** Nobody at a browser: what is kept, and for how long, an administrator said. */
const keeper: ContextUser = { id: "behaviour-retention", name: "Winnow", email: "", role: "admin", salespersonCode: null };

/** Looks at once and every hour whether a day has passed since the last sweep, while this process lives; several processes may. */
export function startBehaviourUpkeep(db: Database): { stop: () => void } {
  const stopping = new AbortController();
  const look = () => sweepBehaviour(db, new Date(), stopping.signal).catch((error: unknown) => logFault("keeping behaviour", error));
  void look();
  const timer = setInterval(look, hour);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      stopping.abort();
    },
  };
}

/**
 * Once a day deletes rows that are older than their type keeps them, and writes down how many. Gives to contacts what waits for them, too, where both
 * came at the very same moment and neither saw the other. The day counts as done at the end: after a kill whoever looks next goes on.
 *
 * @returns how many rows of each type were deleted; null where the day was done already, another process is at it, or it was stopped on the way
 */
export async function sweepBehaviour(db: Database, now: Date, stopped?: AbortSignal): Promise<Record<string, number> | null> {
  const claim = await claimJob(db.pool, "behaviour.sweep"); // Postgres frees it when this process dies
  if (!claim) return null;
  try {
    return (await isDue(db, now)) ? await sweep(db, now, stopped) : null;
  } finally {
    await claim.release();
  }
}

async function isDue(db: Database, now: Date): Promise<boolean> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select 1 as due from behaviour_setup where swept_at is null or swept_at <= ${now}::timestamptz - interval '23 hours'`);
  return z.array(z.unknown()).parse(rows).length > 0;
}

const keptSchema = z.array(z.object({ typeCode: z.string(), keepDays: z.int() }));
type Kept = z.output<typeof keptSchema>[number];

async function sweep(db: Database, now: Date, stopped?: AbortSignal): Promise<Record<string, number> | null> {
  await db.prisma.$queryRaw(Prisma.sql`
    select attribute_behaviour(
      array(select distinct b.given_contact_no from behaviour b join contact c on c.contact_no = b.given_contact_no),
      array(select distinct b.given_email from behaviour b join contact c on lower(c.email) = b.given_email))::int`);
  const kept = keptSchema.parse(
    await db.prisma.$queryRaw(Prisma.sql`
      select t.code as "typeCode", coalesce(t.keep_days, s.keep_days) as "keepDays"
      from behaviour_type t cross join behaviour_setup s where coalesce(t.keep_days, s.keep_days) is not null order by t.code`),
  );
  const deleted: Record<string, number> = {};
  for (const type of kept) {
    for (let rows = batch; rows === batch; ) {
      if (stopped?.aborted) return null;
      rows = await deleteSome(db, now, type);
      if (rows > 0) deleted[type.typeCode] = (deleted[type.typeCode] ?? 0) + rows;
    }
  }
  await db.prisma.$executeRaw(Prisma.sql`update behaviour_setup set swept_at = ${now}`);
  return deleted;
}

/** One batch with the entry that says so, so that none is deleted unsaid wherever the process is killed. */
async function deleteSome(db: Database, now: Date, { typeCode, keepDays }: Kept): Promise<number> {
  const before = new Date(now.getTime() - keepDays * 24 * hour);
  const done = await inTransaction<number, never>(db, async (tx) => {
    const rows = await tx.$executeRaw(Prisma.sql`
      delete from behaviour where entry_no = any(array(
        select entry_no from behaviour where type_code = ${typeCode} and occurred_at < ${before}::timestamptz order by occurred_at limit ${batch}::int))`);
    if (rows > 0) {
      const detail = { rows, keepDays, before };
      await record(tx, { user: keeper, now }, { operation: "behaviour.sweep", subjectKind: "behaviourType", subjectKey: typeCode, detail });
    }
    return ok(rows);
  });
  if (!done.ok) throw new Error("a batch was refused");
  return done.value;
}
