import type { Compared } from "@/components/segments/lines-address";
import type { CountingNumbers } from "@/components/segments/numbers-pane";
import { readQuery } from "@/lib/request/run-operation";
import { composition } from "@/lib/segmentation/composition";
import { overlaps } from "@/lib/segmentation/overlap";

/** The numbers of a segment at a step (null: the current one), counted while the page is on its way. */
export function countNumbers(segmentNo: string, step: number | null, { withSegment, withLogged }: Compared): CountingNumbers {
  const other = { otherSegmentNo: withSegment ?? null, otherEntryNo: withLogged ?? null };
  return { composition: readQuery(composition, { segmentNo, step }), overlaps: readQuery(overlaps, { segmentNo, step, ...other }) };
}
