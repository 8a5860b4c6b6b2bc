import { z } from "zod";
import { keptFormats } from "@/lib/exports/schema";

/** Jobs that make letters belong to the logged segment under this name. */
export const lettersSubject = "letters";

/** In the order of the log, which is that of the lines; or as the post sorts them, our own country first. */
export const letterOrders = ["shown", "postCode"] as const;
export type LetterOrder = (typeof letterOrders)[number];

/** Letters in one PDF: LibreOffice takes ten seconds for so many, and more than two minutes for four times as many. */
export const lettersInPdf = 500;

export const lettersChoiceSchema = z.object({ format: z.enum(keptFormats).default("docx"), order: z.enum(letterOrders).default("shown") });
export type LettersChoice = z.output<typeof lettersChoiceSchema>;

const loggedSegmentEntryNo = z.int().min(1).max(2_147_483_647);
const entryNo = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
export const makeLettersSchema = lettersChoiceSchema.extend({ loggedSegmentEntryNo });
export type MakeLetters = z.input<typeof makeLettersSchema>;

export const lettersOfSchema = z.object({ loggedSegmentEntryNo });
export const entryLetterSchema = z.object({ entryNo });

/** What became of a letter: in a file, not made for a reason, or nobody asked for it yet. */
export const letterStates = ["made", "left_out", "not_made"] as const;
export type LetterState = (typeof letterStates)[number];
export const listLettersSchema = z.object({
  loggedSegmentEntryNo,
  state: z.enum(letterStates).nullable().default(null),
  after: z.int().min(1).nullable().default(null),
  limit: z.int().min(1).max(200).default(50),
});
