import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** A row that cannot be merged: when, which field is shown with it, and the sentence; all over the alias `row` of `merge_row`. */
export type RefusalRule = { when: Sql; column: string; value: Sql; reason: Sql };

/** Takes the rows that fulfil a rule out of `merge_row` into the import's refusals; the first rule that holds names the reason. */
export async function refuseRows(tx: Transaction, importId: string, rules: readonly RefusalRule[]): Promise<number> {
  const each = (part: (rule: RefusalRule) => Sql) =>
    Prisma.sql`case ${Prisma.join(
      rules.map((rule) => Prisma.sql`when ${rule.when} then ${part(rule)}`),
      " ",
    )} end`;
  return tx.$executeRaw(Prisma.sql`
    with refused as (
      delete from merge_row row where ${Prisma.join(
        rules.map(({ when }) => Prisma.sql`(${when})`),
        " or ",
      )}
      returning row.line_no, ${each((rule) => Prisma.sql`${rule.column}::text`)} as column_name, ${each(({ value }) => value)} as value, ${each(({ reason }) => reason)} as reason
    )
    insert into import_refusal (import_id, line_no, column_name, value, reason)
    select ${importId}::uuid, line_no, column_name, left(value, 500), reason from refused
    on conflict do nothing`);
}

/** What keeps a row from being about one contact of the right kind. */
export function matchRules(manualNumbers: boolean): RefusalRule[] {
  return [
    {
      when: Prisma.sql`row.matches > 1`,
      column: "Contact",
      value: Prisma.sql`array_to_string(row.numbers, ', ')`,
      reason: Prisma.sql`row.matches || ' contacts are known by this; nothing says which is meant.'`,
    },
    {
      when: Prisma.sql`row.contact_id is null and row.contact_no is not null and ${Prisma.raw(manualNumbers ? "false" : "true")}`,
      column: "Contact No.",
      value: Prisma.sql`row.contact_no`,
      reason: Prisma.sql`'There is no contact of this number, and the number series gives the numbers of new ones.'`,
    },
    {
      when: Prisma.sql`row.type_given = 'true' and row.known_type is not null and row.known_type::text <> row.type`,
      column: "Type",
      value: Prisma.sql`row.numbers[1]`,
      reason: Prisma.sql`case row.type when 'company' then 'The contact is a person; the row is a company.' else 'The contact is a company; the row is a person.' end`,
    },
    {
      when: Prisma.sql`row.contact_id is null and row.name is null`,
      column: "Name",
      value: Prisma.sql`coalesce(row.contact_no, row.external_id, row.email)`,
      reason: Prisma.sql`'Nobody is known by this, and the row has no name to make a new contact.'`,
    },
  ];
}

/** What keeps a person from being linked to a company. `employer` is what the row's company number or name found. */
export const employerRules: readonly [RefusalRule, RefusalRule] = [
  {
    when: Prisma.sql`row.company_no is not null and row.employer_id is null`,
    column: "Company No.",
    value: Prisma.sql`row.company_no`,
    reason: Prisma.sql`'There is no company of this number.'`,
  },
  {
    when: Prisma.sql`exists (
      select from contact c where c.id = row.contact_id and c.type = 'person' and c.company_id is not null
        and case when row.company_no is not null then c.company_no <> row.company_no else lower(c.company_name collate "C") <> lower(row.company_name) end)`,
    column: "Company Name",
    value: Prisma.sql`coalesce(row.company_no, row.company_name)`,
    reason: Prisma.sql`'The person works for another company here; an import does not change the employer.'`,
  },
];
