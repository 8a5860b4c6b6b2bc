import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/**
 * Stores rows of `given`, a query of (source, source_id, type_code, occurred_at, contact_no, email, properties), in one statement. A row is of the contact of its
 * number, else of the one contact that has its e-mail address; without such a contact it waits for one. An id that is there already, or stands before it,
 * changes nothing: the first row of an id stays.
 *
 * @returns the ids that were stored, and whether each has a contact
 */
export async function storeRows(tx: Transaction, given: Sql): Promise<{ source: string; id: string; known: boolean }[]> {
  return storedSchema.parse(
    await tx.$queryRaw(Prisma.sql`${storing(given)} select source, source_id as id, contact_id is not null as known from stored`),
  );
}

/** The same for many rows: only how many were stored. */
export async function countStored(tx: Transaction, given: Sql): Promise<number> {
  const [counted] = countedSchema.parse(await tx.$queryRaw(Prisma.sql`${storing(given)} select count(*)::int as n from stored`));
  return counted.n;
}

const storedSchema = z.array(z.object({ source: z.string(), id: z.string(), known: z.boolean() }));
const countedSchema = z.tuple([z.object({ n: z.int() })]);

function storing(given: Sql): Sql {
  return Prisma.sql`
    with given as materialized (${given}),
    by_email as materialized (
      select lower(c.email) as email, min(c.id) as id from contact c
      where lower(c.email) in (select email from given where contact_no is null) group by 1 having count(*) = 1),
    found as (
      select given.*, coalesce(c.id, e.id) as contact_id from given
      left join contact c on c.contact_no = given.contact_no
      left join by_email e on given.contact_no is null and e.email = given.email),
    sources as (insert into behaviour_source select distinct source from given on conflict do nothing),
    used as (
      insert into behaviour_type_property select distinct type_code, jsonb_object_keys(properties) from given order by 1, 2 on conflict do nothing),
    stored as (
      insert into behaviour (source, source_id, type_code, occurred_at, contact_id, given_contact_no, given_email, properties)
      select source, source_id, type_code, occurred_at, contact_id, case when contact_id is null then contact_no end, case when contact_id is null then email end, properties
      from found
      on conflict (source, source_id) do nothing
      returning source, source_id, contact_id)`;
}
