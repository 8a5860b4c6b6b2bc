import type { LoggingError } from "./errors";
import type { SegmentToLog } from "./find-segment-to-log";
import { headerProblemsOf } from "./log-rules";

/** The refusal for the first thing of the header that stops the log, or null. */
export function headerRefusal(segment: SegmentToLog): LoggingError | null {
  const { segmentNo } = segment;
  const [problem] = headerProblemsOf(segment);
  switch (problem) {
    case undefined:
      return null;
    case "already_logged":
      return { code: "already_logged", segmentNo };
    case "no_lines":
      return { code: "nothing_to_log", segmentNo };
    case "no_description":
      return { code: "description_missing", segmentNo };
    case "no_template":
      return { code: "template_missing", segmentNo };
    case "suppression_unreadable":
      return { code: "suppression_unreadable", unreadable: [...segment.suppression.unreadable] };
    default:
      return problem satisfies never;
  }
}
