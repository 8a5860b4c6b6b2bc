import { Prisma, type Sql } from "@/lib/db/sql";
import { ofContactIds, type SetExpression } from "./expressions";

/** Who of the members has the same e-mail address as another one who goes before: a person before a company, then the lower contact number. */
export function laterOfSameEmail(members: SetExpression): SetExpression {
  return ofContactIds(Prisma.sql`
    select id from (
      select contact.id, row_number() over (partition by lower(contact.email) order by contact.type = 'company', contact.contact_no) as place
      from contact where contact.email is not null and contact.id in (${idsOf(members)})) ranked
    where place > 1`);
}

function idsOf({ rows }: SetExpression): Sql {
  return Prisma.sql`
    select unnest(coalesce(m.members, d.members)) from (${rows}) m left join chunk_data d on d.data_id = m.data_id and m.members is null`;
}
