import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { filterMessage } from "@/lib/filters/errors";
import type { Filter } from "@/lib/filters/schema";
import { compileFilter, type FilterClock } from "@/lib/filters/to-sql";

export const clock: FilterClock = {
  now: new Date("2026-03-16T09:00:00Z"),
  today: "2026-03-16",
  workDate: "2026-03-16",
  timeZone: "Europe/Berlin",
};

/** The numbers of the contacts a filter matches, in order of number. */
export async function matching(db: Database, filter: Filter, at: FilterClock = clock): Promise<string[]> {
  const predicate = compileFilter(filter, at);
  if (!predicate.ok) throw new Error(filterMessage(predicate.error));
  const rows = await db.prisma.$queryRaw<{ contact_no: string }[]>(
    Prisma.sql`select contact.contact_no from contact where ${predicate.value} order by contact.contact_no`,
  );
  return rows.map((row) => row.contact_no);
}
