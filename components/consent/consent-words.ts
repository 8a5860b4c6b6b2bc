import type { ConsentEvent, ConsentState } from "@/lib/consent/find-consent";
import type { Channel, ConsentSource } from "@/lib/consent/schema";
import { unreachableWhy } from "@/lib/consent/unreachable-words";

export const channelWords: Record<Channel, string> = { hard_copy: "Hard Copy", email: "Email", phone: "Phone" };

export const sourceWords: Record<ConsentSource, string> = {
  by_hand: "by hand",
  form: "by a form",
  phone: "on the phone",
  email: "by e-mail",
  letter: "by letter",
  import: "from another system",
  unsubscribe_link: "by the unsubscribe link",
  complaint: "by calling an e-mail spam",
};

/** Where a purpose stands on a channel. */
export function stateWords({ said, needsConsent, unreachable }: ConsentState): string {
  if (unreachable !== null) return unreachableWhy[unreachable];
  if (said === "given") return "Yes, consent given";
  return needsConsent ? "Yes" : "Yes, until refused";
}

/** What was said: "Consent given for News and offers by Email". */
export function eventWords({ allowed, purpose, channel }: ConsentEvent): string {
  const by = channelWords[channel];
  if (purpose === null) return allowed ? `May be contacted by ${by} again` : `Do not contact by ${by}`;
  return allowed ? `Consent given for ${purpose.name} by ${by}` : `Opted out of ${purpose.name} by ${by}`;
}
