import type { SegmentActions } from "@/components/segments/segment-actions";
import type { LoggingError } from "@/lib/logging/errors";
import type { RepairLines, StartLog } from "@/lib/logging/schema";
import type { LogStarted } from "@/lib/logging/types";
import type { ActionState } from "@/lib/request/action-state";

/** What the page before logging can do. */
export type LogActions = {
  startLog: (request: StartLog) => Promise<ActionState<LogStarted, LoggingError>>;
  repairLines: (request: RepairLines) => Promise<ActionState<{ repaired: number }, LoggingError>>;
  updateHeader: SegmentActions["updateHeader"];
  returnToDraft: (request: { segmentNo: string }) => Promise<ActionState<null, LoggingError>>;
};
