import { Prisma, type Sql } from "@/lib/db/sql";
import { ofContactIds, type SetExpression, unite } from "./expressions";
import type { SetPlan } from "./set-plan";

/** The members and all contacts of each member's company: the company and its persons. Who has no company stays alone. */
export function withEntireCompanies(members: SetExpression, plan: SetPlan): SetExpression {
  const companies = plan.idsOnce(companyIds(members)); // each parallel worker would look for all of them otherwise
  return unite(members, ofContactIds(Prisma.sql`select contact.id from contact where contact.company_id in (${companies})`));
}

/** The members and the company contact of each member that belongs to a company. */
export function withRelatedCompanies(members: SetExpression): SetExpression {
  return unite(members, ofContactIds(companyIds(members)));
}

/** The companies of the members, once each; asked for in this way they are looked for by all processors. */
function companyIds(members: SetExpression): Sql {
  const are = members.predicate
    ? Prisma.sql`(${members.predicate})`
    : Prisma.sql`contact.id in (
        select unnest(coalesce(m.members, d.members)) from (${members.rows}) m left join chunk_data d on d.data_id = m.data_id and m.members is null
      )`;
  return Prisma.sql`select distinct contact.company_id as id from contact where contact.company_id is not null and ${are}`;
}
