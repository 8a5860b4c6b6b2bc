import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

const personSchema = z.object({ contactNo: z.string(), name: z.string(), jobTitle: z.string().nullable(), city: z.string().nullable() });
export type People = { persons: z.output<typeof personSchema>[]; total: number };

/** The first twelve persons of a company by name, and how many there are; null for a contact that is none. */
export async function findPeople(tx: Transaction, contactId: number, companyId: number | null): Promise<People | null> {
  if (companyId === null) return null;
  const [{ total }] = z
    .tuple([z.object({ total: z.number() })])
    .parse(
      await tx.$queryRaw(Prisma.sql`select count(*)::int as total from contact where company_id = ${companyId} and id <> ${contactId}`),
    );
  const rows = await tx.$queryRaw(Prisma.sql`
    select contact_no as "contactNo", name, job_title as "jobTitle", city from contact
    where company_id = ${companyId} and id <> ${contactId} order by name, id limit 12`);
  return { persons: z.array(personSchema).parse(rows), total };
}
