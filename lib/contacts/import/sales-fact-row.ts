import { type KnownCodes, type Notation, plainCell, readCell } from "./cell";
import type { ColumnMapping } from "./columns";
import { type SalesFactFieldKey, salesFactFields } from "./fields";
import type { RowReader } from "./row";

export const salesFactColumns = ["contact_no", "external_id", "email", "item_no", "posting_date", "quantity", "amount_lcy"] as const;
const needed = ["item_no", "posting_date"] as const;

/** Reads rows of sales facts: who bought, which item, on which day; quantity and amount are 0 when they are not given. */
export function salesFactReader(options: {
  columns: ColumnMapping;
  headings: readonly string[];
  codes: KnownCodes;
  notation: Notation;
}): RowReader {
  const { columns, headings, codes, notation } = options;
  const mapped = columns.flatMap((key, index) =>
    key !== null && isSalesFactField(key) ? [{ key, index, heading: headings[index] ?? "" }] : [],
  );

  return (cells) => {
    const values: Partial<Record<SalesFactFieldKey, string>> = {};
    for (const { key, index, heading } of mapped) {
      const text = plainCell(cells[index] ?? "");
      if (text === "") continue;
      const read = readCell(salesFactFields[key].cell, text, codes, notation);
      if (!read.ok) return { ok: false, column: heading, value: text, reason: read.reason };
      values[key] = read.value;
    }
    const missing = needed.find((key) => values[key] === undefined);
    if (missing) return { ok: false, column: salesFactFields[missing].label, value: "", reason: "It is empty." };
    if (values.contact_no === undefined && values.external_id === undefined && values.email === undefined) {
      return { ok: false, column: salesFactFields.contact_no.label, value: "", reason: "Nothing says which contact it is." };
    }
    return { ok: true, values: salesFactColumns.map((column) => values[column] ?? null) };
  };
}

function isSalesFactField(key: string): key is SalesFactFieldKey {
  return Object.hasOwn(salesFactFields, key);
}
