import { type Encoding, encodingWords } from "./encoding";

/** Why a file is not imported, or not even looked at. Nothing was written. */
export type ImportError =
  | { code: "upload_not_found" }
  | { code: "upload_incomplete" }
  | { code: "file_binary" }
  | { code: "file_blank" }
  | { code: "header_only" }
  | { code: "heading_twice"; heading: string; columns: [number, number] }
  | { code: "too_many_columns"; columns: number }
  | { code: "encoding_wrong"; encoding: Encoding; line: number }
  | { code: "quote_not_closed"; line: number }
  | { code: "record_too_long"; line: number }
  | { code: "header_moved" }
  | { code: "field_twice"; field: string }
  | { code: "unknown_field"; field: string }
  | { code: "field_needed"; fields: string }
  | { code: "imported_before"; on: string }
  | { code: "import_not_found" }
  | { code: "import_ended" };

/** The sentence of a refusal: what is, and what helps. */
export function importMessage(error: ImportError): string {
  switch (error.code) {
    case "upload_not_found":
      return "This file is not here any more. Choose it again.";
    case "upload_incomplete":
      return "This file has not arrived completely. Choose it again, and the sending goes on where it stopped.";
    case "file_binary":
      return "This is no text file. Save the table as CSV, for example in Excel under Save as, CSV UTF-8, and choose that file.";
    case "file_blank":
      return "There is nothing in this file but blank lines. A file to import has a header row and at least one row below it.";
    case "header_only":
      return "This file has a header row and no row below it. Nothing was imported.";
    case "heading_twice":
      return `Columns ${error.columns[0]} and ${error.columns[1]} have the same heading “${error.heading}”. Rename one of them, so that it is clear which is meant.`;
    case "too_many_columns":
      return `This file has ${error.columns.toLocaleString("en-GB")} columns; 500 are the most. Another delimiter may help.`;
    case "encoding_wrong":
      return `Near line ${error.line.toLocaleString("en-GB")} there are characters that are not ${encodingWords[error.encoding]}. Nothing was imported. Choose another encoding, for example Windows-1252.`;
    case "quote_not_closed":
      return `The row that begins on line ${error.line.toLocaleString("en-GB")} opens a quotation mark that is never closed. Nothing was imported. Close it, and choose the file again.`;
    case "record_too_long":
      return `The row that begins on line ${error.line.toLocaleString("en-GB")} is longer than 4 million characters; most likely a quotation mark is not closed there. Nothing was imported.`;
    case "header_moved":
      return "The columns are not those that were looked at. Choose the file again.";
    case "field_twice":
      return `Two columns go to ${error.field}. Each field takes one column.`;
    case "unknown_field":
      return `There is no field ${error.field}.`;
    case "field_needed":
      return `No column goes to ${error.fields}. Choose the column that holds it.`;
    case "imported_before":
      return `The same file was imported on ${error.on}. Sales facts are added each time; confirm that these are meant to count again.`;
    case "import_not_found":
      return "There is no such import.";
    case "import_ended":
      return "This import has ended; every row of its file is accounted for.";
    default:
      return error satisfies never;
  }
}
