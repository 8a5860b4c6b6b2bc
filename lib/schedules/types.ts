import type { z } from "zod";
import type { LineProblem } from "@/lib/logging/schema";
import type { CorrespondenceType, Named } from "@/lib/segmentation/types";
import type { notReachedSchema, runStates, ScheduleRule } from "./schema";

/** `held`: a backup was restored, an administrator lets it go on. `over`: there is no further time. */
export type ScheduleState = "active" | "paused" | "held" | "over";

/** One time that came, or one that was asked for. */
export type ScheduleRun = {
  runId: number;
  dueAt: Date;
  beganAt: Date;
  endedAt: Date | null;
  /** Who pressed *Run now*. */
  askedByName: string | null;
  /** Earlier times that passed while nothing was running. */
  missed: number;
  state: (typeof runStates)[number];
  worksheetNo: string | null;
  loggedSegmentEntryNo: number | null;
  interactions: number;
  leftOut: number;
  leftOutBy: Partial<Record<LineProblem, number>>;
  emails: number;
  refusal: string | null;
};

export type ScheduleRow = {
  scheduleId: number;
  name: string;
  rule: ScheduleRule;
  timeZone: string;
  segment: Named;
  template: Named & { channel: CorrespondenceType | null; purpose: string };
  notReached: z.output<typeof notReachedSchema> | null;
  suppression: { value: string; name: string }[];
  /** As whom it works. */
  ownerName: string;
  state: ScheduleState;
  nextAt: Date | null;
  lastRun: ScheduleRun | null;
  rowVersion: number;
};

export type Schedule = ScheduleRow & {
  /** The next five times. */
  next: Date[];
  /** The newest 50. */
  runs: ScheduleRun[];
};

/** `next`: the run to go on before; null on the last page. */
export type ScheduleRunsPage = { runs: ScheduleRun[]; next: number | null };
