import type { SegmentToLog } from "./find-segment-to-log";
import type { LineProblem } from "./schema";
import type { CheckPassed, HeaderProblem } from "./types";

/** What becomes of a line that has the problem. */
export const consequenceOf: Record<LineProblem, "must_be_fixed" | "left_out" | "worth_a_look"> = {
  no_template: "must_be_fixed",
  no_salesperson: "must_be_fixed",
  blocked_salesperson: "must_be_fixed",
  privacy_blocked: "left_out",
  minor: "left_out",
  do_not_contact: "left_out",
  opted_out: "left_out",
  address_suppressed: "left_out",
  no_consent: "left_out",
  address_bounced: "left_out",
  suppressed: "left_out",
  called_already: "left_out",
  recent_interaction: "worth_a_look",
  excluded: "worth_a_look",
  unreadable_email: "worth_a_look",
  shared_email: "worth_a_look",
  no_document: "worth_a_look",
};

/** What of the header stops the log, the first thing first. */
export function headerProblemsOf({
  description,
  template,
  size,
  loggedEntryNo,
  suppression,
}: Pick<SegmentToLog, "description" | "template" | "size" | "loggedEntryNo" | "suppression">): HeaderProblem[] {
  const problems: HeaderProblem[] = [];
  if (loggedEntryNo !== null) problems.push("already_logged");
  if (size === 0) problems.push("no_lines");
  if (description === null) problems.push("no_description");
  if (template === null) problems.push("no_template");
  if (suppression.unreadable.length > 0) problems.push("suppression_unreadable");
  return problems;
}

/** What was looked at and found in order. A campaign that is over or has not begun is not in order, yet stops nothing. */
export function passedChecks(segment: SegmentToLog, problems: Record<LineProblem, number>): CheckPassed[] {
  const { campaign, date } = segment;
  const running = campaign && (campaign.startingDate ?? date) <= date && date <= (campaign.endingDate ?? date);
  const passed: [CheckPassed, boolean][] = [
    ["description", segment.description !== null],
    ["template", segment.template !== null && problems.no_template === 0],
    ["salesperson", segment.size > 0 && problems.no_salesperson + problems.blocked_salesperson === 0],
    ["campaign", running ?? false],
    ["never_logged", segment.loggedEntryNo === null],
    ["nobody_blocked", segment.size > 0 && problems.privacy_blocked === 0],
    ["no_minors", segment.size > 0 && problems.minor === 0],
    ["no_contact_twice", segment.layers.length === 1],
  ];
  return passed.filter(([, holds]) => holds).map(([check]) => check);
}
