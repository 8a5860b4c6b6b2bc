import type { SegmentLineRow } from "@/lib/segmentation/types";

/** A line: a contact, and which of its lines. */
export type LineName = Pick<SegmentLineRow, "contactNo" | "layer">;

/** Names a line in the address and in a selection: the contact's number, and behind it which of its lines, the first aside. */
export function lineKey({ contactNo, layer }: LineName): string {
  return layer === 1 ? contactNo : `${contactNo}*${layer}`;
}

/** The line that a key names. */
export function lineOfKey(key: string): LineName {
  const [, contactNo = key, layer = "1"] = /^(.*)\*(\d+)$/.exec(key) ?? [];
  return { contactNo, layer: Number(layer) };
}
