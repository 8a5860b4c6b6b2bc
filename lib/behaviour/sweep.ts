import { z } from "zod";
import type { ContextUser } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { logFault } from "@/lib/faults/log-fault";
import { ok } from "@/lib/result";

const hour = 3_600_000;
/** Rows deleted in one transaction: what it marks and holds stays small beside everything else that goes on. */
const batch = 20_000;

/** Nobody at a browser: what is kept, and for how long, an administrator said. */
const keeper: ContextUser = { id: "behaviour-retention", name: "Winnow", email: "", role: "admin", salespersonCode: null };

/** Looks every hour whether a day has passed, while this process lives; several processes may. */
export function startBehaviourUpkeep(db: Database): { stop: () => void } {
  const look = () => sweepBehaviour(db, new Date()).catch((error: unknown) => logFault("keeping behaviour", error));
  const timer = setInterval(look, hour);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

const dueSchema = z.array(z.object({ typeCode: z.string(), keepDays: z.int() }));

/**
 * Once a day deletes rows that are older than their type keeps them, and writes down how many. Gives to contacts what waits for them, too, where both
 * came at the very same moment and neither saw the other.
 *
 * @returns how many rows of each type were deleted; null where the day was done already
 */
export async function sweepBehaviour(db: Database, now: Date): Promise<Record<string, number> | null> {
  const claimed = await db.prisma.$executeRaw(Prisma.sql`
    update behaviour_setup set swept_at = ${now}::timestamptz where swept_at is null or swept_at <= ${now}::timestamptz - interval '23 hours'`);
  if (claimed === 0) return null;
  await db.prisma.$queryRaw(Prisma.sql`
    select attribute_behaviour(
      array(select distinct b.given_contact_no from behaviour b join contact c on c.contact_no = b.given_contact_no),
      array(select distinct b.given_email from behaviour b join contact c on lower(c.email) = b.given_email))::int`);
  const due = dueSchema.parse(
    await db.prisma.$queryRaw(Prisma.sql`
      select t.code as "typeCode", coalesce(t.keep_days, s.keep_days) as "keepDays"
      from behaviour_type t cross join behaviour_setup s where coalesce(t.keep_days, s.keep_days) is not null order by t.code`),
  );
  const deleted: Record<string, number> = {};
  for (const { typeCode, keepDays } of due) {
    const before = new Date(now.getTime() - keepDays * 24 * hour);
    const rows = await deleteBefore(db, typeCode, before);
    if (rows === 0) continue;
    deleted[typeCode] = rows;
    await inTransaction<void, never>(db, async (tx) => {
      const entry = {
        operation: "behaviour.sweep",
        subjectKind: "behaviourType",
        subjectKey: typeCode,
        detail: { rows, keepDays, before },
      };
      await record(tx, { user: keeper, now }, entry);
      return ok(undefined);
    });
  }
  return deleted;
}

async function deleteBefore(db: Database, typeCode: string, before: Date): Promise<number> {
  for (let deleted = 0; ; ) {
    const gone = await db.prisma.$executeRaw(Prisma.sql`
      delete from behaviour where entry_no = any(array(
        select entry_no from behaviour where type_code = ${typeCode} and occurred_at < ${before}::timestamptz order by occurred_at limit ${batch}::int))`);
    deleted += gone;
    if (gone < batch) return deleted;
  }
}
