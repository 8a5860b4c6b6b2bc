/** Why no PDF came of a Word file. */
export type ConversionError =
  | { code: "no_converter" }
  | { code: "took_too_long"; seconds: number }
  | { code: "too_large"; megabytes: number }
  | { code: "no_pdf"; said: string };

/** No PDF came of a Word file, through no fault of whoever asked. */
export class ConversionFailed extends Error {
  constructor(readonly reason: ConversionError) {
    super(conversionMessage(reason));
  }
}

/** The sentence a person reads for it. */
export function conversionMessage(error: ConversionError): string {
  switch (error.code) {
    case "no_converter":
      return "PDF needs LibreOffice, which is not on this machine. An administrator can install it, or name a converter. Word files can be had without it.";
    case "took_too_long":
      return `LibreOffice was stopped after ${error.seconds} seconds without a PDF. Word files can be had without it.`;
    case "too_large":
      return `The file got larger than ${error.megabytes} MB and was given up. Word files can be had in smaller parts.`;
    case "no_pdf":
      return `LibreOffice made no PDF${error.said ? `: ${error.said}` : ""}. Word files can be had without it.`;
    default:
      return error satisfies never;
  }
}
