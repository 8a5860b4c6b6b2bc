import { z } from "zod";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { Again, defineJob, type JobOutcome } from "@/lib/jobs/define-job";
import { ok } from "@/lib/result";
import { latestDue } from "./rule";
import { failRun, runSchedule } from "./run-schedule";
import { lockSchedule, type StoredSchedule } from "./schedule-row";

const inputSchema = z.object({ scheduleId: z.int(), dueAt: z.iso.datetime(), runId: z.int().nullable().default(null) });

/**
 * Runs a schedule when its time has come, and asks to be run at the next. The time is taken in one transaction, in which a row for it is written and the
 * schedule goes on to its next time; what it does stands in another, which ends that row. So each time is run once, whoever works on it and wherever a
 * worker is killed. What was deleted, paused or changed since has no such time any more, and nothing happens.
 */
export const scheduleJob = defineJob({
  kind: "schedule.run",
  input: inputSchema,
  run: async ({ db, job, progress }, { scheduleId, dueAt, runId }): Promise<JobOutcome> => {
    const due = new Date(dueAt);
    const now = new Date();
    if (runId === null && due > now) return new Again(due);
    const run = runId ?? (await takeTime(db, { scheduleId, due, jobId: job.id }, now));
    if (run === null) return ok(null);
    await progress(0, null, "Choosing and logging");
    return runSchedule(db, run, now);
  },
  giveUp: ({ db, jobId, error }, { runId }) =>
    failRun(db, runId === null ? Prisma.sql`job_id = ${jobId}::uuid` : Prisma.sql`id = ${runId}`, new Date(), error.message),
});

const idSchema = z.array(z.object({ id: z.int() }));

/** Takes the latest time that has come for this job; null when the schedule has no such time, or another job took it. */
export async function takeTime(
  db: Database,
  { scheduleId, due, jobId }: { scheduleId: number; due: Date; jobId: string },
  now: Date,
): Promise<number | null> {
  const taken = await inTransaction<number | null, never>(db, async (tx) => {
    const schedule = await lockSchedule(tx, scheduleId);
    const begun = await tx.$queryRaw(Prisma.sql`select id from schedule_run where job_id = ${jobId}::uuid and state = 'running'`);
    const [mine] = idSchema.parse(begun);
    if (mine) return ok(mine.id); // killed after it was taken
    if (!schedule || schedule.paused || schedule.heldAt || schedule.nextAt?.getTime() !== due.getTime()) return ok(null);
    const latest = latestDue(schedule.rule, schedule.timeZone, due, now);
    const rows = await tx.$queryRaw(Prisma.sql`
      insert into schedule_run (schedule_id, due_at, missed, began_at, job_id) values (${scheduleId}, ${latest.due}, ${latest.missed}, ${now}, ${jobId}::uuid)
      on conflict (schedule_id, due_at) do nothing returning id`);
    await planNext(tx, schedule, latest.next);
    return ok(idSchema.parse(rows)[0]?.id ?? null);
  });
  if (!taken.ok) throw new Error("a time was refused");
  return taken.value;
}

/** Writes down when a schedule is due next, and lets a worker wake up then; null is never. */
export async function planNext(
  tx: Transaction,
  schedule: Pick<StoredSchedule, "id" | "name" | "ownerId">,
  next: Date | null,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`update schedule set next_at = ${next} where id = ${schedule.id}`);
  if (next) await addScheduleJob(tx, schedule, { dueAt: next, runId: null });
}

export async function addScheduleJob(
  tx: Transaction,
  { id, name, ownerId }: Pick<StoredSchedule, "id" | "name" | "ownerId">,
  { dueAt, runId }: { dueAt: Date; runId: number | null },
): Promise<string> {
  const heading = { title: `Run ${name}`, subjectKind: "schedule", subjectKey: String(id), userId: ownerId, runAt: dueAt };
  return addJob(tx, scheduleJob, { scheduleId: id, dueAt: dueAt.toISOString(), runId }, heading);
}
