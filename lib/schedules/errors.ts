import { unreadableWords } from "@/lib/consent/unreachable-words";

/** What this room refuses; nothing was changed when one of these comes back. */
export type ScheduleError =
  | { code: "schedule_not_found"; scheduleId: number }
  | { code: "changed_since"; by: string }
  | { code: "segment_unreadable"; segmentNo: string }
  | { code: "template_unknown"; templateCode: string }
  | { code: "suppression_unreadable"; unreadable: string[] }
  | { code: "suppresses_itself"; segmentNo: string }
  | { code: "no_time_left" }
  | { code: "schedule_is_running" }
  | { code: "schedule_is_held" };

/** The sentence a person reads. */
export function scheduleMessage(error: ScheduleError): string {
  switch (error.code) {
    case "schedule_not_found":
      return `There is no schedule ${error.scheduleId}. It may have been deleted.`;
    case "changed_since":
      return `${error.by} changed this schedule meanwhile. Look at what it says now and change it again.`;
    case "segment_unreadable":
      return `Nobody can say who is on segment ${error.segmentNo}: it is not live, in error, or gone. Choose a worksheet or a live segment.`;
    case "template_unknown":
      return `There is no interaction template ${error.templateCode}. Choose one from the list.`;
    case "suppression_unreadable":
      return `${unreadableWords(error.unreadable)} Take it off, or mend it there.`;
    case "suppresses_itself":
      return `Nobody would ever be reached: who is on segment ${error.segmentNo} would be logged, and is never reached. Take it off the suppression segments.`;
    case "no_time_left":
      return "That time has passed already. Choose one that is to come.";
    case "schedule_is_running":
      return "This schedule is running right now. It takes a moment.";
    case "schedule_is_held":
      return "A backup was restored, so schedules wait until an administrator lets them go on.";
    default:
      return error satisfies never;
  }
}
