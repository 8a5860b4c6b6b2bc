import type { ContactType } from "@/lib/contacts/schema";

/** What this room refuses; nothing was changed when one of these comes back. */
export type ContactUpkeepError =
  | { code: "contact_not_found"; contactNo: string }
  | { code: "count_moved"; now: number }
  | { code: "matching_moved"; selected: number; now: number }
  | { code: "deletion_not_allowed_any_more" }
  | { code: "merge_with_itself"; contactNo: string }
  | { code: "merge_of_types"; keep: string; keepType: ContactType; contactNo: string };

/** The sentence a person reads for a refusal: what is, and what helps. */
export function contactUpkeepMessage(error: ContactUpkeepError): string {
  switch (error.code) {
    case "contact_not_found":
      return `There is no contact ${error.contactNo}. It may have been deleted or merged.`;
    case "count_moved":
      return `${error.now === 1 ? "1 contact" : `${error.now.toLocaleString("en-GB")} contacts`} would go by now: somebody changed who works for the company. Nothing was deleted.`;
    case "matching_moved":
      return `${error.selected.toLocaleString("en-GB")} were selected, and ${error.now.toLocaleString("en-GB")} match by now. Nothing was deleted; look at them and select again.`;
    case "deletion_not_allowed_any_more":
      return "Whoever asked may not delete contacts any more. Those who are left stay.";
    case "merge_with_itself":
      return `${error.contactNo} cannot be merged with itself. Choose another contact to stay.`;
    case "merge_of_types":
      return `${error.keep} is a ${error.keepType} and ${error.contactNo} is not. Companies merge with companies, people with people.`;
    default:
      return error satisfies never;
  }
}
