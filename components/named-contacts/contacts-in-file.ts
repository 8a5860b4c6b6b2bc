import { recogniseColumns } from "@/lib/contacts/import/columns";
import { CsvReader, CsvUnreadable } from "@/lib/contacts/import/csv-records";
import { detectDelimiter } from "@/lib/contacts/import/delimiter";
import { withoutGuard } from "@/lib/csv/csv-line";
import { isLastLine } from "@/lib/csv/last-line";

/**
 * The contact numbers and e-mail addresses that a file holds, one a line: of a table with headings, as the import knows them, what stands in these
 * columns, the number where a row has both; of anything else the text as it is.
 */
export function contactsInFile(text: string): string {
  const [headings = [], ...rows] = recordsOf(text);
  const recognised = recogniseColumns(headings, "contacts");
  const columns = ["contact_no", "email"].map((field) => recognised.indexOf(field)).filter((at) => at >= 0);
  if (columns.length === 0) return text;
  const cellsOf = (cells: string[]) => columns.map((at) => withoutGuard(cells[at]?.trim() ?? ""));
  return rows
    .filter((cells) => !isLastLine(cells))
    .flatMap((cells) => cellsOf(cells).find((cell) => cell !== "") ?? [])
    .join("\n");
}

function recordsOf(text: string): string[][] {
  const reader = new CsvReader(detectDelimiter(text.slice(0, 10_000)));
  try {
    return [...reader.write(text), ...reader.end()].map(({ cells }) => cells);
  } catch (error) {
    if (error instanceof CsvUnreadable) return [];
    throw error;
  }
}
