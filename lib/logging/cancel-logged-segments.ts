import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { err, ok, type Result } from "@/lib/result";
import { cancelInputSchema, cancelJob, cancelSubject } from "./cancel-job";
import { changeLoggedSegment } from "./change-logged-segment";
import { atOnce } from "./chosen-entries";
import type { LoggingError } from "./errors";
import { loggedSegmentsChangeSchema } from "./schema";
import type { CancelReport } from "./types";

const waitMs = 2_000;

/**
 * Cancels logged segments with all their interaction log entries and campaign entries, which then count nowhere; nothing is
 * deleted. With more than some thousand entries a job for each segment does it; who presses again meanwhile finds it. Those canceled already stay so and are reported as such. Refused as
 * a whole with `logged_segment_not_found`, and with `change_is_running` while one of them is being changed the other way.
 */
export const cancelLoggedSegments = operation({
  name: "loggedSegment.cancel",
  needs: "segments.log",
  input: loggedSegmentsChangeSchema,
  run: (context, { entryNos }) => setCanceled(context, entryNos, true),
});

/** Reinstates canceled logged segments with all their entries, also those that were canceled one by one before. */
export const reinstateLoggedSegments = operation({
  name: "loggedSegment.reinstate",
  needs: "segments.log",
  input: loggedSegmentsChangeSchema,
  run: (context, { entryNos }) => setCanceled(context, entryNos, false),
});

const lockedSchema = z.array(
  z.object({ entryNo: z.int(), canceled: z.boolean(), deleted: z.boolean(), description: z.string().nullable(), entries: z.int() }),
);
type Locked = z.output<typeof lockedSchema>[number];

function setCanceled(context: OperationContext, entryNos: number[], canceled: boolean): Promise<Result<CancelReport, LoggingError>> {
  return inTransaction<CancelReport, LoggingError>(
    context.db,
    async (tx) => {
      const known = await runningChanges(tx, entryNos); // their rows are locked by a worker
      const locked = await lockSegments(
        tx,
        entryNos.filter((entryNo) => !known.has(entryNo)),
      );
      const missing = entryNos.find((entryNo) => !known.has(entryNo) && !locked.some((segment) => segment.entryNo === entryNo));
      if (missing !== undefined) return err({ code: "logged_segment_not_found", entryNo: missing });
      const deleted = canceled ? undefined : locked.find((segment) => segment.deleted);
      if (deleted) return err({ code: "logged_segment_is_deleted", entryNo: deleted.entryNo });
      const running = await runningChanges(tx, entryNos); // also those that were added while we waited for the lock
      for (const [entryNo, { way }] of running) if (way !== canceled) return err({ code: "change_is_running", entryNo, canceling: way });
      const jobIds = [...running.values()].map(({ jobId }) => jobId);
      const changing = locked.filter((segment) => segment.canceled !== canceled && !running.has(segment.entryNo));
      const already = locked.filter((segment) => segment.canceled === canceled && !running.has(segment.entryNo)).length;
      if (changing.reduce((sum, { entries }) => sum + entries, 0) > atOnce) {
        for (const segment of changing) jobIds.push(await addCancelJob(tx, context, segment, canceled));
        return ok({ changed: 0, already, interactions: 0, ...goingOn(jobIds) });
      }
      let interactions = 0;
      for (const { entryNo } of changing) interactions += await changeLoggedSegment(tx, context, { entryNo, canceled });
      return ok({ changed: changing.length, already, interactions, ...goingOn(jobIds) });
    },
    { lockTimeoutMs: waitMs },
  );
}

function goingOn(jobIds: string[]): Pick<CancelReport, "goesOn" | "jobId" | "jobIds"> {
  const [jobId] = jobIds;
  return jobId === undefined ? {} : { goesOn: jobIds.length, jobId, jobIds };
}

/** In the order of their numbers, so that two who change the same ones do not wait for each other. */
async function lockSegments(tx: Transaction, entryNos: number[]): Promise<Locked[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select entry_no as "entryNo", canceled, deletion_no is not null as deleted, description,
      (select count(*)::int from (select 1 from interaction_log_entry e where e.logged_segment_entry_no = logged.entry_no limit ${atOnce + 1}) few) as entries
    from (select entry_no, canceled, deletion_no, description from logged_segment where entry_no = any(${entryNos}::int[]) order by entry_no for update) logged`);
  return lockedSchema.parse(rows);
}

async function addCancelJob(
  tx: Transaction,
  { user }: OperationContext,
  { entryNo, description }: Locked,
  canceled: boolean,
): Promise<string> {
  const title = `${canceled ? "Cancel" : "Reinstate"} ${description ?? `logged segment ${entryNo}`}`;
  const heading = { title, subjectKind: cancelSubject, subjectKey: String(entryNo), userId: user.id };
  return addJob(tx, cancelJob, { entryNo, canceled }, heading);
}

/** Those of the logged segments that a job is changing or will change, with whether it cancels them. */
async function runningChanges(tx: Transaction, entryNos: number[]): Promise<Map<number, { way: boolean; jobId: string }>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select id::text as "jobId", payload from job where kind = ${cancelJob.kind} and state in ('waiting', 'running')
      and subject_kind = ${cancelSubject} and subject_key = any(${entryNos.map(String)}::text[]) order by subject_key::int`);
  const running = z.array(z.object({ jobId: z.string(), payload: cancelInputSchema })).parse(rows);
  return new Map(running.map(({ jobId, payload }) => [payload.entryNo, { way: payload.canceled, jobId }]));
}
