import { z } from "zod";
import { lineOrders } from "@/lib/segmentation/lines-schema";
import { segmentNoSchema } from "@/lib/segmentation/schema";

/** Sheets of labels as they are sold, on A4 without a margin at the sides; in millimetres. */
export const labelSheets = {
  "36x70": { name: "36 × 70 mm, three columns", width: 70, height: 36, columns: 3 },
  "37x70": { name: "37 × 70 mm, three columns", width: 70, height: 37, columns: 3 },
  "36x105": { name: "36 × 105 mm, two columns", width: 105, height: 36, columns: 2 },
  "37x105": { name: "37 × 105 mm, two columns", width: 105, height: 37, columns: 2 },
} as const;
export const labelFormats = ["36x70", "37x70", "36x105", "37x105"] as const;
export type LabelFormat = (typeof labelFormats)[number];
export const labelRows = 8;
export const labelsPerSheet = (format: LabelFormat): number => labelSheets[format].columns * labelRows;

/** How many labels one page of the browser holds: whole sheets of every format. */
export const labelsPerPart = 2_016;
export const rowsPerPart = 2_000;
export const coverSheetsPerPart = 500;

/** Where a part of the labels lies among all: the first one is shorter by the labels that its first sheet lacks. */
export function partOfLabels(part: number, start: number): { offset: number; limit: number } {
  const missing = start - 1;
  return part === 1
    ? { offset: 0, limit: labelsPerPart - missing }
    : { offset: labelsPerPart * (part - 1) - missing, limit: labelsPerPart };
}

const partSchema = z.int().min(1).max(100_000).default(1);
/** Those of lines, and the one in which the post takes a mailing: by country, our own first, and post code of what is printed. Letters know it too. */
export const printOrders = [...lineOrders, "post"] as const;
export type PrintOrder = (typeof printOrders)[number];
const sortedSchema = { segmentNo: segmentNoSchema, order: z.enum(printOrders).default("company"), part: partSchema };

export const listContactListSchema = z.object(sortedSchema);
export const listLabelsSchema = z.object({
  ...sortedSchema,
  format: z.enum(labelFormats).default("36x70"),
  start: z.int().min(1).max(24).default(1),
});
export const listCoverSheetsSchema = z.object(sortedSchema);

/** The boxes of a cover sheet, as they are called. */
export const remarks = [
  "As agreed upon",
  "For your information",
  "Your comments please",
  "For your approval",
  "Please call",
  "Returned after use",
] as const;
