import { z } from "zod";
import { query } from "@/lib/access/operation";
import { namesOfSuppression } from "@/lib/consent/suppression";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { lineProblemSchema } from "@/lib/logging/schema";
import { askIn } from "@/lib/maintained-sets/definitions";
import { correspondenceTypes } from "@/lib/segmentation/schema";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { nextDues } from "./rule";
import { findScheduleSchema, listScheduleRunsSchema, reachedBy, runStates, scheduleRuleSchema } from "./schema";
import type { Schedule, ScheduleRow, ScheduleRunsPage } from "./types";

const runSchema = z.object({
  runId: z.int(),
  dueAt: z.coerce.date(),
  beganAt: z.coerce.date(),
  endedAt: z.coerce.date().nullable(),
  askedByName: z.string().nullable(),
  missed: z.int(),
  state: z.enum(runStates),
  worksheetNo: z.string().nullable(),
  loggedSegmentEntryNo: z.int().nullable(),
  interactions: z.int(),
  leftOut: z.int(),
  leftOutBy: z.partialRecord(lineProblemSchema, z.int()),
  emails: z.int(),
  refusal: z.string().nullable(),
});
const runsAsJson = (among: Sql) => Prisma.sql`
  (select jsonb_agg(jsonb_build_object('runId', id, 'dueAt', due_at, 'beganAt', began_at, 'endedAt', ended_at, 'askedByName', asked_by_name, 'missed', missed,
      'state', state, 'worksheetNo', worksheet_no, 'loggedSegmentEntryNo', logged_segment_entry_no, 'interactions', interactions, 'leftOut', left_out,
      'leftOutBy', left_out_by, 'emails', emails, 'refusal', refusal) order by id desc)
    from (${among}) run)`;

const rowSchema = z.object({
  scheduleId: z.int(),
  name: z.string(),
  rule: scheduleRuleSchema,
  timeZone: z.string(),
  segment: z.object({ code: z.string(), name: z.string() }),
  template: z.object({ code: z.string(), name: z.string(), channel: z.enum(correspondenceTypes).nullable(), purpose: z.string() }),
  notReached: z.object({ days: z.int(), by: z.enum(reachedBy) }).nullable(),
  suppression: z.array(z.string()),
  ownerName: z.string(),
  state: z.enum(["active", "paused", "held", "over"]),
  nextAt: z.coerce.date().nullable(),
  rowVersion: z.int(),
  runs: z.array(runSchema).nullable(),
});

async function readSchedules(tx: Transaction, where: Sql, runs: number): Promise<(ScheduleRow & Pick<Schedule, "runs">)[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select s.id as "scheduleId", s.name, s.rule, s.time_zone as "timeZone",
      jsonb_build_object('code', s.segment_no, 'name', coalesce(nullif(l.name, ''), g.description, s.segment_no)) as segment,
      jsonb_build_object('code', t.code, 'name', t.description, 'channel', t.correspondence_type, 'purpose', p.name) as template,
      case when s.not_reached_days is not null then jsonb_build_object('days', s.not_reached_days, 'by', s.not_reached_by) end as "notReached",
      s.suppression, s.owner_name as "ownerName", s.row_version as "rowVersion",
      case when s.held_at is not null then 'held' when s.paused then 'paused' when s.next_at is null then 'over' else 'active' end as state,
      case when s.held_at is null and not s.paused then s.next_at end as "nextAt",
      ${runsAsJson(Prisma.sql`select * from schedule_run where schedule_id = s.id order by id desc limit ${runs}`)} as runs
    from schedule s
    join interaction_template t on t.code = s.template_code join purpose p on p.code = t.purpose_code
    left join live_segment l on l.segment_no = s.segment_no left join segment g on g.segment_no = s.segment_no
    where ${where} order by s.name, s.id`);
  const found = z.array(rowSchema).parse(rows);
  const named = new Map(
    (await namesOfSuppression(askIn(tx), [...new Set(found.flatMap(({ suppression }) => suppression))])).map((one) => [one.value, one]),
  );
  return found.map(({ runs: ran, suppression, ...row }) => ({
    ...row,
    suppression: suppression.flatMap((value) => named.get(value) ?? []),
    lastRun: ran?.[0] ?? null,
    runs: ran ?? [],
  }));
}

/** All schedules by name, each with what became of its last time. */
export const listSchedules = query({
  name: "schedule.list",
  needs: "read",
  input: z.object({}),
  run: ({ db }): Promise<ScheduleRow[]> =>
    onSnapshot(db, async (tx) => (await readSchedules(tx, Prisma.sql`true`, 1)).map(({ runs: _, ...row }) => row)),
});

/** One schedule with its next times and its runs, the newest first; null when there is none. */
export const findSchedule = query({
  name: "schedule.find",
  needs: "read",
  input: findScheduleSchema,
  run: ({ db, now }, { scheduleId }): Promise<Schedule | null> =>
    onSnapshot(db, async (tx) => {
      const [found] = await readSchedules(tx, Prisma.sql`s.id = ${scheduleId}`, 50);
      if (!found) return null;
      return { ...found, next: found.state === "active" ? nextDues(found.rule, found.timeZone, now, 5) : [] };
    }),
});

const runsSchema = z.array(z.object({ runs: z.array(runSchema).nullable() }));

/** What became of the times of a schedule, page by page, the newest first; null when there is no such schedule. */
export const listScheduleRuns = query({
  name: "schedule.listRuns",
  needs: "read",
  input: listScheduleRunsSchema,
  run: async ({ db }, { scheduleId, before, limit }): Promise<ScheduleRunsPage | null> => {
    const among = Prisma.sql`
      select * from schedule_run where schedule_id = s.id and (${before}::int is null or id < ${before}::int) order by id desc limit ${limit + 1}`;
    const rows = await db.prisma.$queryRaw(Prisma.sql`select ${runsAsJson(among)} as runs from schedule s where s.id = ${scheduleId}`);
    const [schedule] = runsSchema.parse(rows);
    if (!schedule) return null;
    const found = schedule.runs ?? [];
    const runs = found.slice(0, limit);
    return { runs, next: found.length > limit ? (runs.at(-1)?.runId ?? null) : null };
  },
});
