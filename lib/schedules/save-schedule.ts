import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { readSuppression } from "@/lib/consent/suppression";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { askIn } from "@/lib/maintained-sets/definitions";
import { oneAtATime } from "@/lib/maintained-sets/dependants";
import { err, ok, type Result } from "@/lib/result";
import type { ScheduleError } from "./errors";
import { nextDue } from "./rule";
import { planNext } from "./schedule-job";
import { lockShown } from "./schedule-row";
import { changeScheduleSchema, createScheduleSchema } from "./schema";

type Saved = { scheduleId: number; rowVersion: number };
type Fields = z.output<typeof createScheduleSchema>;

/** Makes a schedule that works as whoever made it, from its next time on. */
export const createSchedule = operation({
  name: "schedule.create",
  needs: "segments.log",
  input: createScheduleSchema,
  run: (context, fields): Promise<Result<Saved, ScheduleError>> =>
    inTransaction<Saved, ScheduleError>(context.db, async (tx) => {
      const next = await checkFields(tx, context, fields);
      if (!next.ok) return next;
      const { user, now } = context;
      const { name, rule, timeZone, segmentNo, templateCode, notReached, suppression } = fields;
      const rows = await tx.$queryRaw(Prisma.sql`
        insert into schedule (name, rule, time_zone, segment_no, template_code, not_reached_days, not_reached_by, suppression, owner_id, owner_name, created_at, changed_at, changed_by_name)
        values (${name}, ${JSON.stringify(rule)}::jsonb, ${timeZone}, ${segmentNo}, ${templateCode}, ${notReached?.days ?? null}, ${notReached?.by ?? "any"}, ${suppression}::text[],
          ${user.id}, ${user.name}, ${now}, ${now}, ${user.name}) returning id`);
      const [{ id }] = z.tuple([z.object({ id: z.int() })]).parse(rows);
      await planNext(tx, { id, name, ownerId: user.id }, next.value);
      await record(tx, context, { operation: "schedule.create", subjectKind: "schedule", subjectKey: String(id), detail: fields });
      return ok({ scheduleId: id, rowVersion: 1 });
    }),
});

/** Changes all of a schedule. It works as whoever saved it last: nobody lends another one's rights. */
export const changeSchedule = operation({
  name: "schedule.change",
  needs: "segments.log",
  input: changeScheduleSchema,
  run: (context, { scheduleId, rowVersion, ...fields }): Promise<Result<Saved, ScheduleError>> =>
    inTransaction<Saved, ScheduleError>(context.db, async (tx) => {
      const before = await lockShown(tx, { scheduleId, rowVersion });
      if (!before.ok) return before;
      const next = await checkFields(tx, context, fields);
      if (!next.ok) return next;
      const { user, now } = context;
      const { name, rule, timeZone, segmentNo, templateCode, notReached, suppression } = fields;
      await tx.$executeRaw(Prisma.sql`
        update schedule set name = ${name}, rule = ${JSON.stringify(rule)}::jsonb, time_zone = ${timeZone}, segment_no = ${segmentNo}, template_code = ${templateCode},
          not_reached_days = ${notReached?.days ?? null}, not_reached_by = ${notReached?.by ?? "any"}, suppression = ${suppression}::text[],
          owner_id = ${user.id}, owner_name = ${user.name}, row_version = row_version + 1, changed_at = ${now}, changed_by_name = ${user.name}
        where id = ${scheduleId}`);
      const waits = before.value.paused || before.value.heldAt !== null;
      if (!waits) await planNext(tx, { id: scheduleId, name, ownerId: user.id }, next.value);
      await record(tx, context, { operation: "schedule.change", subjectKind: "schedule", subjectKey: String(scheduleId), detail: fields });
      return ok({ scheduleId, rowVersion: rowVersion + 1 });
    }),
});

/** Whether what a schedule names can be used; answers its next time. */
async function checkFields(
  tx: Transaction,
  { now }: OperationContext,
  { rule, timeZone, segmentNo, templateCode, suppression }: Fields,
): Promise<Result<Date, ScheduleError>> {
  await oneAtATime(tx); // from here on neither segment is stopped or deleted
  if ((await tx.interactionTemplate.count({ where: { code: templateCode } })) === 0) return err({ code: "template_unknown", templateCode });
  const source = await readSuppression(askIn(tx), [`segment:${segmentNo}`], now);
  if (source.unreadable.length > 0) return err({ code: "segment_unreadable", segmentNo });
  if (suppression.includes(`segment:${segmentNo}`)) return err({ code: "suppresses_itself", segmentNo });
  const { unreadable } = await readSuppression(askIn(tx), suppression, now);
  if (unreadable.length > 0) return err({ code: "suppression_unreadable", unreadable: [...unreadable] });
  const next = nextDue(rule, timeZone, now);
  return next ? ok(next) : err({ code: "no_time_left" });
}
