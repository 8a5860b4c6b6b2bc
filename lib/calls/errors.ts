import { unreachableWhy } from "@/lib/consent/unreachable-words";
import { type LoggingError, loggingMessage } from "@/lib/logging/errors";
import type { CallRefusal } from "./schema";

/** What this room refuses; nothing was changed when one of these comes back. */
export type CallError =
  | LoggingError
  | { code: "no_such_line"; segmentNo: string; contactNo: string }
  | { code: "line_is_done"; entryNo: number; contactName: string; by: string | null }
  | { code: "must_not_be_called"; contactName: string; reason: CallRefusal }
  | { code: "no_call_template"; templateCode: string }
  | { code: "call_is_taken"; contactName: string; by: string }
  | { code: "call_is_gone"; entryNo: number }
  | { code: "no_call_left"; loggedSegmentEntryNo: number };

/** Why somebody must not be called, as a sentence without its end. */
export function callRefusalWords(reason: CallRefusal): string {
  switch (reason) {
    case "contact_gone":
      return "The contact was deleted";
    case "privacy_blocked":
      return "Privacy blocked";
    case "minor":
      return "A minor without parental consent";
    default:
      return unreachableWhy[reason];
  }
}

/** The sentence a person reads for a refusal: what is, and what helps. */
export function callMessage(error: CallError): string {
  switch (error.code) {
    case "no_such_line":
      return `Contact ${error.contactNo} has no such line on segment ${error.segmentNo} any more.`;
    case "line_is_done":
      return `${error.contactName} was reached from this line already${error.by ? `, by ${error.by}` : ""}: entry ${error.entryNo}. Cancel that entry to call again.`;
    case "must_not_be_called":
      return `${error.contactName} must not be called. ${callRefusalWords(error.reason)}.`;
    case "no_call_template":
      return `${error.templateCode} is no interaction template for phone calls. Choose one whose channel is Phone or none.`;
    case "call_is_taken":
      return `${error.by} has ${error.contactName} right now.`;
    case "call_is_gone":
      return `Entry ${error.entryNo} is not on a call list any more: it was canceled or deleted.`;
    case "no_call_left":
      return "Nobody is left to call right now.";
    default:
      return loggingMessage(error);
  }
}
