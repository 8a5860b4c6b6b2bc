import type { z } from "zod";
import type { Named } from "@/lib/segmentation/types";
import type { notReachedSchema, ScheduleRule } from "./schema";

export const weekdayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
export const whichNames = { 1: "first", 2: "second", 3: "third", 4: "fourth", last: "last" } as const;

const list = new Intl.ListFormat("en-GB");
const ordinals = new Intl.PluralRules("en-GB", { type: "ordinal" });
const suffixes: Record<string, string> = { one: "st", two: "nd", few: "rd", other: "th" };
const ordinal = (n: number) => `${n}${suffixes[ordinals.select(n)] ?? "th"}`;
const weekday = (n: number) => weekdayNames[n - 1] ?? "";
const day = new Intl.DateTimeFormat("en-GB", { timeZone: "UTC", day: "numeric", month: "long", year: "numeric" });

/** When it is due: "On the first Monday of every month at 09:00 (Europe/Berlin)". */
export function ruleWords(rule: ScheduleRule, timeZone: string): string {
  const at = `at ${rule.time} (${timeZone})`;
  switch (rule.every) {
    case "once":
      return `Once, on ${day.format(new Date(`${rule.date}T00:00:00Z`))} ${at}`;
    case "day":
      return `Every day ${at}`;
    case "week":
      return rule.days.length === 7 ? `Every day ${at}` : `Every ${list.format(rule.days.map(weekday))} ${at}`;
    case "month":
      return rule.on.kind === "day"
        ? `On the ${ordinal(rule.on.day)} of every month${rule.on.day > 28 ? ", or its last day," : ""} ${at}`
        : `On the ${whichNames[rule.on.which]} ${weekday(rule.on.weekday)} of every month ${at}`;
    default:
      return rule satisfies never;
  }
}

type Told = {
  rule: ScheduleRule;
  timeZone: string;
  segment: Named | null;
  template: Named | null;
  notReached: z.output<typeof notReachedSchema> | null;
  suppression: readonly { name: string }[];
};

/** All of it in a sentence; what is not chosen yet is a gap. */
export function scheduleWords({ rule, timeZone, segment, template, notReached, suppression }: Told): string {
  const without = [
    ...(notReached
      ? [
          `those ${notReached.by === "any" ? "who had an interaction" : "something was delivered to"} in the last ${notReached.days === 1 ? "day" : `${notReached.days} days`}`,
        ]
      : []),
    ...suppression.map(({ name }) => `who is on ${name}`),
  ];
  return `${ruleWords(rule, timeZone)}, log and send ${template ? `“${template.name}”` : "…"} to ${segment ? segment.name : "…"}${without.length > 0 ? `, without ${list.format(without)}` : ""}.`;
}
