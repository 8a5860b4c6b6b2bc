import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { addressColumns, addressIdentity, flagColumns, inheritedSingly, ownColumns, typed } from "./column-groups";
import { drawFreeNumbers } from "./free-numbers";
import { type Staging, tableSql } from "./staging";

/**
 * Writes the contacts of `merge_row` that nobody is known by, each under its own number or the next of the series, and notes them
 * as seen, with what their rows say of consent. A person takes from the company what the row leaves blank, as far as the switches of marketing setup say; the
 * salutation is setup's where the row has none. Answers with how many were written.
 */
export async function createContacts(tx: Transaction, staging: Staging): Promise<number> {
  const [wanted] = await tx.$queryRaw<{ rows: number; numbers: number }[]>(Prisma.sql`
    select count(*)::int as rows, (count(*) filter (where contact_no is null))::int as numbers from merge_row where contact_id is null`);
  if (!wanted || wanted.rows === 0) return 0;
  await drawFreeNumbers(tx, wanted.numbers, staging);
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
    with row as materialized (
      select numbered.*, nextval(pg_get_serial_sequence('contact', 'id'))::int as target_id
      from (
        select line.*, coalesce(line.contact_no, number.no) as given_no
        from (select *, row_number() over (partition by contact_no is null order by line_no) as position from merge_row where contact_id is null) line
        left join merge_number number on line.contact_no is null and number.position = line.position
        order by line.line_no
      ) numbered
    ), made as (
      insert into contact (${Prisma.raw(columns.join(", "))})
      select ${Prisma.raw(values.join(", "))}
      from row
      left join marketing_setup setup on true
      left join merge_company named on row.type = 'person' and row.company_no is null and named.name = lower(row.company_name)
      left join contact employer on employer.id = coalesce(row.employer_id, named.id) and row.type = 'person'
      cross join lateral (
        select num_nonnulls(${Prisma.raw(addressIdentity.map((column) => `row.${column}`).join(", "))}) > 0
          or not coalesce((setup.inherit->>'address')::boolean, true) or employer.id is null as given
      ) own_address
      order by row.target_id
      returning id
    ), heard as (
      insert into merge_said (contact_id, said) select target_id, said::jsonb from row where said is not null
    )
    insert into ${tableSql(staging.seen)} (contact_id, line_no) select id, 0 from made`);
}
