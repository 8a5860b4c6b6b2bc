import { z } from "zod";
import { suppressionSchema } from "@/lib/consent/schema";
import { timeZoneSchema } from "@/lib/filters/schema";
import { segmentNoSchema } from "@/lib/segmentation/schema";

const text = z.string().overwrite((typed) => typed.replaceAll("\0", "").toWellFormed());
const daySchema = z.iso
  .date("A date is written as year-month-day, for example 2026-03-16.")
  .refine((day) => day < "2200", "A date lies before the year 2200."); // clocks know no year of five digits
const timeSchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time is written as hours and minutes, for example 09:00.");
/** Monday is 1, Sunday 7. */
const weekdaySchema = z.int().min(1).max(7);

/** When a schedule is due, by the clocks of its time zone. */
export const scheduleRuleSchema = z.discriminatedUnion("every", [
  z.object({ every: z.literal("once"), date: daySchema, time: timeSchema }),
  z.object({ every: z.literal("day"), time: timeSchema }),
  z.object({
    every: z.literal("week"),
    days: z
      .array(weekdaySchema)
      .min(1, "Choose a day of the week at least.")
      .overwrite((days) => [...new Set(days)].toSorted((left, right) => left - right)),
    time: timeSchema,
  }),
  z.object({
    every: z.literal("month"),
    on: z.discriminatedUnion("kind", [
      z.object({ kind: z.literal("day"), day: z.int("A day is a number from 1 to 31.").min(1).max(31) }),
      z.object({
        kind: z.literal("weekday"),
        which: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal("last")]),
        weekday: weekdaySchema,
      }),
    ]),
    time: timeSchema,
  }),
]);
export type ScheduleRule = z.output<typeof scheduleRuleSchema>;

/** What counts as reached: an interaction of any kind, or one that was delivered or is on its way. */
export const reachedBy = ["any", "delivery"] as const;
export type ReachedBy = (typeof reachedBy)[number];
export const notReachedSchema = z.object({
  days: z.int("Days are a whole number.").min(1, "A day at least.").max(3_650, "Ten years at most."),
  by: z.enum(reachedBy),
});

const scheduleIdSchema = z.int().min(1).max(2_147_483_647);
const rowVersionSchema = z.int().min(1);

const fields = {
  name: text.trim().min(1, "A schedule needs a name.").max(100, "A name has 100 characters at most."),
  rule: scheduleRuleSchema,
  timeZone: timeZoneSchema,
  segmentNo: segmentNoSchema,
  templateCode: text.trim().min(1, "Choose a template.").max(30),
  notReached: notReachedSchema.nullable().default(null),
  suppression: suppressionSchema.default([]),
};
export const createScheduleSchema = z.object(fields);
export type CreateSchedule = z.input<typeof createScheduleSchema>;
/** `rowVersion` is the one that was shown: a change by somebody else meanwhile is refused with `changed_since`. */
export const scheduleChangeSchema = z.object({ scheduleId: scheduleIdSchema, rowVersion: rowVersionSchema });
export const changeScheduleSchema = scheduleChangeSchema.extend(fields);
export type ChangeSchedule = z.input<typeof changeScheduleSchema>;
export const pauseScheduleSchema = scheduleChangeSchema.extend({ paused: z.boolean() });
export const findScheduleSchema = z.object({ scheduleId: scheduleIdSchema });
/** Runs before the one with that number. */
export const listScheduleRunsSchema = findScheduleSchema.extend({
  before: z.int().min(1).nullable().default(null),
  limit: z.int().min(1).max(200).default(50),
});

/** What became of a time that came. */
export const runStates = ["running", "logged", "nobody", "failed"] as const;
