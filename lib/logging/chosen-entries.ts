import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { LoggingError } from "./errors";
import { logEntryCondition } from "./log-entry-filter";
import type { entriesChangeSchema } from "./schema";

/** Entries by number, or all that a filter shows. */
export type ChosenEntries = z.output<typeof entriesChangeSchema>;

/** So many entries are changed within the request, in well under two seconds; with more of them a worker does it. */
export const atOnce = 5_000;
const chunkEntries = 20_000;

/** Which entries of the alias `entry` are meant. */
export function chosenCondition(chosen: ChosenEntries | { matching: ChosenMatching }): Sql {
  return "matching" in chosen ? logEntryCondition(chosen.matching) : numbered(chosen.entryNos);
}
type ChosenMatching = Extract<ChosenEntries, { matching: unknown }>["matching"];

/** The entries of these numbers, postponed ones never. */
export function numbered(entryNos: number[]): Sql {
  return Prisma.sql`(entry.entry_no = any(${entryNos}::bigint[]) and not entry.postponed)`;
}

const countSchema = z.tuple([z.object({ n: z.int() })]);

/** How many there are. */
export async function countEntries(tx: Transaction, condition: Sql): Promise<number> {
  const rows = await tx.$queryRaw(Prisma.sql`select count(*)::int as n from interaction_log_entry entry where ${condition}`);
  return countSchema.parse(rows)[0].n;
}

/** Locks the logged segments of entries before the entries themselves, as cancelling a whole logged segment does. */
export async function lockLoggedSegmentsOf(tx: Transaction, condition: Sql): Promise<void> {
  await tx.$queryRaw(Prisma.sql`
    select 1 as locked from logged_segment where entry_no in (select entry.logged_segment_entry_no from interaction_log_entry entry where ${condition}) order by entry_no for update`);
}

/**
 * Whether what a change met is what was asked for: every entry that was named, or as many as the filter had shown.
 *
 * @param matched how many entries the statement found
 */
export async function checkMatched(tx: Transaction, chosen: ChosenEntries, matched: number): Promise<Result<number, LoggingError>> {
  if ("matching" in chosen) return matched === chosen.expected ? ok(matched) : err({ code: "count_moved", now: matched });
  const rows = await tx.$queryRaw(Prisma.sql`
    select asked.no::float8 as n from unnest(${chosen.entryNos}::bigint[]) asked (no)
    where not exists (select from interaction_log_entry entry where entry.entry_no = asked.no and not entry.postponed) limit 1`);
  const missing = z.array(z.object({ n: z.number() })).parse(rows)[0];
  return missing ? err({ code: "entry_not_found", entryNo: missing.n }) : ok(matched);
}

const chunkSchema = z.tuple([z.object({ read: z.int(), last: z.number().nullable() })]);

/**
 * Applies a change to the entries chunk by chunk in the order of their numbers, in the caller's transaction, which sees one snapshot.
 *
 * @param apply changes the entries within a condition on the alias `entry`
 * @param onChunk is told how many were looked at so far; throws to break off
 */
export async function inChunks(
  tx: Transaction,
  condition: Sql,
  apply: (within: Sql) => Promise<void>,
  onChunk: (done: number) => Promise<void>,
): Promise<void> {
  for (let [after, done] = [0, 0]; ; ) {
    const rows = await tx.$queryRaw(Prisma.sql`
      select count(*)::int as read, max(chunk.entry_no)::float8 as last from (
        select entry.entry_no from interaction_log_entry entry where ${condition} and entry.entry_no > ${after}::bigint
        order by entry.entry_no limit ${chunkEntries}) chunk`);
    const [{ read, last }] = chunkSchema.parse(rows);
    if (last === null) return;
    await apply(Prisma.sql`(${condition} and entry.entry_no > ${after}::bigint and entry.entry_no <= ${last}::bigint)`);
    done += read;
    after = last;
    await onChunk(done);
    if (read < chunkEntries) return;
  }
}
