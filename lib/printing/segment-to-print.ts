import { amongMembers } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { findStep } from "@/lib/segmentation/find-step";

/** A segment at its current step, and the condition on `contact` that its members fulfil. */
export type SegmentToPrint = { segmentId: number; segmentNo: string; description: string | null; date: string; size: number; among: Sql };

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
    among: at.setId === null ? Prisma.sql`false` : amongMembers({ setId: at.setId, size: at.size }),
  };
}
