import { Prisma, type Sql } from "@/lib/db/sql";

/**
 * The condition that a contact is found by: each word stands somewhere in number, name, company, e-mail or city, in the very form of
 * the trigram index. Words of one or two characters, for which that index is of no help, are beginnings of the name, the
 * company or the number. Null when nothing is searched.
 */
export function searchCondition(search: string): Sql | null {
  const words = search
    .trim()
    .split(/\s+/)
    .filter((word) => word !== "");
  if (words.length === 0) return null;
  const long = words.filter((word) => word.length >= 3);
  const conditions = (long.length > 0 ? words : []).map(stands);
  if (conditions.length === 0) conditions.push(begins(words.join(" ")));
  return Prisma.sql`(${Prisma.join(conditions, " and ")})`;
}

function stands(word: string): Sql {
  const pattern = `%${word.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`lower((contact.contact_no || ' ' || contact.name || ' ' || coalesce(contact.company_name, '') || ' ' || coalesce(contact.email, '') || ' ' || coalesce(contact.city, '')) collate winnow_name)
    like lower(${pattern}::text collate winnow_name)`;
}

/** U+FFFF sorts behind every character, and case decides only between names that are alike otherwise. */
function begins(text: string): Sql {
  const [from, to] = [text.toLowerCase(), `${text}\uffff`];
  return Prisma.sql`(contact.name between ${from}::text and ${to}::text or contact.company_name between ${from}::text and ${to}::text
    or contact.contact_no between ${text.toUpperCase()}::text and ${`${text.toUpperCase()}\uffff`}::text)`;
}
