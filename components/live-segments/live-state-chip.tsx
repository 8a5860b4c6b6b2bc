import { Chip, type ChipTone } from "@/components/ui/chip";
import type { LiveSegmentState } from "@/lib/live-segments/types";
import { stateLabels } from "./live-words";

const tones: Record<LiveSegmentState, ChipTone> = {
  draft: "draft",
  live: "live",
  live_editable: "live",
  stopped: "plain",
  expired: "plain",
  error: "error",
};

/** The state of a live segment. */
export function LiveStateChip({ state }: { state: LiveSegmentState }) {
  return <Chip tone={tones[state]}>{stateLabels[state]}</Chip>;
}
