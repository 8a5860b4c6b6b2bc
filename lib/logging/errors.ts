import { deliveryMessage } from "@/lib/delivery/errors";
import { type Dependant, namesOfDependants } from "@/lib/maintained-sets/states";
import { type SegmentationError, segmentationMessage } from "@/lib/segmentation/errors";
import type { DeletionNumbers } from "./types";

/** What this room refuses beside what worksheets refuse anyway; nothing was changed when one of these comes back. */
export type LoggingError =
  | SegmentationError
  | { code: "already_logged"; segmentNo: string }
  | { code: "nothing_to_log"; segmentNo: string }
  | { code: "description_missing"; segmentNo: string }
  | { code: "template_missing"; segmentNo: string }
  | { code: "lines_to_repair"; segmentNo: string; count: number }
  | { code: "interactions_moved"; segmentNo: string; now: number }
  | { code: "not_logging"; segmentNo: string }
  | { code: "still_logging"; segmentNo: string }
  | { code: "not_allowed_any_more"; segmentNo: string }
  | { code: "salesperson_unknown"; salespersonCode: string }
  | { code: "logged_segment_not_found"; entryNo: number }
  | { code: "change_is_running"; entryNo: number; canceling: boolean }
  | { code: "change_not_allowed_any_more"; entryNo: number }
  | { code: "entry_not_found"; entryNo: number }
  | { code: "logged_segment_is_canceled"; entryNo: number; loggedSegmentEntryNo: number; segmentNo: string }
  | { code: "campaign_entry_is_canceled"; entryNo: number; campaignNo: string }
  | { code: "count_moved"; now: number }
  | { code: "entries_not_allowed_any_more" }
  | { code: "entry_is_canceled"; entryNo: number }
  | { code: "undo_gone" }
  | { code: "comment_not_found" }
  | { code: "comment_of_another"; userName: string }
  | { code: "logged_segment_is_deleted"; entryNo: number }
  | { code: "deletion_moved"; now: DeletionNumbers }
  | { code: "logged_segment_suppresses"; entryNo: number; dependants: Dependant[] }
  | { code: "nothing_canceled" }
  | { code: "mail_not_set_up" };

const number = (n: number) => n.toLocaleString("en-GB");

/** The sentence a person reads for a refusal: what is, and what helps. */
export function loggingMessage(error: LoggingError): string {
  switch (error.code) {
    case "already_logged":
      return `Segment ${error.segmentNo} was logged before. A segment is logged once.`;
    case "nothing_to_log":
      return `Segment ${error.segmentNo} has no lines to log. Add contacts first.`;
    case "description_missing":
      return `Segment ${error.segmentNo} has no description. Every interaction takes it as its title, for example “Spring letter”.`;
    case "template_missing":
      return `Segment ${error.segmentNo} has no interaction template. Choose one in the header.`;
    case "lines_to_repair":
      return `${number(error.count)} ${error.count === 1 ? "line has" : "lines have"} no salesperson or a blocked one. Repair or leave them out; nothing was logged.`;
    case "interactions_moved":
      return `${number(error.now)} ${error.now === 1 ? "interaction" : "interactions"} would be logged now. Nothing was logged; look at the check again.`;
    case "not_logging":
      return `Segment ${error.segmentNo} is not being logged.`;
    case "still_logging":
      return `Segment ${error.segmentNo} is being logged right now. It takes a moment.`;
    case "not_allowed_any_more":
      return `Whoever logged segment ${error.segmentNo} may not do that any more. Nothing was logged.`;
    case "salesperson_unknown":
      return `There is no salesperson ${error.salespersonCode} who is not blocked. Choose one from the list.`;
    case "logged_segment_not_found":
      return `There is no logged segment ${error.entryNo}.`;
    case "change_is_running":
      return `Logged segment ${error.entryNo} is being ${error.canceling ? "canceled" : "reinstated"} right now. Wait until that is done.`;
    case "change_not_allowed_any_more":
      return `Whoever asked to change logged segment ${error.entryNo} may not do that any more. Nothing was changed.`;
    case "entry_not_found":
      return `There is no interaction log entry ${error.entryNo}.`;
    case "logged_segment_is_canceled":
      return `Entry ${error.entryNo} belongs to logged segment ${error.loggedSegmentEntryNo} (${error.segmentNo}), which is canceled. Reinstate that first.`;
    case "campaign_entry_is_canceled":
      return `Entry ${error.entryNo} belongs to a canceled campaign entry of ${error.campaignNo}. Reinstate its logged segment first.`;
    case "count_moved":
      return "segmentNo" in error
        ? segmentationMessage(error)
        : `${number(error.now)} ${error.now === 1 ? "entry matches" : "entries match"} now. Nothing was changed; look at them and press again.`;
    case "entries_not_allowed_any_more":
      return "Whoever asked for this may not do that any more. Nothing was changed.";
    case "entry_is_canceled":
      return `Entry ${error.entryNo} is canceled, so nothing is noted on it any more. Reinstate it first.`;
    case "undo_gone":
      return "This was taken back before, or is too long ago. Nothing was changed.";
    case "comment_not_found":
      return "This comment is not there any more.";
    case "comment_of_another":
      return `${error.userName} wrote this comment, so only ${error.userName} can change it.`;
    case "logged_segment_is_deleted":
      return `What belonged to logged segment ${error.entryNo} was deleted. Only its row in the register is left.`;
    case "deletion_moved":
      return `Something changed meanwhile: ${number(error.now.entries)} ${error.now.entries === 1 ? "entry" : "entries"} and ${number(error.now.comments)} ${error.now.comments === 1 ? "comment" : "comments"} would go now. Nothing was deleted; press again to go on with these.`;
    case "logged_segment_suppresses":
      return `Logged segment ${error.entryNo} is a suppression segment of ${namesOfDependants(error.dependants)}. Nothing was deleted; take it off there first.`;
    case "nothing_canceled":
      return "None of these is canceled. Only what is canceled can be deleted.";
    case "mail_not_set_up":
      return deliveryMessage(error);
    default:
      return segmentationMessage(error);
  }
}
