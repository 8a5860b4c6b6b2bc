import { unreadableWords } from "@/lib/consent/unreachable-words";
import { type ConversionError, conversionMessage } from "@/lib/documents/convert/errors";

/** What this room refuses. */
export type LettersError =
  | { code: "logged_segment_not_found"; loggedSegmentEntryNo: number }
  | { code: "no_hard_copy"; loggedSegmentEntryNo: number }
  | { code: "canceled"; loggedSegmentEntryNo: number }
  | { code: "nobody_reached"; leftOut: number }
  | { code: "not_allowed_any_more" }
  | { code: "letters_too_large" }
  | { code: "suppression_unreadable"; unreadable: string[] }
  | ConversionError;

/** The sentence a person reads for a refusal: what is, and what helps. */
export function lettersMessage(error: LettersError): string {
  switch (error.code) {
    case "logged_segment_not_found":
      return `There is no logged segment ${error.loggedSegmentEntryNo}. It may have been deleted.`;
    case "no_hard_copy":
      return "No interaction of this logged segment goes by hard copy, so there is no letter to make.";
    case "canceled":
      return "This logged segment is canceled. Reinstate it to make its letters.";
    case "nobody_reached":
      return `No letter was made: none of ${error.leftOut.toLocaleString("en-GB")} may or can be made. The list says why.`;
    case "not_allowed_any_more":
      return "Whoever asked for these letters may not make them any more. Ask for them again.";
    case "letters_too_large":
      return "The letters are larger than 4 GB in one file. Pictures in the template make them so; smaller ones help.";
    case "suppression_unreadable":
      return `${unreadableWords(error.unreadable)} No letter was made; ask again when that is mended.`;
    case "no_converter":
    case "took_too_long":
    case "too_large":
    case "no_pdf":
      return conversionMessage(error);
    default:
      return error satisfies never;
  }
}
