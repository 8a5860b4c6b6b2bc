import { type Field, type FieldKind, type FieldName, fields, type ListName, listNames, rowFields } from "./fields";

/** A name without what authors write differently: case, accents, blanks, dots, underscores. */
function folded(written: string): string {
  return written
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

/** Names that belong to no group, mostly of older templates. */
const loose: Readonly<Record<string, FieldName>> = {
  Date: "line.date",
  Datum: "line.date",
  Dato: "line.date",
  Subject: "line.subject",
  Contact: "contact.name",
  Company: "company.name",
  Firmenname: "company.name",
  "Nom de la société": "company.name",
  Virksomhedsnavn: "company.name",
  "Contact Company Name": "company.name",
  "CONTA Company Name": "company.name",
  "CONTA Company No": "company.no",
  "Document Campaign No": "campaign.no",
  "Document Segment No": "segment.no",
};

/** Every accepted name, folded. Where two fields would share one, that with its group before it has it. */
const namesOfFields: ReadonlyMap<string, Field> = (() => {
  const names = new Map<string, Field>();
  const accept = (written: string, field: Field | undefined) => {
    if (field && !names.has(folded(written))) names.set(folded(written), field);
  };
  for (const [written, name] of Object.entries(loose))
    accept(
      written,
      fields.find((field) => field.name === name),
    );
  for (const field of fields) for (const written of field.accepted) accept(written, field);
  for (const field of fields) for (const written of field.short) accept(written, field);
  return names;
})();

const listsByFolded = new Map(listNames.flatMap((list) => [list, `contact.${list}`].map((written) => [folded(written), list] as const)));

/** The field an author means by a name, in any of the languages, in Business Central's words or Word's, or undefined. */
export const findField = (written: string): Field | undefined => namesOfFields.get(folded(written));

/** The list an author means: "mailingGroups" or "contact.mailingGroups". */
export const findList = (written: string): ListName | undefined => listsByFolded.get(folded(written));

/** How a field of a list's rows is shown, or undefined when the rows have none of that name. */
export function rowFieldOf(list: ListName, written: string): { key: string; kind: FieldKind } | undefined {
  const found = Object.entries<FieldKind>(rowFields[list]).find(([key]) => folded(key) === folded(written));
  return found && { key: found[0], kind: found[1] };
}

const longestName = 60; // no known one is as long, and comparing takes time

/** The known name most like an unknown one, as Word lists it in the language it resembles; null when none is near. */
export function nearestField(written: string): string | null {
  const wanted = folded(written);
  if (wanted.length > longestName) return null;
  let nearest: { field: Field; away: number } | null = null;
  for (const [known, field] of namesOfFields) {
    const away = distance(wanted, known);
    if (away < (nearest?.away ?? Math.max(2, Math.floor(wanted.length / 3)) + 1)) nearest = { field, away };
  }
  if (!nearest) return null;
  const names = Object.values(nearest.field.wordNames);
  return names.reduce((best, name) => (distance(wanted, folded(name)) < distance(wanted, folded(best)) ? name : best));
}

/** Letters to insert, drop, change or swap with their neighbour (optimal string alignment). */
function distance(left: string, right: string): number {
  let [before, last]: [number[], number[]] = [[], Array.from({ length: right.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const changed = (last[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1] ? (before[j - 2] ?? 0) + 1 : changed;
      row.push(Math.min(changed, swapped, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1));
    }
    [before, last] = [last, row];
  }
  return last[right.length] ?? 0;
}
