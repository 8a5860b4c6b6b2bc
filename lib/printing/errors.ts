/** What this room refuses; nothing was written when one of these comes back. */
export type PrintingError =
  | { code: "segment_not_found"; segmentNo: string }
  | { code: "no_cover_sheet_template" }
  | { code: "sheets_moved"; now: number };

/** The sentence a person reads for a refusal: what is, and what helps. */
export function printingMessage(error: PrintingError): string {
  switch (error.code) {
    case "segment_not_found":
      return `There is no segment ${error.segmentNo}. It may have been deleted.`;
    case "no_cover_sheet_template":
      return "No interaction template for cover sheets is set up. An administrator chooses one under Company details.";
    case "sheets_moved":
      return `The segment has ${error.now.toLocaleString("en-GB")} cover sheets now. Nothing was logged; look at them and press again.`;
    default:
      return error satisfies never;
  }
}
