import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { ScheduleError } from "./errors";
import { reachedBy, scheduleRuleSchema } from "./schema";

const rowSchema = z.object({
  id: z.int(),
  name: z.string(),
  rule: scheduleRuleSchema,
  timeZone: z.string(),
  segmentNo: z.string(),
  templateCode: z.string(),
  notReachedDays: z.int().nullable(),
  notReachedBy: z.enum(reachedBy),
  suppression: z.array(z.string()),
  ownerId: z.string().nullable(),
  ownerName: z.string(),
  nextAt: z.coerce.date().nullable(),
  paused: z.boolean(),
  heldAt: z.coerce.date().nullable(),
  rowVersion: z.int(),
  changedByName: z.string(),
});
export type StoredSchedule = z.output<typeof rowSchema>;

/** A schedule, locked until the transaction ends; null when there is none. */
export function lockSchedule(tx: Transaction, scheduleId: number): Promise<StoredSchedule | null> {
  return readSchedule(tx, scheduleId, Prisma.sql`for update`);
}

/** The same without a lock: a run that takes long keeps nobody from changing the schedule. */
export async function readSchedule(tx: Transaction, scheduleId: number, lock = Prisma.empty): Promise<StoredSchedule | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select id, name, rule, time_zone as "timeZone", segment_no as "segmentNo", template_code as "templateCode", not_reached_days as "notReachedDays",
      not_reached_by as "notReachedBy", suppression, owner_id as "ownerId", owner_name as "ownerName", next_at as "nextAt", paused, held_at as "heldAt",
      row_version as "rowVersion", changed_by_name as "changedByName"
    from schedule where id = ${scheduleId} ${lock}`);
  return z.array(rowSchema).parse(rows)[0] ?? null;
}

/** The same, as somebody saw it. */
export async function lockShown(
  tx: Transaction,
  { scheduleId, rowVersion }: { scheduleId: number; rowVersion: number },
): Promise<Result<StoredSchedule, ScheduleError>> {
  const schedule = await lockSchedule(tx, scheduleId);
  if (!schedule) return err({ code: "schedule_not_found", scheduleId });
  return schedule.rowVersion === rowVersion ? ok(schedule) : err({ code: "changed_since", by: schedule.changedByName });
}
