/** Calendar days as "YYYY-MM-DD", years 0001 to 9999; no clock and no time zone. */
export type Day = string;

const msPerDay = 86_400_000;

function toTime(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getTime();
}

/** The day of a moment given in UTC, or null outside the years 0001 to 9999. */
function fromTime(time: number): Day | null {
  if (!(time >= toTime("0001-01-01") && time <= toTime("9999-12-31"))) return null;
  return new Date(time).toISOString().slice(0, 10);
}

/** The day, or null when there is no such day, as 31 February. Months count from 1. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day | null {
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return null;
  if (year < 1 || year > 9999) return null;
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(dayOfMonth).padStart(2, "0")}`;
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function partsOf(day: Day): { year: number; month: number; dayOfMonth: number } {
  return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), dayOfMonth: Number(day.slice(8, 10)) };
}

export function addDays(day: Day, days: number): Day | null {
  return fromTime(toTime(day) + days * msPerDay);
}

/** Calendar months later or earlier, clamped to the last day of the month: 31 March − 1 month is 28 or 29 February. */
export function addMonths(day: Day, months: number): Day | null {
  const { year, month, dayOfMonth } = partsOf(day);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1];
  return dayOf(toYear, toMonth, Math.min(dayOfMonth, daysInMonth(toYear, toMonth)));
}

/** Monday is 1, Sunday 7. */
export function weekdayOf(day: Day): number {
  return new Date(toTime(day)).getUTCDay() || 7;
}

export type Unit = "D" | "W" | "M" | "Q" | "Y";

/** The first day of the week (Monday), month, quarter or year that `day` is in. */
export function startOf(unit: Unit, day: Day): Day | null {
  const { year, month } = partsOf(day);
  switch (unit) {
    case "D":
      return day;
    case "W":
      return addDays(day, 1 - weekdayOf(day));
    case "M":
      return dayOf(year, month, 1);
    case "Q":
      return dayOf(year, month - ((month - 1) % 3), 1);
    case "Y":
      return dayOf(year, 1, 1);
    default:
      return unit satisfies never;
  }
}

/** The last day of the week (Sunday), month, quarter or year that `day` is in. */
export function endOf(unit: Unit, day: Day): Day | null {
  const start = startOf(unit, day);
  const next = start && add(start, 1, unit);
  return next && addDays(next, -1);
}

/** `count` units later, earlier when negative. */
export function add(day: Day, count: number, unit: Unit): Day | null {
  switch (unit) {
    case "D":
      return addDays(day, count);
    case "W":
      return addDays(day, count * 7);
    case "M":
      return addMonths(day, count);
    case "Q":
      return addMonths(day, count * 3);
    case "Y":
      return addMonths(day, count * 12);
    default:
      return unit satisfies never;
  }
}

/** Days of the year, each as month × 100 + day, from one to the other: over the end of the year where the second comes first. */
export type DaysOfYear = { from: number; to: number };

/** The days of the year that a stretch of days holds. 29 February counts on 28 February in years without it (T-22). */
export function daysOfYear(from: Day, to: Day): DaysOfYear {
  const yearLater = addMonths(from, 12);
  if (yearLater && to >= yearLater) return { from: 101, to: 1231 };
  const { year, month, dayOfMonth } = partsOf(to);
  const endsFebruary = month === 2 && dayOfMonth === daysInMonth(year, month);
  return { from: dayOfYear(from), to: endsFebruary ? 229 : dayOfYear(to) };
}

function dayOfYear(day: Day): number {
  const { month, dayOfMonth } = partsOf(day);
  return month * 100 + dayOfMonth;
}

/** Monday of the ISO week of a year (week 1 is the one with 4 January), or null when that year has no such week. */
export function isoWeekStart(year: number, week: number): Day | null {
  const fourth = dayOf(year, 1, 4);
  const first = fourth && startOf("W", fourth);
  const monday = first && addDays(first, (week - 1) * 7);
  const thursday = monday && addDays(monday, 3);
  return thursday && week >= 1 && partsOf(thursday).year === year ? monday : null;
}
