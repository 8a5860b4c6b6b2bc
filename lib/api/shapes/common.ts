import { z } from "zod";
import { correspondenceTypes, informationFlows, initiators } from "@/lib/segmentation/schema";
import { writeCursor } from "../cursor";

/** Shapes that several answers share. What a value holds beside them is not sent. */

export const text = z.string().nullable();
export const day = z.iso.date();
/** Sent as date and time in UTC. */
export const instant = z.date();
export const count = z.int().min(0);
export const named = z.object({ code: z.string(), name: z.string() }).nullable();
export const channel = z.enum(correspondenceTypes).nullable();
export const informationFlow = z.enum(informationFlows).nullable();
export const initiator = z.enum(initiators).nullable();
export const evaluation = z.enum(["very_positive", "positive", "neutral", "negative", "very_negative"]).nullable();
export const jobBegun = z
  .object({ jobId: z.uuid(), jobIds: z.array(z.uuid()).optional().describe("All of them, where each record has a job of its own.") })
  .describe("A job that goes on: ask for it under /jobs/{jobId}.");

/** One page of a list. `total` is how many there are on all pages; null when that was not counted to the end. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({
    items: z.array(item),
    total: count.nullable(),
    next: text.describe("The cursor of the next page; null on the last."),
    previous: text.describe("The cursor of the page before; null on the first."),
  });

type Position = string | number | null;

/** A page by keyset: `next` and `previous` name the rows to go on from. */
export function keysetPage<T>(items: T[], total: number | null, next: Position, previous: Position) {
  return {
    items,
    total,
    next: writeCursor(next === null ? null : { after: next }),
    previous: writeCursor(previous === null ? null : { before: previous }),
  };
}

/** A page by its number, of a list that is short. */
export function numberedPage<T>(items: T[], { total, page, pageSize }: { total: number; page: number; pageSize: number }) {
  const at = (wanted: number) => (wanted >= 1 && (wanted - 1) * pageSize < total ? { page: wanted } : null);
  return { items, total, next: writeCursor(at(page + 1)), previous: writeCursor(at(page - 1)) };
}
