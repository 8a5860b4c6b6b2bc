import { addDays, dayOf } from "./calendar";
import { readDate } from "./date-syntax";

/** A moment as the clock on the wall shows it, to the second: "2026-03-16T09:30:00". */
export type LocalTime = string;

/** An exact moment, which clocks that are put back show twice: "2026-10-25T00:30:00.000Z". */
type ExactTime = string;

export function isExact(time: LocalTime | ExactTime): boolean {
  return time.endsWith("Z");
}

const msOf = { H: 3_600_000, MIN: 60_000 } as const;

/** What is exact as typed: `NOW` is this second as far as it has gone, `-3H` so much elapsed time (T-23), `2026-10-25T00:30:00Z`. Null for the rest. */
export function exactTimes(text: string, now: Date): { from: ExactTime; before: ExactTime } | null {
  const until = (from: number, last: number) => ({ from: new Date(from).toISOString(), before: new Date(last + 1).toISOString() });
  const at = now.getTime();
  if (/^n(o(w)?)?$/i.test(text)) return until(at - (at % 1000), at);
  const written = writtenExactly(text);
  if (written !== null) return until(written, written);
  const read = readDate(text);
  if (!read.ok || read.value.kind !== "elapsed") return null;
  const moved = at + read.value.count * msOf[read.value.unit];
  return until(moved, moved);
}

/**
 * `2026-10-25T00:30:00Z` in milliseconds; null for what is no such moment, also on days that no month has, which JavaScript takes for later ones, and on
 * the first and the last day of the years 1 to 9999, beside which there is nothing to compare with.
 */
function writtenExactly(text: string): number | null {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/.exec(text) ?? [];
  const day = dayOf(Number(year), Number(month), Number(dayOfMonth));
  const at = day && addDays(day, -1) && addDays(day, 1) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}

/** The last of the exact moments before this one. */
export function lastBefore(time: ExactTime): ExactTime {
  return new Date(Date.parse(time) - 1).toISOString();
}

/** Making one takes a hundred times as long as using it. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known) return known;
  const clock = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  clocks.set(timeZone, clock);
  return clock;
}

/** The wall clock of `timeZone` at the instant `now`. */
export function localTime(now: Date, timeZone: string): LocalTime {
  const parts = clockOf(timeZone).formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((candidate) => candidate.type === type)?.value ?? "";
  return `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}T${part("hour")}:${part("minute")}:${part("second")}`;
}

/** A time of day at the end of a date-time as typed: `2026-03-16 9:30`, `t 14:05:30`, `16/3 2:30 pm`. */
export function splitTime(text: string): { date: string; time: string; precision: "minute" | "second" } | null {
  const found = /^(.*\S)(?:\s+|(?<=\d)T)(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm)?$/is.exec(text.trim());
  if (!found) return null;
  const [, date = "", hour, minute, second, half] = found;
  const hours = half ? (Number(hour) % 12) + (half.toLowerCase() === "pm" ? 12 : 0) : Number(hour);
  const valid = Number(minute) < 60 && Number(second ?? 0) < 60 && (half ? Number(hour) >= 1 && Number(hour) <= 12 : hours < 24);
  if (!valid) return null;
  return {
    date,
    time: `${String(hours).padStart(2, "0")}:${minute}:${second ?? "00"}`,
    precision: second === undefined ? "minute" : "second",
  };
}

/** The wall-clock time that many seconds later. */
export function laterBy(time: LocalTime, seconds: number): LocalTime {
  return new Date(Date.parse(`${time}Z`) + seconds * 1000).toISOString().slice(0, 19);
}

/**
 * A time zone by a name under which JavaScript and Postgres mean the same; null for none. Short names as PST and IST are other zones there, or none, so they
 * are written out; offsets as +02:00 know no daylight saving.
 */
export function timeZoneNamed(name: string): string | null {
  if (!/^[A-Za-z]/.test(name)) return null;
  try {
    const { timeZone } = new Intl.DateTimeFormat("en-GB", { timeZone: name }).resolvedOptions();
    return name.includes("/") ? name : timeZone;
  } catch {
    return null;
  }
}

const dayMs = 86_400_000;

/**
 * The instant at which the wall clock of `timeZone` shows `time`. A time that the clock leaps over is the moment of the leap, the next that there is;
 * of one that it shows twice it is the first.
 */
export function instantOf(time: LocalTime, timeZone: string): Date {
  const wall = Date.parse(`${time}Z`);
  const offsetAt = (at: number) => Date.parse(`${localTime(new Date(at), timeZone)}Z`) - at;
  const [early, late] = [wall - dayMs, wall + dayMs].map((at) => wall - offsetAt(at)).toSorted((left, right) => left - right);
  if (early === undefined || late === undefined) throw new Error("two offsets came out as fewer");
  const found = [early, late].find((at) => localTime(new Date(at), timeZone) === time);
  if (found !== undefined) return new Date(found);
  let [before, after] = [early, late];
  while (after - before > 1_000) {
    const middle = Math.floor((before + after) / 2_000) * 1_000;
    if (localTime(new Date(middle), timeZone) < time) before = middle;
    else after = middle;
  }
  return new Date(after);
}
