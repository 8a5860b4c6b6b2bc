import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { dependantsOfLogged } from "@/lib/maintained-sets/dependants";
import { err, ok, type Result } from "@/lib/result";
import { inChunks, lockLoggedSegmentsOf, numbered } from "./chosen-entries";
import { deletionWords } from "./deletion-words";
import type { LoggingError } from "./errors";
import { logEntryCondition } from "./log-entry-filter";
import type { deleteCanceledSchema } from "./schema";
import type { DeletionNumbers } from "./types";

type Request = z.output<typeof deleteCanceledSchema>;
type Of = Request["of"];

/** The logged segments that go, of the alias `logged`; none when entries are asked for. */
function loggedSegmentsOf(of: Of): Sql {
  if (!("loggedSegments" in of)) return Prisma.sql`false`;
  return Prisma.sql`(logged.entry_no = any(${of.loggedSegments}::int[]) and logged.canceled and logged.deletion_no is null)`;
}

/** The entries that go, of the alias `entry`: those of the logged segments, or the canceled ones among those asked for. */
function entriesOf(of: Of): Sql {
  if ("loggedSegments" in of)
    return Prisma.sql`entry.logged_segment_entry_no in (select logged.entry_no from logged_segment logged where ${loggedSegmentsOf(of)})`;
  return Prisma.sql`(entry.canceled and ${"entryNos" in of ? numbered(of.entryNos) : logEntryCondition(of.matching)})`;
}

const numbersSchema = z.tuple([
  z.object({
    loggedSegments: z.int(),
    entries: z.int(),
    campaignEntries: z.int(),
    comments: z.int(),
    first: z.number().nullable(),
    last: z.number().nullable(),
  }),
]);

/** What deleting would take away. Only what is canceled counts. */
export async function countDeletion(tx: Transaction, of: Of): Promise<DeletionNumbers & { first: number | null; last: number | null }> {
  const rows = await tx.$queryRaw(Prisma.sql`
    with going as materialized (select entry.entry_no from interaction_log_entry entry where ${entriesOf(of)})
    select (select count(*)::int from logged_segment logged where ${loggedSegmentsOf(of)}) as "loggedSegments",
      (select count(*)::int from going) as entries, (select min(entry_no)::float8 from going) as first, (select max(entry_no)::float8 from going) as last,
      (select count(*)::int from campaign_entry where logged_segment_entry_no in (select logged.entry_no from logged_segment logged where ${loggedSegmentsOf(of)})) as "campaignEntries",
      (select count(*)::int from interaction_log_comment c where c.removed_at is null and c.entry_no in (select entry_no from going)) as comments`);
  return numbersSchema.parse(rows)[0];
}

/**
 * Deletes canceled entries, or canceled logged segments with their entries, campaign entries, comments and frozen sets, in the
 * caller's transaction, which sees one snapshot. A row of the register is left, and of each logged segment its own row.
 */
export async function deleteFromLog(
  tx: Transaction,
  context: OperationContext,
  { of, expected }: Request,
  onChunk: (done: number) => Promise<void> = async () => undefined,
): Promise<Result<DeletionNumbers & { deletionNo: number }, LoggingError>> {
  if ("loggedSegments" in of)
    await tx.$queryRaw(
      Prisma.sql`select 1 as locked from logged_segment logged where ${loggedSegmentsOf(of)} order by entry_no for update`,
    );
  else await lockLoggedSegmentsOf(tx, entriesOf(of));
  for (const entryNo of "loggedSegments" in of ? of.loggedSegments : []) {
    const dependants = await dependantsOfLogged(tx, entryNo); // whom it keeps from being reached nobody could say any more, and nobody would be
    if (dependants.length > 0) return err({ code: "logged_segment_suppresses", entryNo, dependants });
  }
  const { first, last, ...now } = await countDeletion(tx, of);
  if (now.entries === 0 && now.loggedSegments === 0) return err({ code: "nothing_canceled" });
  if (Object.entries(now).some(([name, count]) => count !== Reflect.get(expected, name))) return err({ code: "deletion_moved", now });
  const { user, now: at } = context;
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into log_deletion (kind, filter_words, logged_segments, entries, campaign_entries, comments, first_entry_no, last_entry_no, deleted_at, user_id, user_name)
    values (${"loggedSegments" in of ? "loggedSegments" : "entries"}, ${deletionWords(of)}, ${now.loggedSegments}::int, ${now.entries}::int, ${now.campaignEntries}::int,
      ${now.comments}::int, ${first}::bigint, ${last}::bigint, ${at}, ${user.id}, ${user.name})
    returning deletion_no as "deletionNo"`);
  const [{ deletionNo }] = z.tuple([z.object({ deletionNo: z.int() })]).parse(rows);
  const going = "loggedSegments" in of ? await markLoggedSegments(tx, of, deletionNo) : entriesOf(of);
  await inChunks(tx, going, (within) => deleteEntries(tx, within), onChunk);
  await record(tx, context, {
    operation: "log.deleteCanceled",
    subjectKind: "logDeletion",
    subjectKey: String(deletionNo),
    detail: { of, ...now },
  });
  return ok({ ...now, deletionNo });
}

/** Writes on the rows of logged segments what goes with them, and answers which entries that are. */
async function markLoggedSegments(tx: Transaction, of: Extract<Of, { loggedSegments: unknown }>, deletionNo: number): Promise<Sql> {
  await tx.$executeRaw(Prisma.sql`
    update logged_segment logged set deletion_no = ${deletionNo}::int, set_id = null,
      deleted_campaign_entries = (select count(*)::int from campaign_entry where logged_segment_entry_no = logged.entry_no),
      deleted_comments = (select count(*)::int from interaction_log_entry entry join interaction_log_comment c using (entry_no)
        where entry.logged_segment_entry_no = logged.entry_no and c.removed_at is null)
    where ${loggedSegmentsOf(of)}`);
  const marked = Prisma.sql`(select marked.entry_no from logged_segment marked where marked.deletion_no = ${deletionNo}::int)`;
  await tx.$executeRaw(Prisma.sql`delete from campaign_entry where logged_segment_entry_no in ${marked}`);
  await tx.$executeRaw(Prisma.sql`delete from logged_attachment where logged_segment_entry_no in ${marked}`);
  return Prisma.sql`entry.logged_segment_entry_no in ${marked}`;
}

/** Comments go with their entries. A canceled logged segment that stays counts fewer; one that was deleted keeps its numbers. */
async function deleteEntries(tx: Transaction, within: Sql): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with gone as (
      delete from interaction_log_entry entry where ${within} returning entry.logged_segment_entry_no, entry.cost_lcy, entry.duration_min)
    update logged_segment logged set no_of_interactions = no_of_interactions - part.count, cost_lcy = logged.cost_lcy - part.cost,
      duration_min = logged.duration_min - part.duration
    from (
      select logged_segment_entry_no as entry_no, count(*)::int as count, sum(cost_lcy) as cost, sum(duration_min) as duration
      from gone where logged_segment_entry_no is not null group by 1) part
    where logged.entry_no = part.entry_no and logged.canceled and logged.deletion_no is null`);
}
