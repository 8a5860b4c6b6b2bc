import type { Transaction } from "@/lib/db/transaction";
import { findStep } from "@/lib/segmentation/find-step";
import { layersToRead, type StoredLayers } from "@/lib/segmentation/layers";

/** A segment at its current step, with the layers of its lines. */
export type SegmentToPrint = {
  segmentId: number;
  segmentNo: string;
  description: string | null;
  date: string;
  size: number;
  layers: StoredLayers;
};

/** Finds it; null when there is none. */
export async function segmentToPrint(tx: Transaction, segmentNo: string): Promise<SegmentToPrint | null> {
  const at = await findStep(tx, segmentNo, null);
  if (!at) return null;
  const header = await tx.segment.findUniqueOrThrow({ where: { id: at.segmentId }, select: { description: true, date: true } });
  return {
    segmentId: at.segmentId,
    segmentNo: at.segmentNo,
    description: header.description,
    date: header.date.toISOString().slice(0, 10),
    size: at.size,
    layers: layersToRead(at.layers),
  };
}
