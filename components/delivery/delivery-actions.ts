import type { DeliveryError } from "@/lib/delivery/errors";
import type { ChangeMailSetup, SendAgain, SettleUnknown } from "@/lib/delivery/schema";
import type { ChangeEchoSetup } from "@/lib/echoes/schema";
import type { ActionState } from "@/lib/request/action-state";

type Answer<T> = Promise<ActionState<T, DeliveryError>>;

/** What the set-up of the mail server can do. */
export type MailSetupActions = {
  change: (request: ChangeMailSetup) => Answer<null>;
  test: () => Answer<{ recipient: string; answer: string }>;
};

/** What the set-up of what comes back can do. */
export type EchoSetupActions = {
  change: (request: ChangeEchoSetup) => Promise<ActionState<null>>;
  drawKey: () => Promise<ActionState<{ key: string }>>;
};

/** What can be done with the e-mails of a logged segment. */
export type DeliveryActions = {
  pause: (request: { loggedSegmentEntryNo: number }) => Answer<null>;
  go: (request: { loggedSegmentEntryNo: number }) => Answer<null>;
  giveUp: (request: { loggedSegmentEntryNo: number }) => Answer<null>;
  sendAgain: (request: SendAgain) => Answer<{ messages: number }>;
  settle: (request: SettleUnknown) => Answer<null>;
};
