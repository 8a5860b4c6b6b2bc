import { err, ok, type Result } from "@/lib/result";
import { add, addDays, type Day, dayOf, endOf, isoWeekStart, partsOf, startOf, weekdayOf } from "./calendar";
import type { FilterClock } from "./clock";
import type { DateOperand, DateStep, DateWord } from "./date-syntax";
import type { OperandProblem } from "./expression-error";

/** First and last day; the same for a single day. */
export type DayRange = { from: Day; to: Day };

/** The days a written date means at this clock. Refused when there is no such day, as 31 February, or it lies outside the years 1 to 9999. */
export function resolveDate(operand: DateOperand, clock: Pick<FilterClock, "today" | "workDate">): Result<DayRange, OperandProblem> {
  if (operand.kind === "elapsed") return err(noHours);
  const range = rangeOf(operand, clock);
  return range ? ok(range) : err(noSuchDay);
}

const noHours: OperandProblem = {
  code: "not_supported",
  expected: "days",
  message: "Days have no hours and minutes. Type days, for example -1D.",
  example: "-1D",
};

const noSuchDay: OperandProblem = {
  code: "out_of_range",
  expected: "a day of the calendar",
  message: "There is no such day. Type day, month and year, for example 28/02/2026.",
  example: "28/02/2026",
};

function rangeOf(operand: Exclude<DateOperand, { kind: "elapsed" }>, clock: Pick<FilterClock, "today" | "workDate">): DayRange | null {
  const work = partsOf(clock.workDate);
  switch (operand.kind) {
    case "plain":
      return single(dayOf(operand.year ?? work.year, operand.month ?? work.month, operand.dayOfMonth));
    case "month":
      return wholeOf("M", dayOf(work.year, operand.month, 1));
    case "weekday": {
      const monday = isoWeekStart(work.year, operand.week);
      return single(monday && addDays(monday, operand.weekday - 1));
    }
    case "relative": {
      const start = operand.word ? wordRange(operand.word, clock) : single(clock.today);
      const from = start && walk(start.from, operand.steps);
      const to = start && walk(start.to, operand.steps);
      return from && to ? { from, to } : null;
    }
    default:
      return operand satisfies never;
  }
}

function single(day: Day | null): DayRange | null {
  return day ? { from: day, to: day } : null;
}

function wordRange(word: DateWord, { today, workDate }: Pick<FilterClock, "today" | "workDate">): DayRange | null {
  switch (word) {
    case "TODAY":
    case "NOW":
      return single(today);
    case "WORKDATE":
      return single(workDate);
    case "YESTERDAY":
      return single(addDays(today, -1));
    case "TOMORROW":
      return single(addDays(today, 1));
    case "WEEK":
      return wholeOf("W", today);
    case "MONTH":
      return wholeOf("M", today);
    case "QUARTER":
      return wholeOf("Q", today);
    default:
      return word satisfies never;
  }
}

function wholeOf(unit: "W" | "M" | "Q", day: Day | null): DayRange | null {
  const [from, to] = day ? [startOf(unit, day), endOf(unit, day)] : [];
  return from && to ? { from, to } : null;
}

function walk(day: Day, steps: DateStep[]): Day | null {
  return steps.reduce<Day | null>((at, step) => at && take(at, step), day);
}

function take(day: Day, step: DateStep): Day | null {
  switch (step.kind) {
    case "count":
      return add(day, step.count, step.unit);
    case "end":
      return endOf(step.unit, day);
    case "start":
      return startOf(step.unit, day);
    case "weekday": {
      const ahead = (step.number - weekdayOf(day) + 7) % 7;
      return addDays(day, step.direction === 1 ? ahead || 7 : ahead - 7);
    }
    case "dayOfMonth":
      return nextDayOfMonth(day, step.number, step.direction);
    default:
      return step satisfies never;
  }
}

/** The next (or last) day with that number, never `day` itself; months without it are passed over. */
function nextDayOfMonth(day: Day, number: number, direction: 1 | -1): Day | null {
  for (let month = 0, first = startOf("M", day); first && month <= 12; month++, first = add(first, direction, "M")) {
    const { year, month: monthNo } = partsOf(first);
    const candidate = dayOf(year, monthNo, number);
    if (candidate && (direction === 1 ? candidate > day : candidate < day)) return candidate;
  }
  return null;
}
