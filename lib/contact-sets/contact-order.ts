import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";

/** The orders in which contacts are offered. Each has an index of its own, and the id makes it total. */
export const contactOrders = ["contactNo", "name", "company", "city", "postCode", "country", "email", "salesperson"] as const;
export type ContactOrder = (typeof contactOrders)[number];
export type Direction = "asc" | "desc";

type OrderColumn = { name: string; type: string; nulls: "first" | "last" | "none" };

const id: OrderColumn = { name: "id", type: "int", nulls: "none" };
const text = (name: string, nulls: OrderColumn["nulls"]): OrderColumn => ({ name, type: "text", nulls });

/** The columns of each order, as their indexes have them. By company: who has none first, then each company before its persons. */
const columnsOf: Record<ContactOrder, readonly OrderColumn[]> = {
  contactNo: [text("contact_no", "none")],
  name: [text("name", "none"), id],
  company: [
    text("company_name", "first"),
    text("company_no", "first"),
    { name: "type", type: "contact_type", nulls: "none" },
    text("name", "none"),
    id,
  ],
  city: [text("city", "last"), id],
  postCode: [text("post_code", "last"), id],
  country: [text("country_region_code", "last"), id],
  email: [text("email", "last"), id],
  salesperson: [text("salesperson_code", "last"), id],
};

/** The values of a contact in the columns of an order. */
export type OrderKey = z.infer<typeof orderKeySchema>;
export const orderKeySchema = z.array(z.union([z.string(), z.number(), z.null()]));

/** `order by` of an order; descending is the exact reverse, blank values included. */
export function orderBy(order: ContactOrder, direction: Direction): Sql {
  const terms = columnsOf[order].map(({ name, nulls }) => {
    const last = (nulls === "last") === (direction === "asc");
    return `contact.${name} ${direction}${nulls === "none" ? "" : ` nulls ${last ? "last" : "first"}`}`;
  });
  return Prisma.raw(terms.join(", "));
}

/** Selects the order's columns as one JSON array, to be read back as an `OrderKey`. */
export function orderKeyColumns(order: ContactOrder): Sql {
  return Prisma.raw(`jsonb_build_array(${columnsOf[order].map(({ name }) => `contact.${name}`).join(", ")})`);
}

/**
 * The conditions that together hold exactly for the contacts after `key`. Each is one stretch of the index, and they follow
 * one another in the order asked for, so that Postgres reads only what is needed; one condition with `or` would read all.
 */
export function after(order: ContactOrder, direction: Direction, key: OrderKey): Sql[] {
  const columns = columnsOf[order];
  const [leading, ...others] = columns;
  // Where only the leading column can be blank, a comparison of rows leaves out nobody but the blanks at one end: one stretch less to read.
  if (leading && key[0] !== null && others.every(({ nulls }) => nulls === "none"))
    return [rowAfter(columns, direction, key), ...(blanksComeLast(leading, direction) ? [Prisma.sql`${field(leading)} is null`] : [])];
  const firstTotal = columns.findIndex((_, at) => columns.slice(at).every(({ nulls }) => nulls === "none"));
  const stretches: Sql[] = [];
  const same: Sql[] = [];
  columns.forEach((column, at) => {
    if (at > firstTotal) return;
    const further =
      at === firstTotal ? [rowAfter(columns.slice(at), direction, key.slice(at))] : columnAfter(column, direction, key[at] ?? null);
    stretches.unshift(...further.map((condition) => and([...same, condition])));
    same.push(equal(column, key[at] ?? null));
  });
  return stretches;
}

/** The stretches from the first contact whose leading column is `value` or comes after it; blank values in their place. */
export function from(order: ContactOrder, direction: Direction, value: string): Sql[] {
  const [column] = columnsOf[order];
  if (!column) return [];
  // Going down, the first one is the last that begins with the value: U+FFFF sorts behind every character.
  const bound = direction === "asc" ? Prisma.sql`${value}::text` : Prisma.sql`(${value}::text || chr(65535))`;
  const inRange = Prisma.sql`${field(column)} ${direction === "asc" ? Prisma.raw(">=") : Prisma.raw("<=")} ${bound}`;
  return blanksComeLast(column, direction) ? [inRange, Prisma.sql`${field(column)} is null`] : [inRange];
}

function columnAfter(column: OrderColumn, direction: Direction, value: string | number | null): Sql[] {
  const blank = Prisma.sql`${field(column)} is null`;
  const blanksLast = blanksComeLast(column, direction);
  if (value === null) return blanksLast ? [] : [Prisma.sql`${field(column)} is not null`];
  const further = Prisma.sql`${field(column)} ${direction === "asc" ? Prisma.raw(">") : Prisma.raw("<")} ${bind(column, value)}`;
  return blanksLast ? [further, blank] : [further];
}

function rowAfter(columns: readonly OrderColumn[], direction: Direction, values: OrderKey): Sql {
  const fields = Prisma.join(columns.map(field));
  const bound = Prisma.join(columns.map((column, at) => bind(column, values[at] ?? null)));
  return Prisma.sql`(${fields}) ${direction === "asc" ? Prisma.raw(">") : Prisma.raw("<")} (${bound})`;
}

function blanksComeLast({ nulls }: OrderColumn, direction: Direction): boolean {
  return nulls !== "none" && (nulls === "last") === (direction === "asc");
}

function equal(column: OrderColumn, value: string | number | null): Sql {
  return value === null ? Prisma.sql`${field(column)} is null` : Prisma.sql`${field(column)} = ${bind(column, value)}`;
}

const field = ({ name }: OrderColumn): Sql => Prisma.raw(`contact.${name}`);
const bind = ({ type }: OrderColumn, value: string | number | null): Sql => Prisma.sql`${value}::${Prisma.raw(type)}`;
const and = (conditions: Sql[]): Sql => Prisma.join(conditions, " and ");
