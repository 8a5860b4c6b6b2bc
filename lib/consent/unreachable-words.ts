import type { UnreachableReason } from "./schema";

/** Why somebody may not be reached. */
export const unreachableWhy: Record<UnreachableReason, string> = {
  do_not_contact: "Must not be contacted on this channel",
  opted_out: "Opted out",
  address_suppressed: "The address opted out before",
  no_consent: "Consent was not given",
  address_bounced: "E-mails to the address came back",
  suppressed: "On a suppression segment",
};

/** The sentence for suppression segments that cannot be read. */
export function unreadableWords(unreadable: readonly string[]): string {
  return `Nobody can say at this moment who is on ${unreadable.join(", ")}, whose members are never reached: ${unreadable.length === 1 ? "it is" : "they are"} not live, in error or gone.`;
}
