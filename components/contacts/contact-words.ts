import type { ContactFields } from "@/lib/contacts/find-contact";
import type { ContactInteraction } from "@/lib/contacts/list-contact-interactions";

export const evaluationWords: Record<NonNullable<ContactInteraction["evaluation"]>, string> = {
  very_positive: "Very Positive",
  positive: "Positive",
  neutral: "Neutral",
  negative: "Negative",
  very_negative: "Very Negative",
};
const relationWords: Record<ContactFields["businessRelationSummary"], string | null> = {
  customer: "Customer",
  vendor: "Vendor",
  bank_account: "Bank account",
  employee: "Employee",
  none: null,
  other: "Other relation",
  multiple: "Several relations",
};

/** The chip beside a contact's name; null when it has no business relation. */
export function relationWord({ businessRelationSummary }: Pick<ContactFields, "businessRelationSummary">): string | null {
  return relationWords[businessRelationSummary];
}

/** Whether the contact may be picked and written to, and if not, why. */
export function reachWords(
  contact: Pick<ContactFields, "privacyBlocked" | "minor" | "parentalConsentReceived" | "excludeFromSegment">,
): string {
  if (contact.privacyBlocked) return "No, privacy blocked";
  if (contact.minor && !contact.parentalConsentReceived) return "No, a minor without parental consent";
  return contact.excludeFromSegment ? "Only where exclusion is ignored" : "Yes";
}
