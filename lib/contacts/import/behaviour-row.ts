import { readPropertyValue, type StoredValue } from "@/lib/behaviour/read-value";
import { behaviourCodeSchema } from "@/lib/behaviour/schema";
import { readPropertyKey } from "@/lib/filters/properties";
import { type KnownCodes, type Notation, plainCell, readCell } from "./cell";
import type { ColumnMapping } from "./columns";
import { behaviourFields, fieldsOf, type PropertyColumn } from "./fields";
import type { RowReader } from "./row";

export const behaviourColumns = ["source", "source_id", "type_code", "occurred_at", "contact_no", "email", "properties"] as const;

/** Reads rows of behaviour: who did what and when, with the values of its properties. Without an id the place in the file is one. */
export function behaviourReader(options: {
  columns: ColumnMapping;
  headings: readonly string[];
  codes: KnownCodes;
  notation: Notation;
  properties: readonly PropertyColumn[];
}): RowReader {
  const { columns, headings, codes, notation, properties } = options;
  const fields = fieldsOf("behaviour", { purposes: [], properties });
  const definitions = new Map(properties.map(({ name, ...definition }) => [name, definition]));
  const mapped = columns.flatMap((key, index) => {
    const field = key === null ? undefined : fields.get(key);
    return key !== null && field
      ? [{ key, cell: field.cell, property: readPropertyKey(key)?.name, index, heading: headings[index] ?? "" }]
      : [];
  });

  return (cells) => {
    const values: Record<string, string> = {};
    const held: Record<string, StoredValue> = {};
    for (const { key, cell, property, index, heading } of mapped) {
      const text = plainCell(cells[index] ?? "");
      if (text === "") continue;
      const refuse = (reason: string) => ({ ok: false as const, column: heading, value: text, reason });
      const read = readCell(cell, text, codes, notation);
      if (!read.ok) return refuse(read.reason);
      const definition = property === undefined ? undefined : definitions.get(property);
      if (property === undefined || !definition) {
        values[key] = read.value;
        continue;
      }
      const value = readPropertyValue(heading, definition, read.value);
      if (!value.ok) return refuse(value.error);
      if (value.value !== null) held[property] = value.value;
    }
    const missing = (["type", "occurred_at"] as const).find((key) => values[key] === undefined);
    if (missing) return { ok: false, column: behaviourFields[missing].label, value: "", reason: "It is empty." };
    if (values.contact_no === undefined && values.email === undefined) {
      return { ok: false, column: behaviourFields.contact_no.label, value: "", reason: "Nothing says which contact it is." };
    }
    const codesOf = { type: behaviourCodeSchema.safeParse(values.type), source: behaviourCodeSchema.safeParse(values.source ?? "IMPORT") };
    for (const key of ["type", "source"] as const) {
      const read = codesOf[key];
      if (!read.success)
        return { ok: false, column: behaviourFields[key].label, value: values[key] ?? "", reason: read.error.issues[0]?.message ?? "" };
    }
    return {
      ok: true,
      values: [
        codesOf.source.data ?? null,
        values.id ?? null,
        codesOf.type.data ?? null,
        values.occurred_at ?? null,
        values.contact_no ?? null,
        values.email?.toLowerCase() ?? null,
        JSON.stringify(held),
      ],
    };
  };
}
