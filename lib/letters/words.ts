import type { KeptFormat } from "@/lib/exports/schema";
import type { LetterOrder } from "./schema";

export const orderWords: Record<LetterOrder, string> = { shown: "As shown", postCode: "By country and post code" };
export const formatWords: Record<KeptFormat, string> = { docx: "One Word file", zip: "Word files in a ZIP", pdf: "PDF" };
