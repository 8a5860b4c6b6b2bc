import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { SetExpression } from "./expressions";
import { type SetPlan, withClauses } from "./set-plan";

/** How many contacts each expression holds, all in one statement. What several of them share belongs into `plan`. */
export async function sizesOf<Name extends string>(
  tx: Transaction,
  sizes: Record<Name, SetExpression>,
  plan?: SetPlan,
): Promise<Record<Name, number>> {
  const rows = await tx.$queryRaw(Prisma.sql`${withClauses(plan)} select ${sizesAsJson(sizes)} as sizes`);
  return readSizes(sizes, z.array(z.object({ sizes: z.unknown() })).parse(rows)[0]?.sizes);
}

/** SQL for an object with the size of each expression, in their order. */
export function sizesAsJson(sizes: Record<string, SetExpression>): Sql {
  const counts = Object.values(sizes).map(({ rows }) => Prisma.sql`(select coalesce(sum(size), 0) from (${rows}) measured)`);
  return counts.length === 0 ? Prisma.sql`'[]'::jsonb` : Prisma.sql`jsonb_build_array(${Prisma.join(counts)})`;
}

/** Reads what `sizesAsJson` answered. */
export function readSizes<Name extends string>(sizes: Record<Name, SetExpression>, answer: unknown): Record<Name, number> {
  const numbers = z.array(z.number().int()).parse(answer);
  const read: Partial<Record<Name, number>> = {};
  let position = 0;
  for (const name in sizes) read[name] = numbers[position++] ?? 0;
  return read as Record<Name, number>;
}

export type SampleContact = z.infer<typeof sampleContactSchema>;
const sampleContactSchema = z.object({
  contactNo: z.string(),
  type: z.enum(["company", "person"]),
  name: z.string(),
  companyName: z.string().nullable(),
});

/**
 * Up to `limit` contacts of `expression` by company, as lists show them: the first ones of a set that is small (5,000) or
 * not sparse, any others of a large sparse set, for which finding the first would take long.
 */
export async function sampleOf(tx: Transaction, expression: SetExpression, limit: number, plan?: SetPlan): Promise<SampleContact[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    ${withClauses(
      plan,
      Prisma.sql`e as materialized (select * from (${expression.rows}) x where size > 0)`,
      Prisma.sql`extent as materialized (select case when sum(size) <= 5000 then null else ${limit}::int end as few from e)`,
      Prisma.sql`front as materialized (
        select id >> 13 as chunk, array_agg(id) as ids
        from (select id from contact order by company_name nulls first, company_no nulls first, type, name, id limit 3000) f group by 1)`,
      Prisma.sql`found as (
        select unnest(coalesce(e.members, d.members) & front.ids) as id
        from front join e on e.chunk = front.chunk left join chunk_data d on d.data_id = e.data_id and e.members is null
        union
        select unnest((coalesce(part.members, d.members))[1:coalesce((select few from extent), part.size)])
        from (select * from e order by chunk limit (select few from extent)) part
        left join chunk_data d on d.data_id = part.data_id and part.members is null)`,
    )}
    select contact_no as "contactNo", type::text as type, name, company_name as "companyName"
    from contact where id = any(array(select id from found))
    order by company_name nulls first, company_no nulls first, type, name, id limit ${limit}`);
  return z.array(sampleContactSchema).parse(rows);
}
