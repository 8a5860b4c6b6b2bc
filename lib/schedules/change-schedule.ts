import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { ScheduleError } from "./errors";
import { nextDue } from "./rule";
import { addScheduleJob, planNext } from "./schedule-job";
import { lockSchedule, lockShown } from "./schedule-row";
import { findScheduleSchema, pauseScheduleSchema, scheduleChangeSchema } from "./schema";

type Paused = { scheduleId: number; rowVersion: number };

/** Pauses a schedule, or lets it go on with its next time: those that passed meanwhile are not made up for. */
export const pauseSchedule = operation({
  name: "schedule.pause",
  needs: "segments.log",
  input: pauseScheduleSchema,
  run: (context, { scheduleId, rowVersion, paused }): Promise<Result<Paused, ScheduleError>> =>
    inTransaction<Paused, ScheduleError>(context.db, async (tx) => {
      const found = await lockShown(tx, { scheduleId, rowVersion });
      if (!found.ok) return found;
      const { user, now } = context;
      await tx.$executeRaw(Prisma.sql`
        update schedule set paused = ${paused}, row_version = row_version + 1, changed_at = ${now}, changed_by_name = ${user.name} where id = ${scheduleId}`);
      const { rule, timeZone, heldAt } = found.value;
      if (!paused && heldAt === null) await planNext(tx, found.value, nextDue(rule, timeZone, now));
      await record(tx, context, {
        operation: "schedule.pause",
        subjectKind: "schedule",
        subjectKey: String(scheduleId),
        detail: { paused },
      });
      return ok({ scheduleId, rowVersion: rowVersion + 1 });
    }),
});

/** Deletes a schedule with the list of its runs. What it logged stays. */
export const deleteSchedule = operation({
  name: "schedule.delete",
  needs: "segments.log",
  input: scheduleChangeSchema,
  run: (context, input): Promise<Result<{ scheduleId: number }, ScheduleError>> =>
    inTransaction<{ scheduleId: number }, ScheduleError>(context.db, async (tx) => {
      const found = await lockShown(tx, input);
      if (!found.ok) return found;
      const { scheduleId } = input;
      if (await isRunning(tx, scheduleId)) return err({ code: "schedule_is_running" });
      await tx.$executeRaw(Prisma.sql`delete from schedule where id = ${scheduleId}`);
      const { name, segmentNo, templateCode } = found.value;
      const detail = { name, segmentNo, templateCode };
      await record(tx, context, { operation: "schedule.delete", subjectKind: "schedule", subjectKey: String(scheduleId), detail });
      return ok({ scheduleId });
    }),
});

/** Runs a schedule at once, beside its times. Works as its owner, whoever asks. */
export const runScheduleNow = operation({
  name: "schedule.runNow",
  needs: "segments.log",
  input: findScheduleSchema,
  run: (context, { scheduleId }): Promise<Result<{ jobId: string; runId: number }, ScheduleError>> =>
    inTransaction<{ jobId: string; runId: number }, ScheduleError>(context.db, async (tx) => {
      const schedule = await lockSchedule(tx, scheduleId);
      if (!schedule) return err({ code: "schedule_not_found", scheduleId });
      if (schedule.heldAt) return err({ code: "schedule_is_held" });
      if (await isRunning(tx, scheduleId)) return err({ code: "schedule_is_running" });
      const { user, now } = context;
      const rows = await tx.$queryRaw(Prisma.sql`
        insert into schedule_run (schedule_id, due_at, began_at, asked_by_name) values (${scheduleId}, ${now}, ${now}, ${user.name})
        on conflict (schedule_id, due_at) do nothing returning id`);
      const [run] = z.array(z.object({ id: z.int() })).parse(rows);
      if (!run) return err({ code: "schedule_is_running" });
      const jobId = await addScheduleJob(tx, schedule, { dueAt: now, runId: run.id });
      await record(tx, context, {
        operation: "schedule.runNow",
        subjectKind: "schedule",
        subjectKey: String(scheduleId),
        detail: { name: schedule.name },
      });
      return ok({ jobId, runId: run.id });
    }),
});

async function isRunning(tx: Transaction, scheduleId: number): Promise<boolean> {
  return (await tx.scheduleRun.count({ where: { scheduleId, state: "running" } })) > 0;
}

/** Lets all schedules go on that wait since a backup was restored, each from its next time on: what was due meanwhile may have gone out before. */
export const releaseSchedules = operation({
  name: "schedule.release",
  needs: "setup",
  input: z.object({}),
  run: (context): Promise<Result<{ schedules: number }, never>> =>
    inTransaction<{ schedules: number }, never>(context.db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`update schedule set held_at = null where held_at is not null returning id`);
      const released = z.array(z.object({ id: z.int() })).parse(rows);
      for (const { id } of released) {
        const schedule = await lockSchedule(tx, id);
        if (schedule && !schedule.paused) await planNext(tx, schedule, nextDue(schedule.rule, schedule.timeZone, context.now));
      }
      await record(tx, context, {
        operation: "schedule.release",
        subjectKind: "schedule",
        subjectKey: "all",
        detail: { schedules: released.length },
      });
      return ok({ schedules: released.length });
    }),
});
