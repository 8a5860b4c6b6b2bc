import { addDays, type Day, daysInMonth, partsOf, weekdayOf } from "@/lib/filters/calendar";
import { instantOf, localTime } from "@/lib/filters/instants";
import type { ScheduleRule } from "./schema";

/** No rule leaves out so many days in a row. */
const longestGap = 62;

/** Whether a rule falls on a day. The 31st of a shorter month is its last day. */
function fallsOn(rule: ScheduleRule, day: Day): boolean {
  const { year, month, dayOfMonth } = partsOf(day);
  const last = daysInMonth(year, month);
  switch (rule.every) {
    case "once":
      return day === rule.date;
    case "day":
      return true;
    case "week":
      return rule.days.includes(weekdayOf(day));
    case "month":
      if (rule.on.kind === "day") return dayOfMonth === Math.min(rule.on.day, last);
      if (weekdayOf(day) !== rule.on.weekday) return false;
      return rule.on.which === "last" ? dayOfMonth > last - 7 : Math.ceil(dayOfMonth / 7) === rule.on.which;
    default:
      return rule satisfies never;
  }
}

/** The first moment after `after` at which a rule is due by the clocks of a time zone; null when there is none any more. */
export function nextDue(rule: ScheduleRule, timeZone: string, after: Date): Date | null {
  const begins = rule.every === "once" ? rule.date : localTime(after, timeZone).slice(0, 10);
  for (let ahead = 0; ahead <= longestGap; ahead++) {
    const day = addDays(begins, ahead);
    if (day === null) return null;
    if (!fallsOn(rule, day)) continue;
    const due = instantOf(`${day}T${rule.time}:00`, timeZone);
    if (due > after) return due;
  }
  return null;
}

/** The next moments at which it is due, `count` at most. */
export function nextDues(rule: ScheduleRule, timeZone: string, after: Date, count: number): Date[] {
  const dues: Date[] = [];
  for (let due = nextDue(rule, timeZone, after); due !== null && dues.length < count; due = nextDue(rule, timeZone, due)) dues.push(due);
  return dues;
}

/**
 * Which of the moments from `due` on is to be run at `now`: the latest that has come. `missed` earlier ones are not made up for; `next` is the first
 * that has yet to come.
 */
export function latestDue(rule: ScheduleRule, timeZone: string, due: Date, now: Date): { due: Date; missed: number; next: Date | null } {
  let [latest, missed] = [due, 0];
  let next = nextDue(rule, timeZone, latest);
  while (next !== null && next <= now) {
    latest = next;
    missed += 1;
    next = nextDue(rule, timeZone, latest);
  }
  return { due: latest, missed, next };
}
