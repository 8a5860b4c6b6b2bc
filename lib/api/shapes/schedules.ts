import { crc32 } from "node:zlib";
import { z } from "zod";
import { lineProblemSchema } from "@/lib/logging/schema";
import { notReachedSchema, runStates, scheduleRuleSchema } from "@/lib/schedules/schema";
import type { Schedule } from "@/lib/schedules/types";
import { channel, count, instant, text } from "./common";

export const scheduleRun = z.object({
  runId: z.int(),
  dueAt: instant,
  beganAt: instant,
  endedAt: instant.nullable(),
  askedByName: text.describe("Who had it run beside its times."),
  missed: count.describe("Earlier times that passed while nothing was running."),
  state: z.enum(runStates).describe("`nobody`: all were left out, so that nothing was logged."),
  worksheetNo: text,
  loggedSegmentEntryNo: z.int().nullable(),
  interactions: count,
  leftOut: count,
  leftOutBy: z.partialRecord(lineProblemSchema, count),
  emails: count,
  refusal: text.describe("Why it failed, in words."),
});

const named = z.object({ code: z.string(), name: z.string() });
export const scheduleRow = z.object({
  scheduleId: z.int(),
  name: z.string(),
  rule: scheduleRuleSchema,
  timeZone: z.string(),
  segment: named,
  template: named.extend({ channel, purpose: z.string() }),
  notReached: notReachedSchema.nullable().describe("Who had something in so many days is left out."),
  suppression: z.array(z.object({ value: z.string(), name: z.string() })).describe("Segments whose members are left out."),
  ownerName: z.string().describe("As whom it works: whoever saved it last."),
  state: z
    .enum(["active", "paused", "held", "over"])
    .describe("`held`: a backup was restored, an administrator lets it go on. `over`: there is no further time."),
  nextAt: instant.nullable(),
  lastRun: scheduleRun.nullable(),
  rowVersion: z.int().min(1).describe("The first number of the ETag."),
});
export const schedule = scheduleRow.extend({ next: z.array(instant).describe("The next five times.") });

export const saved = z.object({ scheduleId: z.int(), rowVersion: z.int() });

/** Another one whenever what is answered is. `If-Match` looks at the first number alone. */
export function revisionsOfSchedule(found: Schedule): number[] {
  return [found.rowVersion, crc32(JSON.stringify(schedule.parse(found)))];
}
