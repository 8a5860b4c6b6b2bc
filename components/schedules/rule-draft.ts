import type { ScheduleRule } from "@/lib/schedules/schema";

/** What the dialog keeps of a rule, whichever kind is shown: choosing another kind loses nothing. */
export type RuleDraft = {
  every: ScheduleRule["every"];
  time: string;
  date: string;
  days: readonly number[];
  /** `day`: on a day of the month; else on the first, second … weekday. */
  which: "day" | "1" | "2" | "3" | "4" | "last";
  day: number | null;
  weekday: number;
};

const first: RuleDraft = { every: "month", time: "09:00", date: "", days: [1], which: "1", day: 1, weekday: 1 };

/** A rule as the dialog edits it. */
export function draftOf(rule: ScheduleRule | null): RuleDraft {
  if (rule === null) return first;
  const base = { ...first, every: rule.every, time: rule.time };
  switch (rule.every) {
    case "once":
      return { ...base, date: rule.date };
    case "day":
      return base;
    case "week":
      return { ...base, days: rule.days };
    case "month":
      return rule.on.kind === "day"
        ? { ...base, which: "day", day: rule.on.day }
        : { ...base, which: `${rule.on.which}`, weekday: rule.on.weekday };
    default:
      return rule satisfies never;
  }
}

/** What is sent of it, to be parsed. */
export function ruleOf({ every, time, date, days, which, day, weekday }: RuleDraft): ScheduleRule {
  switch (every) {
    case "once":
      return { every, date, time };
    case "day":
      return { every, time };
    case "week":
      return { every, days: [...days], time };
    case "month":
      return { every, on: which === "day" ? { kind: "day", day: day ?? 0 } : { kind: "weekday", which: nth[which], weekday }, time };
    default:
      return every satisfies never;
  }
}

const nth = { "1": 1, "2": 2, "3": 3, "4": 4, last: "last" } as const;
