import { joinName, splitName } from "../name";
import { type KnownCodes, type Notation, plainCell, readCell } from "./cell";
import type { ColumnMapping } from "./columns";
import { type ContactFieldKey, contactFields, fieldsOf, type PurposeName } from "./fields";
import type { RowReader, RowResult } from "./row";
import { type SaidCell, stagedSaid } from "./said";

/** What decides by which value a row finds the contact it is about. Each includes those before it. */
export const matchings = ["number", "external_id", "email"] as const;
export type Matching = (typeof matchings)[number];

type Values = Partial<Record<ContactFieldKey, string>>;
export type ContactColumn = ContactFieldKey | "type_given" | "whole_name" | "key" | "said";

/**
 * The columns of a staged contact: its fields; whether the file says if it is a company or a person; whether the name was given
 * as a whole and its parts were split from it; the key that names the contact within the file; and what the row says of consent.
 */
export const contactColumns: readonly ContactColumn[] = [...keysOf(contactFields), "type_given", "whole_name", "key", "said"];

/** Reads rows of contacts: cells are checked, codes looked up, names split or joined, and company or person is decided. */
export function contactReader(options: {
  columns: ColumnMapping;
  headings: readonly string[];
  codes: KnownCodes;
  notation: Notation;
  matchBy: Matching;
  purposes?: readonly PurposeName[];
}): RowReader {
  const { columns, headings, codes, notation, matchBy, purposes = [] } = options;
  const fields = fieldsOf("contacts", { purposes, properties: [] });
  const given = columns.flatMap((key, index) => {
    const field = fields.get(key ?? "");
    return key !== null && field ? [{ key, index, heading: headings[index] ?? "", field }] : [];
  });
  const mapped = given.flatMap(({ key, heading }) => (isContactField(key) ? [{ key, heading }] : []));
  // Numbers with employers and no column for names: changes to persons, not a list of companies.
  const isChangeOfPersons =
    mapped.some(({ key }) => key === "contact_no") &&
    !mapped.some(({ key }) => key === "name" || key === "first_name" || key === "surname");
  const fileKnowsPersons = mapped.some(({ key }) => personFields.has(key));
  const nameHeading = mapped.find(({ key }) => key === "surname" || key === "name" || key === "company_name")?.heading;
  const headingOf = (key: ContactFieldKey) => mapped.find((column) => column.key === key)?.heading ?? contactFields[key].label;

  return (cells) => {
    const values: Values = {};
    const said: SaidCell[] = [];
    for (const { key, index, heading, field } of given) {
      const text = plainCell(cells[index] ?? "");
      if (text === "") continue;
      const read = readCell(field.cell, text, codes, notation);
      if (!read.ok) return { ok: false, column: heading, value: text, reason: read.reason };
      if (isContactField(key)) values[key] = read.value;
      else said.push({ key, heading, cell: text, value: read.value });
    }
    const type =
      values.type === "company" || values.type === "person" ? values.type : isChangeOfPersons ? "person" : typeOf(values, fileKnowsPersons);
    const whole_name = values.name !== undefined && !hasParts(values);
    const row = { ...(type === "company" ? companyOf(values) : personOf(values)), ...(whole_name && partsOf(values.name ?? "")) };
    const key = keyOf(row, type, matchBy);
    if (key === null) return { ok: false, column: nameHeading ?? null, value: "", reason: "The name is empty." };
    if (row.name !== undefined && row.name.length > 200)
      return { ok: false, column: headingOf("name"), value: row.name, reason: `It has ${row.name.length} characters; 200 are the most.` };
    if (type === "company" && row.organizational_level_code) {
      return {
        ok: false,
        column: headingOf("organizational_level_code"),
        value: row.organizational_level_code,
        reason: "Only persons have an organizational level.",
      };
    }
    if (row.minor === "true" && row.parental_consent_received !== "true") row.privacy_blocked = "true";
    const type_given = String(values.type !== undefined || hasParts(values));
    const staged = { ...row, type, key, whole_name: String(whole_name), type_given, said: stagedSaid(said) };
    return { ok: true, values: contactColumns.map((column) => staged[column] ?? null) } satisfies RowResult;
  };
}

const personFields: ReadonlySet<ContactFieldKey> = new Set([
  "first_name",
  "middle_name",
  "surname",
  "initials",
  "job_title",
  "company_name",
  "company_no",
]);

function typeOf(values: Values, fileKnowsPersons: boolean): "company" | "person" {
  if (!fileKnowsPersons) return "company";
  if (hasParts(values)) return "person";
  if (values.name === undefined) return "company";
  return values.name === values.company_name ? "company" : "person";
}

function hasParts(values: Values): boolean {
  return values.first_name !== undefined || values.middle_name !== undefined || values.surname !== undefined;
}

/** A company has no parts of a name; where only the company name is given, that is its name. */
function companyOf({ first_name, middle_name, surname, initials, job_title, company_name, company_no, ...values }: Values): Values {
  const name = values.name ?? company_name;
  return name === undefined ? values : { ...values, name };
}

function personOf(values: Values): Values {
  if (!hasParts(values)) return values;
  const name = joinName({ firstName: values.first_name ?? null, middleName: values.middle_name ?? null, surname: values.surname ?? null });
  return { ...values, name };
}

function partsOf(name: string): Values {
  const { firstName, middleName, surname } = splitName(name);
  return {
    ...(firstName !== null && { first_name: firstName }),
    ...(middleName !== null && { middle_name: middleName }),
    ...(surname !== null && { surname }),
  };
}

/** The value by which a row is known: number, else external id, else e-mail address, else the name with company or address; null when there is none. */
function keyOf(row: Values, type: "company" | "person", matchBy: Matching): string | null {
  if (row.contact_no !== undefined) return `number ${row.contact_no}`;
  if (row.external_id !== undefined && matchBy !== "number") return `external id ${row.external_id}`;
  if (row.email !== undefined && matchBy === "email") return `e-mail ${row.email.toLowerCase()}`;
  if (row.name === undefined) return null;
  const name = row.name.toLowerCase();
  if (type === "company") return `company ${name}`;
  const at = row.company_no ?? row.company_name?.toLowerCase();
  return at === undefined ? `person ${name} ${row.post_code ?? ""} ${row.address ?? ""}`.toLowerCase() : `person ${name} at ${at}`;
}

function isContactField(key: string): key is ContactFieldKey {
  return Object.hasOwn(contactFields, key);
}

function keysOf<K extends string>(record: Record<K, unknown>): K[] {
  const keys: K[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
