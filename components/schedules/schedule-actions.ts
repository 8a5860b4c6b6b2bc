import { type ActionState, isRequestError, type RequestError, requestMessage } from "@/lib/request/action-state";
import { type ScheduleError, scheduleMessage } from "@/lib/schedules/errors";
import type { ChangeSchedule, CreateSchedule } from "@/lib/schedules/schema";

type Shown = { scheduleId: number; rowVersion: number };
type Changed = Promise<ActionState<{ scheduleId: number }, ScheduleError>>;

/** The server actions about schedules, handed in by the pages. */
export type ScheduleActions = {
  create: (request: CreateSchedule) => Changed;
  change: (request: ChangeSchedule) => Changed;
  pause: (request: Shown & { paused: boolean }) => Changed;
  remove: (request: Shown) => Changed;
  runNow: (request: { scheduleId: number }) => Promise<ActionState<{ jobId: string }, ScheduleError>>;
};

/** The sentence of whatever was refused, or of no answer at all. */
export function scheduleRefusal(answer: { error: ScheduleError | RequestError } | null): string {
  if (answer === null) return "The server could not be reached. Nothing was changed; try again.";
  return isRequestError(answer.error) ? requestMessage(answer.error) : scheduleMessage(answer.error);
}
