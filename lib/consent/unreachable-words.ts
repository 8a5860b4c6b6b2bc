import type { UnreachableReason } from "./schema";

/** Why somebody may not be reached. */
export const unreachableWhy: Record<UnreachableReason, string> = {
  do_not_contact: "Must not be contacted on this channel",
  opted_out: "Opted out",
  address_suppressed: "The address opted out before",
  no_consent: "Consent was not given",
  address_bounced: "E-mails to the address came back",
};
