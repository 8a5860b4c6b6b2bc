import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { nobodySuppressed } from "@/lib/consent/suppression";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { writeComment } from "@/lib/logging/entry-comments";
import { err, ok, type Result } from "@/lib/result";
import { callsAmong } from "./calls-of-list";
import { lockCallList, releaseCalls } from "./claim-call";
import type { CallError } from "./errors";
import { recordCallSchema } from "./schema";
import { takeAfter } from "./take-call";

/** `next` is the call that whoever recorded this one has now; null when nobody is left. */
export type CallRecorded = { entryNo: number; next: number | null };
type Request = z.output<typeof recordCallSchema>;

/**
 * Notes on an interaction log entry what came of its call: date, time and number, evaluation, whether the attempt failed, duration, cost and a comment;
 * who called and when stand beside it. The totals of the logged segment follow. Then the next call of the list is given. Refused with
 * `call_is_taken` when the lease ended meanwhile and somebody else has it.
 */
export const recordCall = operation({
  name: "callList.record",
  needs: "segments.log",
  input: recordCallSchema,
  run: (context, request): Promise<Result<CallRecorded, CallError>> =>
    inTransaction<CallRecorded, CallError>(context.db, (tx) => write(tx, context, request)),
});

const callSchema = z.array(
  z.object({ contactName: z.string(), claimedBy: z.string().nullable(), by: z.string().nullable(), loggedSegmentEntryNo: z.int() }),
);

async function write(tx: Transaction, context: OperationContext, request: Request): Promise<Result<CallRecorded, CallError>> {
  const { entryNo, result } = request;
  const listed = await tx.interactionLogEntry.findUnique({ where: { entryNo }, select: { loggedSegmentEntryNo: true } });
  if (!listed?.loggedSegmentEntryNo) return err({ code: "call_is_gone", entryNo });
  await lockCallList(tx, listed.loggedSegmentEntryNo);
  await tx.$queryRaw(Prisma.sql`select 1 as locked from logged_segment where entry_no = ${listed.loggedSegmentEntryNo} for update`); // before its entries, as canceling does
  const rows = await tx.$queryRaw(Prisma.sql`
    select contact_name as "contactName", claimed_by as "claimedBy", (select name from app_user where id = call.claimed_by) as by,
      ${listed.loggedSegmentEntryNo}::int as "loggedSegmentEntryNo"
    from (${callsAmong(Prisma.sql`entry.entry_no = ${entryNo}::bigint`, context.now, nobodySuppressed)}) call`);
  const [call] = callSchema.parse(rows);
  if (!call) return err({ code: "call_is_gone", entryNo });
  const { contactName, claimedBy, by, loggedSegmentEntryNo } = call;
  if (claimedBy !== null && claimedBy !== context.user.id) return err({ code: "call_is_taken", contactName, by: by ?? "Somebody else" });
  await noteOnEntry(tx, context, request);
  await noteState(tx, context, request);
  if (request.comment !== null) await writeComment(tx, context, entryNo, request.comment);
  const { againAt, number, evaluation, durationMin, costLcy } = request;
  const detail = { result, ...(againAt && { againAt }), number, evaluation, durationMin, costLcy };
  await record(tx, context, { operation: "callList.record", subjectKind: "interactionLogEntry", subjectKey: String(entryNo), detail });
  await releaseCalls(tx, context, loggedSegmentEntryNo);
  const next = await takeAfter(tx, context, loggedSegmentEntryNo, entryNo, "next");
  return ok({ entryNo, next: next.ok ? next.value.entryNo : null });
}

async function noteOnEntry(tx: Transaction, { now, today, timeZone }: OperationContext, request: Request): Promise<void> {
  const { entryNo, result, evaluation, number, costLcy, durationMin } = request;
  await tx.$executeRaw(Prisma.sql`
    with former as (select entry_no, cost_lcy, duration_min from interaction_log_entry where entry_no = ${entryNo}::bigint for update),
    noted as (
      update interaction_log_entry entry set date = ${today}::date, time_of_interaction = date_trunc('minute', ${now}::timestamptz at time zone ${timeZone})::time,
        evaluation = ${evaluation}::evaluation, attempt_failed = ${result !== "reached"}, contact_via = coalesce(${number}, entry.contact_via),
        cost_lcy = ${costLcy}::numeric, duration_min = ${durationMin}::int
      from former where entry.entry_no = former.entry_no
      returning entry.logged_segment_entry_no, entry.cost_lcy - former.cost_lcy as cost, entry.duration_min - former.duration_min as duration)
    update logged_segment logged set cost_lcy = logged.cost_lcy + noted.cost, duration_min = logged.duration_min + noted.duration
    from noted where logged.entry_no = noted.logged_segment_entry_no and not logged.canceled`);
}

async function noteState(tx: Transaction, { user, now, timeZone }: OperationContext, { entryNo, result, againAt }: Request): Promise<void> {
  const again = Prisma.sql`${result === "again" ? againAt : null}::timestamp at time zone ${timeZone}`;
  await tx.$executeRaw(Prisma.sql`
    insert into call_state as state (entry_no, result, again_at, attempts, called_at, called_by, called_by_name)
    values (${entryNo}::bigint, ${result}::call_result, ${again}, 1, ${now}, ${user.id}, ${user.name})
    on conflict (entry_no) do update set result = excluded.result, again_at = excluded.again_at, put_off_at = null, attempts = state.attempts + 1,
      called_at = excluded.called_at, called_by = excluded.called_by, called_by_name = excluded.called_by_name`);
}
