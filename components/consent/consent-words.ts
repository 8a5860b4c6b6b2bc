import type { ConsentSource, UnreachableReason } from "@/lib/consent/schema";

/** Behind a name, where there is little room. */
export const unreachableShort: Record<UnreachableReason, string> = {
  do_not_contact: "do not contact",
  opted_out: "opted out",
  address_suppressed: "address opted out",
  no_consent: "no consent",
};

/** Why somebody may not be reached. */
export const unreachableWhy: Record<UnreachableReason, string> = {
  do_not_contact: "Must not be contacted on this channel",
  opted_out: "Opted out",
  address_suppressed: "The address opted out before",
  no_consent: "Consent was not given",
};

export const sourceWords: Record<ConsentSource, string> = {
  by_hand: "by hand",
  form: "by a form",
  phone: "on the phone",
  email: "by e-mail",
  letter: "by letter",
  import: "by an import",
  unsubscribe_link: "by the unsubscribe link",
  merge: "by a merge",
};
