import { unreadableWords } from "@/lib/consent/unreachable-words";
import { type DocumentError, documentMessage } from "@/lib/documents/errors";
import type { FilterError } from "@/lib/filters/errors";
import { filterMessage } from "@/lib/filters/errors";
import { type Dependant, namesOfDependants } from "@/lib/maintained-sets/states";
import type { StepNumbers } from "./criteria-schema";
import type { SegmentState } from "./types";

/** The header fields that name a record elsewhere. */
export type CodeField = "salesperson" | "campaign" | "interactionTemplate" | "interactionGroup" | "language";

/** What this room refuses; nothing was changed when one of these comes back. */
export type SegmentationError =
  | { code: "segment_not_found"; segmentNo: string }
  | { code: "not_draft"; segmentNo: string; state: Exclude<SegmentState, "draft"> }
  | { code: "segment_locked"; segmentNo: string; by: string | null }
  | { code: "used_by_live_segments"; segmentNo: string; dependants: Dependant[] }
  | { code: "header_moved"; segmentNo: string; version: number; by: string | null }
  | { code: "step_moved"; segmentNo: string; currentStep: number; by: string | null }
  | { code: "numbers_moved"; segmentNo: string; step: number; now: StepNumbers }
  | { code: "count_moved"; segmentNo: string; now: number }
  | { code: "no_such_step"; segmentNo: string; step: number; steps: number }
  | { code: "nothing_to_go_back_from"; segmentNo: string }
  | { code: "nothing_to_go_forward_to"; segmentNo: string }
  | { code: "contact_not_found"; contactNo: string }
  | { code: "number_series_missing" }
  | { code: "manual_number_not_allowed"; segmentNo: string; series: string }
  | { code: "segment_no_taken"; segmentNo: string }
  | { code: "unknown_code"; field: CodeField; value: string }
  | { code: "salesperson_blocked"; salespersonCode: string; name: string }
  | { code: "campaign_needed" }
  | { code: "suppresses_itself"; segmentNo: string }
  | { code: "suppression_unreadable"; unreadable: string[] }
  | { code: "template_needed"; name: string }
  | { code: "language_missing"; languageCode: string; templateCode: string; name: string }
  | Extract<DocumentError, { code: "document_not_found" }>
  | { code: "document_moved"; segmentNo: string; by: string | null }
  | { code: "address_missing"; altAddressCode: string; name: string }
  | { code: "changed_since"; segmentNo: string }
  | { code: "filter_refused"; error: FilterError }
  | { code: "still_counting"; jobId: string }
  | { code: "superseded" }
  | { code: "no_steps"; segmentNo: string }
  | { code: "nothing_to_reuse" }
  | { code: "step_of_other_kind"; step: number }
  | { code: "replay_refused"; step: number; error: FilterError | null }
  | { code: "still_replaying"; jobId: string }
  | { code: "no_change_to_undo"; segmentNo: string }
  | { code: "logged_segment_not_found"; entryNo: number }
  | { code: "criteria_not_found" }
  | { code: "criteria_code_taken"; criteriaCode: string; shared: boolean }
  | { code: "criteria_moved"; criteriaCode: string }
  | { code: "criteria_of_somebody_else"; criteriaCode: string; by: string };

const fieldWords: Record<CodeField, { one: string; list: string }> = {
  salesperson: { one: "salesperson", list: "salespeople" },
  campaign: { one: "campaign", list: "campaigns" },
  interactionTemplate: { one: "interaction template", list: "interaction templates" },
  interactionGroup: { one: "interaction group", list: "interaction groups" },
  language: { one: "language", list: "languages" },
};
const count = (n: number, one: string, many = `${one}s`) => `${n.toLocaleString("en-GB")} ${n === 1 ? one : many}`;

/** The sentence a person reads for a refusal: what is, and what helps. */
export function segmentationMessage(error: SegmentationError): string {
  switch (error.code) {
    case "segment_not_found":
      return `There is no segment ${error.segmentNo}. It may have been deleted.`;
    case "not_draft":
      return error.state === "logged"
        ? `Segment ${error.segmentNo} was logged and is read-only. It is found under Logged Segments.`
        : `Segment ${error.segmentNo} is being logged and cannot be changed meanwhile.`;
    case "segment_locked":
      return `${error.by ?? "Somebody else"} is changing segment ${error.segmentNo} right now. Nothing was changed; try again in a moment.`;
    case "used_by_live_segments":
      return `Segment ${error.segmentNo} is used by ${namesOfDependants(error.dependants)}. Take it out of there first.`;
    case "suppresses_itself":
      return `Segment ${error.segmentNo} cannot suppress itself: nobody would be left.`;
    case "suppression_unreadable":
      return `${unreadableWords(error.unreadable)} Take it off the suppression segments, or mend it there.`;
    case "header_moved":
      return `${error.by ?? "Somebody else"} changed segment ${error.segmentNo} meanwhile. Nothing was changed; look at the new values and save again.`;
    case "step_moved":
      return `${error.by ?? "Somebody else"} changed segment ${error.segmentNo} meanwhile: it stands at step ${error.currentStep} now. Nothing was changed.`;
    case "numbers_moved":
      return `The numbers changed meanwhile: ${error.now.added.toLocaleString("en-GB")} would be added and ${error.now.removed.toLocaleString("en-GB")} removed, ${error.now.after.toLocaleString("en-GB")} afterwards. Nothing was changed; press again to go on with these.`;
    case "count_moved":
      return `${count(error.now, "line matches", "lines match")} now. Nothing was changed; press again to go on with these.`;
    case "no_such_step":
      return error.steps === 0
        ? `Segment ${error.segmentNo} has no steps.`
        : `Segment ${error.segmentNo} has no step ${error.step}; its steps are 1 to ${error.steps}.`;
    case "nothing_to_go_back_from":
      return `Segment ${error.segmentNo} has no step to go back from.`;
    case "nothing_to_go_forward_to":
      return `Segment ${error.segmentNo} has no undone step to go forward to.`;
    case "contact_not_found":
      return `There is no contact ${error.contactNo}. It may have been deleted or merged.`;
    case "number_series_missing":
      return "Marketing setup names no number series for segments. Type a number, or ask an administrator to set up the series.";
    case "manual_number_not_allowed":
      return `The number ${error.segmentNo} cannot be typed by hand: the series ${error.series} gives the numbers. Leave the number empty.`;
    case "segment_no_taken":
      return `The number ${error.segmentNo} is taken by another segment. Numbers are never given twice.`;
    case "unknown_code":
      return `There is no ${fieldWords[error.field].one} ${error.value}. Choose one from the list of ${fieldWords[error.field].list}.`;
    case "salesperson_blocked":
      return `${error.name} (${error.salespersonCode}) is blocked and cannot be responsible for a segment. Choose another salesperson.`;
    case "campaign_needed":
      return "Campaign target and campaign response need a campaign. Choose the campaign first.";
    case "template_needed":
      return `The line of ${error.name} has no interaction template, and languages belong to templates. Choose the template first.`;
    case "language_missing":
      return `Template ${error.templateCode} has no ${error.languageCode}, and the line of ${error.name} goes out with it. Choose one of its languages, or another template.`;
    case "address_missing":
      return `${error.name} has no alternative address ${error.altAddressCode}. Choose one that is on the contact’s card.`;
    case "changed_since":
      return `Segment ${error.segmentNo} was changed since, so this cannot be taken back any more. Nothing was changed.`;
    case "filter_refused":
      return filterMessage(error.error);
    case "still_counting":
      return "Counting takes more than two seconds and goes on in the background.";
    case "superseded":
      return "A newer count took the place of this one.";
    case "no_steps":
      return `Segment ${error.segmentNo} has no criteria yet. Add contacts first.`;
    case "nothing_to_reuse":
      return "Nothing is left to reuse: all steps of these criteria are edits by hand. Take the edits along.";
    case "step_of_other_kind":
      return `Step ${error.step} is of another kind now. Nothing was changed; look at the stack again.`;
    case "replay_refused":
      return `Step ${error.step} cannot be taken again${error.error ? `: ${filterMessage(error.error)}` : ", its filter cannot be read."} Nothing was changed; edit or switch off that step.`;
    case "still_replaying":
      return "Taking the steps again needs more than two seconds and goes on in the background.";
    case "no_change_to_undo":
      return `There is no change of the stack of segment ${error.segmentNo} to undo: another step was taken since.`;
    case "logged_segment_not_found":
      return `There is no logged segment ${error.entryNo}.`;
    case "criteria_not_found":
      return "These saved criteria are not there any more. They may have been deleted, or made private.";
    case "criteria_code_taken":
      return `The code ${error.criteriaCode} is taken by other ${error.shared ? "shared" : "private"} criteria. Type another one.`;
    case "criteria_moved":
      return `Somebody changed the saved criteria ${error.criteriaCode} meanwhile. Nothing was changed; look at them again.`;
    case "criteria_of_somebody_else":
      return `The saved criteria ${error.criteriaCode} belong to ${error.by}. Only they and administrators change them.`;
    case "document_not_found":
      return documentMessage(error);
    case "document_moved":
      return `${error.by ?? "Somebody"} changed this language of segment ${error.segmentNo} meanwhile. Nothing was changed; look at it again.`;
    default:
      return error satisfies never;
  }
}
