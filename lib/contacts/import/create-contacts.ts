import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { addressColumns, addressIdentity, flagColumns, inheritedSingly, ownColumns, typed } from "./column-groups";
import { numberRows } from "./number-rows";
import type { Staging } from "./staging";

/** Marks the rows of `merge_row` that nobody is known by, and gives each an id and its own number or the next of the series. */
export async function prepareNewContacts(tx: Transaction, staging: Staging): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update merge_row row set is_new = true, given_no = row.contact_no, target_id = given.id
    from (
      select line_no, nextval(pg_get_serial_sequence('contact', 'id'))::int as id from (select line_no from merge_row where contact_id is null order by line_no) line
    ) given
    where row.line_no = given.line_no`);
  await numberRows(tx, "merge_row", staging);
}

/**
 * Writes the new contacts of `merge_row`. A person takes from the company what the row leaves blank, as far as the switches of
 * marketing setup say; the salutation is setup's where the row has none. Answers with how many were written.
 */
export async function createContacts(tx: Transaction): Promise<number> {
  const columns = [
    "id",
    "contact_no",
    "type",
    "name",
    "search_name",
    "first_name",
    "middle_name",
    "surname",
    "salutation_code",
    "company_id",
    "company_no",
    "company_name",
    ...ownColumns,
    ...inheritedSingly.map(({ column }) => column),
    ...addressColumns,
    ...flagColumns,
  ];
  const partOf = (column: string) => `case when row.type = 'person' then row.${column} end`;
  const values = [
    "row.target_id",
    "row.given_no",
    "row.type::contact_type",
    "row.name",
    "upper(row.name collate winnow_name)",
    partOf("first_name"),
    partOf("middle_name"),
    partOf("surname"),
    "coalesce(row.salutation_code, case row.type when 'company' then setup.company_salutation_code else setup.person_salutation_code end)",
    "case row.type when 'company' then row.target_id else employer.id end",
    "case row.type when 'company' then row.given_no else employer.contact_no end",
    "case row.type when 'company' then row.name else employer.name end",
    ...ownColumns.map((column) => `row.${column}`),
    ...inheritedSingly.map(
      ({ column, group }) =>
        `coalesce(${typed("row", column)}, case when coalesce((setup.inherit->>'${group}')::boolean, true) then employer.${column} end)`,
    ),
    ...addressColumns.map((column) => `case when own_address.given then row.${column} else employer.${column} end`),
    ...flagColumns.map((column) => `coalesce(${typed("row", column)}, false)`),
  ];
  return tx.$executeRaw(Prisma.sql`
    insert into contact (${Prisma.raw(columns.join(", "))})
    select ${Prisma.raw(values.join(", "))}
    from merge_row row
    left join marketing_setup setup on true
    left join contact employer on employer.id = row.employer_id and row.type = 'person'
    cross join lateral (
      select num_nonnulls(${Prisma.raw(addressIdentity.map((column) => `row.${column}`).join(", "))}) > 0
        or not coalesce((setup.inherit->>'address')::boolean, true) or employer.id is null as given
    ) own_address
    where row.is_new order by row.target_id`);
}
