import type { MergeValues } from "../word/fields";
import { findField } from "../word/find-field";

/** `{{contact.firstName}}`, and `{{contact.firstName | friend}}` with a word for who has none. */
const pattern = /\{\{\s*([^{}|]{1,80}?)\s*(?:\|\s*([^{}]{0,200}?)\s*)?\}\}/gu;

/** The names between double braces, as they are written, each once. */
export function fieldsOfMail(text: string): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, name = ""]) => name))];
}

/** What a letter shows for a name: blank where the contact has nothing there; null where there is no such field. */
export type FieldText = (name: string) => string | null;

/** Looks names up as authors write them, in any of their languages; days are written as the recipient writes them. */
export function fieldTexts({ language, fields }: MergeValues): FieldText {
  return (name) => {
    const field = findField(name);
    if (!field) return null;
    const value = fields[field.name];
    if (value === null || value === undefined) return "";
    return field.kind === "day" && typeof value === "string" ? dayIn(language, value) : String(value);
  };
}

function dayIn(language: string, day: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(new Date(`${day}T00:00:00Z`));
}

/** The text with every field replaced by what `write` makes of its value; an unknown field stays as it is written. */
export function withFields(text: string, fieldText: FieldText, write: (value: string) => string): string {
  return text.replace(pattern, (written, name: string, otherwise: string | undefined) => {
    const value = fieldText(name);
    return value === null ? written : write(value || (otherwise ?? ""));
  });
}
