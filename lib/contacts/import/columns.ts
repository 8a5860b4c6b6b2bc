import { fieldsOf, type ImportKind, type KnownNames } from "./fields";

/** For each column of the file, the field it goes to, or null when it is not imported. */
export type ColumnMapping = (string | null)[];

/**
 * Recognises the columns of a file by their headings. A field is given once: to the column whose heading is its own name, else
 * to the first with another usual heading. What nothing is known about is not imported.
 */
export function recogniseColumns(headings: readonly string[], kind: ImportKind, names?: KnownNames): ColumnMapping {
  const fields = [...fieldsOf(kind, names)].map(([key, field]) => ({
    key,
    names: [plainWords(key), plainWords(field.label)],
    headings: field.headings,
  }));
  const mapping: ColumnMapping = headings.map(() => null);
  const taken = new Set<string>();
  const give = (knownBy: (field: (typeof fields)[number]) => readonly string[]) => {
    headings.forEach((heading, index) => {
      if (mapping[index] !== null) return;
      const field = fields.find((each) => !taken.has(each.key) && knownBy(each).includes(plainWords(heading)));
      if (!field) return;
      mapping[index] = field.key;
      taken.add(field.key);
    });
  };
  give((field) => field.names);
  give((field) => field.headings);
  return mapping;
}

/** A heading as it is compared: lower-case words of letters and digits, without accents. */
function plainWords(heading: string): string {
  return heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/**
 * Tells from the headings what a file holds: sales facts have an item and a date or an amount, and somebody who bought it; behaviour has a type and a
 * time, somebody who did it, and no names.
 */
export function guessKind(headings: readonly string[]): ImportKind {
  const found = new Set(recogniseColumns(headings, "sales_facts"));
  const isFact = found.has("item_no") && (found.has("posting_date") || found.has("amount_lcy"));
  if (isFact && (found.has("contact_no") || found.has("email") || found.has("external_id"))) return "sales_facts";
  const did = new Set(recogniseColumns(headings, "behaviour"));
  const isNamed = recogniseColumns(headings, "contacts").some((key) => key !== null && namesOfContacts.has(key));
  const isBehaviour = did.has("type") && did.has("occurred_at") && (did.has("contact_no") || did.has("email"));
  return isBehaviour && !isNamed ? "behaviour" : "contacts";
}

const namesOfContacts: ReadonlySet<string> = new Set(["name", "first_name", "surname", "company_name"]);
