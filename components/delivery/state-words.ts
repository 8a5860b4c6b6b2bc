import type { ChipTone } from "@/components/ui/chip";
import type { DeliveryState } from "@/lib/delivery/schema";
import type { Counting } from "@/lib/echoes/links";
import type { CountedEcho, EchoKind } from "@/lib/echoes/schema";

/** How the state of a message is called, and its look. */
export const stateWords: Record<DeliveryState, { name: string; tone: ChipTone }> = {
  waiting: { name: "Waiting", tone: "draft" },
  sending: { name: "Sending", tone: "plain" },
  delivered: { name: "Delivered", tone: "live" },
  failed: { name: "Failed", tone: "error" },
  skipped: { name: "Not reached", tone: "removed" },
  unknown: { name: "Not known", tone: "warn" },
  bounced: { name: "Bounced", tone: "error" },
};

/** How what came back of a message is called. */
export const echoWords: Record<EchoKind, { name: string }> = {
  opened: { name: "Opened" },
  clicked: { name: "Clicked" },
  put_off: { name: "Not yet delivered" },
  bounced: { name: "Came back" },
  complained: { name: "Called spam" },
};

/** What must be counted for it. */
export const countedAs: Record<CountedEcho, keyof Counting> = { opened: "opens", clicked: "clicks" };
