import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { segmentsIn } from "@/lib/filters/reads";
import type { Filter } from "@/lib/filters/schema";

type Db = { prisma: Pick<Transaction, "$executeRaw"> };

/**
 * Notes that somebody asks for the members of live segments, to the hour: one that nobody asks for may expire. Waits for nobody, and writes nothing
 * where it was noted within the hour.
 */
export async function noteUse({ prisma }: Db, now: Date, segmentNos: readonly string[]): Promise<void> {
  if (segmentNos.length === 0) return;
  await prisma.$executeRaw(Prisma.sql`
    update live_segment l set used_at = ${now} from (
      select id from live_segment where segment_no = any(${[...segmentNos]}::text[]) and coalesce(used_at, '-infinity') < ${now}::timestamptz - interval '1 hour'
      for no key update skip locked) asked
    where l.id = asked.id`);
}

/** The same of all that a filter speaks of. */
export function noteUseBy(db: Db, now: Date, filter: Filter): Promise<void> {
  return noteUse(db, now, segmentsIn(filter));
}
