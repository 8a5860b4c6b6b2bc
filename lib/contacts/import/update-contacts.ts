import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { addressColumns, addressIdentity, flagColumns, inheritedSingly, ownColumns, typed } from "./column-groups";

const plainColumns = [...ownColumns, "salutation_code", ...inheritedSingly.map(({ column }) => column), ...addressColumns, ...flagColumns];

/**
 * Brings the known contacts of `merge_row` up to date: cells that hold something replace what was there, blank cells leave it.
 * Names and their parts stay in step, a person without a company gets the one the row names, and what persons have from their
 * company follows it. Answers with how many contacts changed.
 */
export async function updateContacts(tx: Transaction, now: Date): Promise<number> {
  await tx.$executeRaw(Prisma.sql`drop table if exists merge_change`);
  const old = Prisma.raw(inheritedColumns.map((column) => `c.${column} as old_${column}`).join(", "));
  const written = [...plainColumns, "first_name", "middle_name", "surname", "name", "company_id", "company_no", "company_name"];
  // Made from the table itself, so that every column compares as it does there.
  await tx.$executeRaw(Prisma.sql`
    create temporary table merge_change on commit drop as
    select c.id, c.type, c.name as old_name, ${old}, ${Prisma.raw(written.map((column) => `c.${column}`).join(", "))} from contact c with no data`);
  await tx.$executeRaw(Prisma.sql`
    insert into merge_change
    select c.id, c.type, c.name, ${old},
      ${Prisma.raw(plainColumns.map((column) => `coalesce(${typed("row", column)}, c.${column})`).join(", "))},
      case when c.type = 'company' then null when row.whole_name = 'true' then row.first_name else coalesce(row.first_name, c.first_name) end,
      case when c.type = 'company' then null when row.whole_name = 'true' then row.middle_name else coalesce(row.middle_name, c.middle_name) end,
      case when c.type = 'company' then null when row.whole_name = 'true' then row.surname else coalesce(row.surname, c.surname) end,
      case when c.type = 'person' and row.whole_name <> 'true' and num_nonnulls(row.first_name, row.middle_name, row.surname) > 0
        then concat_ws(' ', coalesce(row.first_name, c.first_name), coalesce(row.middle_name, c.middle_name), coalesce(row.surname, c.surname))
        else coalesce(row.name, c.name) end,
      case when c.type = 'person' then coalesce(c.company_id, employer.id) else c.company_id end,
      case when c.type = 'person' then coalesce(c.company_no, employer.contact_no) else c.company_no end,
      case when c.type = 'person' then coalesce(c.company_name, employer.name) else c.company_name end
    from merge_row row join contact c on c.id = row.contact_id 
    left join merge_company named on row.company_no is null and named.name = lower(row.company_name)
    left join contact employer on employer.id = coalesce(row.employer_id, named.id)`);
  const of = (alias: string) => Prisma.raw(written.map((column) => `${alias}.${column}`).join(", "));
  await tx.$executeRaw(Prisma.sql`
    delete from merge_change change using contact c where c.id = change.id and (${of("c")}) is not distinct from (${of("change")})`);
  await tx.$executeRaw(Prisma.sql`
    update contact c set ${Prisma.raw(written.map((column) => `${column} = change.${column}`).join(", "))}, last_modified_at = ${now},
      search_name = case when c.search_name is null or c.search_name = upper(c.name) collate "C" then upper(change.name) else c.search_name end
    from merge_change change where c.id = change.id`);
  await pushToPersons(tx, now);
  const [changed] = await tx.$queryRaw<{ n: number }[]>(Prisma.sql`select count(*)::int as n from merge_change`);
  return changed?.n ?? 0;
}

const inheritedColumns = [...inheritedSingly.map(({ column }) => column), ...addressColumns];
/** A company's new correspondence type stays with the company. */
const pushedSingly = inheritedSingly.filter(({ column }) => column !== "correspondence_type");

/** Persons who still have their company's old value get the new one; the company's name always. (Reference §1.1.2.) */
async function pushToPersons(tx: Transaction, now: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    update contact set company_name = name where id in (select id from merge_change where type = 'company' and name <> old_name)`);
  const switchedOn = (group: string) => `coalesce((setup.inherit->>'${group}')::boolean, true)`;
  const sameAddress = addressIdentity.map((column) => `p.${column} is not distinct from change.old_${column}`).join(" and ");
  const sets = [
    ...pushedSingly.map(({ column, group }) => ({
      column,
      value: `case when ${switchedOn(group)} and p.${column} is not distinct from change.old_${column} then change.${column} else p.${column} end`,
    })),
    ...addressColumns.map((column) => ({
      column,
      value: `case when ${switchedOn("address")} and ${sameAddress} then change.${column} else p.${column} end`,
    })),
  ];
  await tx.$executeRaw(Prisma.sql`
    update contact p set company_name = change.name, last_modified_at = ${now}, ${Prisma.raw(sets.map(({ column, value }) => `${column} = ${value}`).join(", "))}
    from merge_change change left join marketing_setup setup on true
    where change.type = 'company' and p.company_id = change.id and p.type = 'person'
      and (p.company_name is distinct from change.name or ${Prisma.raw(sets.map(({ column, value }) => `p.${column} is distinct from ${value}`).join(" or "))})`);
}
