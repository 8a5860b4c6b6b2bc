import { problemTitle } from "@/components/interactions/problem-words";
import { countOf, formatInstant } from "@/components/ui/format";
import { lineProblems } from "@/lib/logging/schema";
import type { ScheduleRun } from "@/lib/schedules/types";

const lateMs = 300_000;

/** What became of a time that came. */
export function outcomeWords({ state, interactions, emails, refusal }: ScheduleRun): string {
  switch (state) {
    case "running":
      return "Is running";
    case "logged":
      return `Logged ${countOf(interactions, "interaction")}${emails > 0 ? `, ${countOf(emails, "e-mail")}` : ""}`;
    case "nobody":
      return "Nobody was left to log";
    case "failed":
      return refusal ?? "Did not work";
    default:
      return state satisfies never;
  }
}

/** Who was left out and why, and what was not as planned. */
export function asideWords({ leftOutBy, missed, dueAt, beganAt, askedByName }: ScheduleRun, timeZone: string): string {
  const late = askedByName === null && beganAt.getTime() - dueAt.getTime() > lateMs;
  return [
    ...(askedByName ? [`Asked for by ${askedByName}`] : []),
    ...lineProblems.flatMap((problem) => {
      const count = leftOutBy[problem];
      return count ? [`Left out: ${problemTitle(problem, count)}`] : [];
    }),
    ...(late ? [`Began at ${formatInstant(beganAt, timeZone)}, when the server ran again`] : []),
    ...(missed > 0 ? [`${countOf(missed, "earlier time")} passed meanwhile and ${missed === 1 ? "is" : "are"} not made up for`] : []),
  ].join(". ");
}
