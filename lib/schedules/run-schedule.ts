import { z } from "zod";
import { contextOf } from "@/lib/access/context";
import type { OperationContext } from "@/lib/access/operation";
import { hasRight } from "@/lib/access/rights";
import { record } from "@/lib/audit/record";
import { readSuppression } from "@/lib/consent/suppression";
import type { Database } from "@/lib/db/client";
import { Prisma, type Sql } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { findMailServer } from "@/lib/delivery/mail-server";
import type { Filter } from "@/lib/filters/schema";
import type { LettersChoice } from "@/lib/letters/schema";
import { membersOf } from "@/lib/logging/check-segment";
import { countLines } from "@/lib/logging/count-lines";
import { type LoggingError, loggingMessage } from "@/lib/logging/errors";
import { findSegmentToLog } from "@/lib/logging/find-segment-to-log";
import { headerRefusal } from "@/lib/logging/header-refusal";
import { consequenceOf } from "@/lib/logging/log-rules";
import { type LineProblem, lineProblems } from "@/lib/logging/schema";
import { writeLog } from "@/lib/logging/write-log";
import { askIn } from "@/lib/maintained-sets/definitions";
import { err, ok, type Result } from "@/lib/result";
import { createIn } from "@/lib/segmentation/create-segment";
import { replay } from "@/lib/segmentation/replay";
import { freshStep } from "@/lib/segmentation/replay-steps";
import { type NumberedSegment, numberSegment } from "@/lib/segmentation/segment-number";
import { type ScheduleError, scheduleMessage } from "./errors";
import { readSchedule, type StoredSchedule } from "./schedule-row";

const longestMs = 3_600_000;
const letters: LettersChoice = { format: "docx", order: "postCode" };

/** What a run made, or that nobody was left, by which reasons. */
type Outcome = {
  state: "logged" | "nobody";
  worksheetNo: string | null;
  loggedSegmentEntryNo: number | null;
  interactions: number;
  leftOut: number;
  leftOutBy: Partial<Record<LineProblem, number>>;
  emails: number;
};
type Refusal =
  | LoggingError
  | Extract<ScheduleError, { code: "segment_unreadable" | "schedule_is_held" }>
  | { code: "owner_gone"; ownerName: string };
/** Rolls back the worksheet that was made for nobody. */
type Ended = { code: "nobody"; outcome: Outcome };

const runSchema = z.array(z.object({ scheduleId: z.int(), state: z.string() }));

/**
 * Does what a schedule says, once: makes a worksheet of those who are on its segment at this moment, checks it, logs it without those who are refused,
 * and lets it go out, as its owner and with the rights that the owner has now. All of it stands in one transaction with the end of its run, so
 * begun again after a kill it finds either nothing or all of it.
 *
 * @returns what the job answers; refused when nothing was logged, with the sentence that the run keeps
 */
export async function runSchedule(db: Database, runId: number, now: Date): Promise<Result<unknown, { code: string; message: string }>> {
  const done = await inTransaction<Outcome | null, Refusal | Ended>(db, (tx) => carryOut(tx, db, runId, now), { timeoutMs: longestMs });
  if (done.ok) return done;
  if (done.error.code === "nobody") {
    await end(db.prisma, runId, now, done.error.outcome);
    return ok(done.error.outcome);
  }
  const message = messageOf(done.error);
  await failRun(db, Prisma.sql`id = ${runId}`, now, message);
  return err({ code: done.error.code, message });
}

function messageOf(refusal: Refusal): string {
  switch (refusal.code) {
    case "owner_gone":
      return `${refusal.ownerName}, as whom it works, may not log segments any more. Somebody who may takes it over by saving it.`;
    case "segment_unreadable":
    case "schedule_is_held":
      return scheduleMessage(refusal);
    default:
      return loggingMessage(refusal);
  }
}

async function carryOut(tx: Transaction, db: Database, runId: number, now: Date): Promise<Result<Outcome | null, Refusal | Ended>> {
  // One after the other, or two at the same minute would both find that nobody was reached lately.
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtext('schedule runs'))`);
  const rows = await tx.$queryRaw(Prisma.sql`select schedule_id as "scheduleId", state from schedule_run where id = ${runId} for update`);
  const [run] = runSchema.parse(rows);
  if (run?.state !== "running") return ok(null);
  const schedule = await readSchedule(tx, run.scheduleId);
  if (!schedule) return ok(null);
  if (schedule.heldAt) return err({ code: "schedule_is_held" });
  const owner = schedule.ownerId === null ? null : await contextOf(db, schedule.ownerId, now);
  if (!owner || !hasRight(owner.user.role, "segments.log")) return err({ code: "owner_gone", ownerName: schedule.ownerName });
  const logged = await chooseAndLog(tx, { ...owner, workDate: owner.today }, schedule);
  if (!logged.ok) return logged;
  if (logged.value.state === "nobody") return err({ code: "nobody", outcome: logged.value });
  await end(tx, runId, now, logged.value);
  const { worksheetNo, interactions, leftOut, emails } = logged.value;
  const detail = { name: schedule.name, worksheet: worksheetNo, interactions, leftOut, emails };
  await record(tx, owner, { operation: "schedule.run", subjectKind: "schedule", subjectKey: String(schedule.id), detail });
  return logged;
}

/**
 * The number of the worksheet, in a transaction of its own: whoever draws one holds the series until its end, and while a long log is written nobody
 * else could make a segment.
 */
function drawNumber(db: Database): Promise<Result<NumberedSegment, Refusal>> {
  return inTransaction<NumberedSegment, Refusal>(db, (tx) => numberSegment(tx, undefined));
}

async function chooseAndLog(tx: Transaction, context: OperationContext, schedule: StoredSchedule): Promise<Result<Outcome, Refusal>> {
  const { user, now, today } = context;
  const { segmentNo: from, templateCode, suppression, name } = schedule;
  if ((await readSuppression(askIn(tx), [`segment:${from}`], now)).unreadable.length > 0)
    return err({ code: "segment_unreadable", segmentNo: from });
  const numbered = await drawNumber(context.db);
  if (!numbered.ok) return numbered;
  const header = { description: name, date: today, interactionTemplateCode: templateCode, suppression };
  const created = await createIn(tx, context, header, numbered.value);
  if (!created.ok) return created;
  const { segmentNo } = created.value;
  const step = freshStep("add", filterOf(schedule), { userId: user.id, userName: user.name, takenAt: now });
  const taken = await replay(tx, context, created.value, { step: 0, layers: [] }, [step], async () => undefined);
  if (!taken.ok) return taken;
  const nobody: Outcome = {
    state: "nobody",
    worksheetNo: null,
    loggedSegmentEntryNo: null,
    interactions: 0,
    leftOut: 0,
    leftOutBy: {},
    emails: 0,
  };
  const segment = await findSegmentToLog(tx, segmentNo, now);
  const members = segment && membersOf(segment);
  if (!segment || !members) return ok(nobody);
  const refusal = headerRefusal(segment);
  if (refusal) return err(refusal);
  const counts = await countLines(tx, members, today);
  const leftOutBy = Object.fromEntries(
    lineProblems
      .filter((problem) => consequenceOf[problem] !== "worth_a_look" && counts.problems[problem] > 0)
      .map((problem) => [problem, counts.problems[problem]]),
  );
  const refused = lineProblems
    .filter((problem) => consequenceOf[problem] === "left_out")
    .reduce((sum, problem) => sum + counts.problems[problem], 0);
  const everybodyLeftOut = ok({ ...nobody, leftOut: segment.size, leftOutBy });
  if (segment.size - refused - counts.toRepair === 0) return everybodyLeftOut;
  const emails = counts.emails - counts.emailsToRepair;
  if (emails > 0 && !(await findMailServer(tx)).ok) return err({ code: "mail_not_set_up" });
  const byPost = counts.channels.some(({ channel, lines }) => channel === "hard_copy" && lines > 0);
  await tx.$executeRaw(Prisma.sql`update segment set state = 'logging' where id = ${segment.id}`);
  const written = await writeLog(tx, context, {
    segmentNo,
    expected: null, // who says no at this very moment is left out, and the others are not the worse for it
    leaveOut: true,
    send: emails > 0 ? { at: null, countOpens: null, countClicks: null } : null,
    letters: byPost ? letters : null,
  });
  if (!written.ok) return written.error.code === "nothing_to_log" ? everybodyLeftOut : written;
  const { entryNo, interactions, leftOut } = written.value;
  return ok({ state: "logged", worksheetNo: segmentNo, loggedSegmentEntryNo: entryNo, interactions, leftOut, leftOutBy, emails });
}

/** Who is on the segment, without those who were reached lately. */
function filterOf({ segmentNo, notReachedDays, notReachedBy }: StoredSchedule): Filter {
  const members: Filter = { kind: "member", of: "segment", no: segmentNo, is: true };
  if (notReachedDays === null) return members;
  const lately: Filter = { kind: "field", field: "date", op: "greaterOrEqual", value: `t-${notReachedDays}D` };
  const delivered: Filter = { kind: "field", field: "deliveryState", op: "in", values: ["waiting", "sending", "delivered", "unknown"] };
  const where: Filter = { kind: "all", of: notReachedBy === "delivery" ? [lately, delivered] : [lately] };
  return { kind: "all", of: [members, { kind: "relation", relation: "interaction", match: "none", where }] };
}

async function end(tx: Pick<Transaction, "$executeRaw">, runId: number, now: Date, outcome: Outcome): Promise<void> {
  const { state, worksheetNo, loggedSegmentEntryNo, interactions, leftOut, leftOutBy, emails } = outcome;
  await tx.$executeRaw(Prisma.sql`
    update schedule_run set state = ${state}, ended_at = greatest(now(), ${now}::timestamptz), worksheet_no = ${worksheetNo},
      logged_segment_entry_no = ${loggedSegmentEntryNo}, interactions = ${interactions}, left_out = ${leftOut}, left_out_by = ${JSON.stringify(leftOutBy)}::jsonb, emails = ${emails}
    where id = ${runId} and state = 'running'`);
}

/** Ends the run of a condition that has not ended, with the sentence why nothing came of it. */
export async function failRun(db: Database, which: Sql, now: Date, message: string): Promise<void> {
  await db.prisma.$executeRaw(Prisma.sql`
    update schedule_run set state = 'failed', ended_at = greatest(now(), ${now}::timestamptz), refusal = ${message} where ${which} and state = 'running'`);
}
