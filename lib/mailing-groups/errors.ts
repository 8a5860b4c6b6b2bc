import type { GroupNumbers } from "./schema";

/** What this room refuses; nothing was changed when one of these comes back. */
export type MailingGroupError =
  | { code: "segment_not_found"; segmentNo: string }
  | { code: "nobody_on_segment"; segmentNo: string }
  | { code: "group_not_found"; group: string }
  | { code: "group_taken"; group: string }
  | { code: "numbers_moved"; now: GroupNumbers }
  | { code: "application_not_found" }
  | { code: "undone_already"; group: string; by: string | null }
  | { code: "group_changed"; group: string };

const count = (n: number) => n.toLocaleString("en-GB");

/** The sentence a person reads for a refusal: what is, and what helps. */
export function mailingGroupMessage(error: MailingGroupError): string {
  switch (error.code) {
    case "segment_not_found":
      return `There is no segment ${error.segmentNo}. It may have been deleted.`;
    case "nobody_on_segment":
      return `Segment ${error.segmentNo} has no lines, so there is nobody to add.`;
    case "group_not_found":
      return `There is no mailing group ${error.group}. Choose one from the list, or make a new one.`;
    case "group_taken":
      return `There is a mailing group ${error.group} already. Choose it from the list, or give the new one another code.`;
    case "numbers_moved":
      return `The numbers changed meanwhile: ${count(error.now.added)} would be added and ${count(error.now.removed)} removed. Nothing was changed; press again to go on with these.`;
    case "application_not_found":
      return "There is nothing to take back here.";
    case "undone_already":
      return `This was taken back already${error.by ? ` by ${error.by}` : ""}.`;
    case "group_changed":
      return `Mailing group ${error.group} was changed since, so it cannot be put back as it was. Nothing was changed.`;
    default:
      return error satisfies never;
  }
}
