import type { Transaction } from "@/lib/db/transaction";
import { findStep } from "@/lib/segmentation/find-step";
import type { StoredLayers } from "@/lib/segmentation/layers";
import { type LineBasis, readLineBasis } from "@/lib/segmentation/lines";

/** A segment at its current step, with the layers of its lines. */
export type SegmentToPrint = {
  /** What its lines depend on. */
  basis: LineBasis;
  segmentNo: string;
  description: string | null;
  date: string;
  size: number;
  layers: StoredLayers;
};

/** Finds it; null when there is none. */
export async function segmentToPrint(tx: Transaction, segmentNo: string, now: Date): Promise<SegmentToPrint | null> {
  const at = await findStep(tx, segmentNo, null);
  if (!at) return null;
  const header = await tx.segment.findUniqueOrThrow({ where: { id: at.segmentId }, select: { description: true, date: true } });
  return {
    basis: await readLineBasis(tx, at.segmentId, now),
    segmentNo: at.segmentNo,
    description: header.description,
    date: header.date.toISOString().slice(0, 10),
    size: at.size,
    layers: at.layers,
  };
}
