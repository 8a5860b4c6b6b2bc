import type { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { listContactsSchema } from "./schema";
import { searchCondition } from "./search";

/** What narrows the list of contacts. */
export type ContactFilter = Pick<z.output<typeof listContactsSchema>, "search" | "type" | "companyNo">;

/** The condition that the list of contacts shows a contact by; null when nothing narrows it. */
export function contactPredicate({ search, type, companyNo }: ContactFilter): Sql | null {
  const found = searchCondition(search);
  const conditions = [
    ...(found ? [found] : []),
    ...(type ? [Prisma.sql`contact.type = ${type}::contact_type`] : []),
    ...(companyNo
      ? [
          Prisma.sql`contact.company_id = (select company.id from contact company where company.contact_no = ${companyNo} and company.type = 'company')`,
        ]
      : []),
  ];
  return conditions.length === 0 ? null : Prisma.sql`(${Prisma.join(conditions, " and ")})`;
}
