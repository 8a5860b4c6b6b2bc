import { unreachableWhy } from "@/lib/consent/unreachable-words";
import type { Reach } from "./lines-schema";

/** Whether a line can be reached by its channel, or why not, as people read it. */
export const reachWords: Record<Reach, string> = {
  reachable: "Yes",
  blocked: "No, blocked for privacy",
  no_channel: "No channel",
  ...unreachableWhy,
  no_email: "No e-mail address",
  no_phone: "No phone number",
  no_address: "No address",
};
