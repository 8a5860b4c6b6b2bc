import { type FilterError, filterMessage } from "@/lib/filters/errors";
import { type Dependant, namesOfDependants, unreadableValue } from "@/lib/maintained-sets/states";
import type { Finding, LiveSegmentState } from "./types";

/** What people may do to a live segment, as T-60 names it. */
export type LifeAction =
  | "save"
  | "by_hand"
  | "go_live"
  | "edit"
  | "publish"
  | "discard"
  | "keep"
  | "stop"
  | "delete"
  | "archive"
  | "restore";

/** What this room refuses; nothing was changed when one of these comes back. */
export type LiveSegmentError =
  | { code: "segment_not_found"; segmentNo: string }
  | { code: "number_series_missing" }
  | { code: "conflict"; segmentNo: string; rowVersion: number; by: string | null }
  | { code: "segment_locked"; segmentNo: string }
  | { code: "invalid_transition"; segmentNo: string; action: LifeAction; state: LiveSegmentState; archived: boolean }
  | { code: "has_errors"; segmentNo: string; findings: Finding[] }
  | { code: "segment_cycle"; path: string[] }
  | { code: "in_use"; segmentNo: string; dependants: Dependant[] }
  | { code: "filter_refused"; error: FilterError }
  | { code: "members_not_found"; fault: string }
  | { code: "segments_not_live"; segmentNos: string[] }
  | { code: "busy" }
  | { code: "still_counting"; jobId: string }
  | { code: "still_going_live"; jobId: string }
  | { code: "superseded" };

const actionWords: Record<LifeAction, string> = {
  save: "changed",
  by_hand: "changed by hand",
  go_live: "taken live",
  edit: "edited while live",
  publish: "published",
  discard: "given back its published definition",
  keep: "kept from expiring",
  stop: "stopped",
  delete: "deleted",
  archive: "archived",
  restore: "taken out of the archive",
};

const stateWords: Record<LiveSegmentState, string> = {
  draft: "a draft",
  live: "live",
  live_editable: "live and being edited",
  stopped: "stopped",
  expired: "expired",
  error: "in error",
};

/** The sentence a person reads. */
export function liveSegmentMessage(error: LiveSegmentError): string {
  switch (error.code) {
    case "segment_not_found":
      return `There is no live segment ${error.segmentNo}.`;
    case "number_series_missing":
      return "The marketing setup names no number series for segments. An administrator can choose one.";
    case "conflict":
      return `${error.by ?? "Somebody"} changed ${error.segmentNo} meanwhile. Look at what it says now and change it again.`;
    case "segment_locked":
      return `${error.segmentNo} is being changed by somebody else at this moment. Try again.`;
    case "invalid_transition":
      return `${error.segmentNo} is ${error.archived ? "archived" : stateWords[error.state]} and cannot be ${actionWords[error.action]}.`;
    case "has_errors": {
      const errors = error.findings.filter(({ severity }) => severity === "error");
      return errors.length === 1 && errors[0] ? errors[0].message : `${errors.length} errors keep ${error.segmentNo} from going live.`;
    }
    case "segment_cycle":
      return `A segment cannot speak of itself: ${error.path.join(" → ")}.`;
    case "in_use":
      return `${error.segmentNo} is used by ${namesOfDependants(error.dependants)}.`;
    case "filter_refused":
      return filterMessage(error.error);
    case "members_not_found":
      return unreadableValue(error.fault);
    case "segments_not_live":
      return `${error.segmentNos.join(", ")} ${error.segmentNos.length === 1 ? "is" : "are"} not live: nobody can say who is in there.`;
    case "busy":
      return "A large import or deletion is under way. Try again in a moment.";
    case "still_counting":
      return "Counting takes longer than two seconds and goes on.";
    case "still_going_live":
      return "Finding the members takes longer than two seconds and goes on.";
    case "superseded":
      return "A newer count took the place of this one.";
    default:
      return error satisfies never;
  }
}
