import { Chip } from "@/components/ui/chip";
import type { SegmentState } from "@/lib/segmentation/types";

/** The state of a worksheet. */
export function StateChip({ state }: { state: SegmentState }) {
  if (state === "logged") return <Chip tone="logged">Logged</Chip>;
  if (state === "logging") return <Chip tone="warn">Logging</Chip>;
  return <Chip tone="draft">Draft</Chip>;
}
