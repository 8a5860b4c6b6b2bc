import { addressPart } from "../../../../(app)/address-part";

/** The number in the address, and the address of one of its pages to print. */
export function pathToPrint(part: string, page: "labels" | "contact-list" | "cover-sheets"): { segmentNo: string; path: string } {
  const segmentNo = addressPart(part);
  return { segmentNo, path: `/print/segments/${encodeURIComponent(segmentNo)}/${page}` };
}
