import { Prisma, type Sql } from "@/lib/db/sql";
import { ofContactIds, type SetExpression, unite } from "./expressions";

/** The members and all contacts of each member's company: the company and its persons. Who has no company stays alone. */
export function withEntireCompanies(members: SetExpression): SetExpression {
  return unite(members, ofContactIds(Prisma.sql`select contact.id from contact where contact.company_id in (${companyIds(members)})`));
}

/** The members and the company contact of each member that belongs to a company. */
export function withRelatedCompanies(members: SetExpression): SetExpression {
  return unite(members, ofContactIds(Prisma.sql`select distinct company_id as id from (${companyIds(members)}) related`));
}

function companyIds(members: SetExpression): Sql {
  if (members.predicate) return Prisma.sql`select contact.company_id from contact where ${members.predicate}`;
  return Prisma.sql`
    select contact.company_id from contact
    where contact.id in (
      select unnest(coalesce(m.members, d.members)) from (${members.rows}) m left join chunk_data d on d.data_id = m.data_id and m.members is null
    )`;
}
