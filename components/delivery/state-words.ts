import type { ChipTone } from "@/components/ui/chip";
import type { DeliveryState } from "@/lib/delivery/schema";

/** How the state of a message is called, and its look. */
export const stateWords: Record<DeliveryState, { name: string; tone: ChipTone }> = {
  waiting: { name: "Waiting", tone: "draft" },
  sending: { name: "Sending", tone: "plain" },
  delivered: { name: "Delivered", tone: "live" },
  failed: { name: "Failed", tone: "error" },
  skipped: { name: "Not reached", tone: "removed" },
  unknown: { name: "Not known", tone: "warn" },
};
