import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { SetExpression } from "./expressions";
import { keepContactsInPlace } from "./lock";
import { readSizes, sizesAsJson } from "./measure";
import { type SetPlan, withClauses } from "./set-plan";

/** An immutable set of contacts in Postgres. Its id never leaves the server. */
export type ContactSet = { setId: bigint; size: number };

export type StoreOptions<Name extends string> = {
  /** The plan that the expressions refer to. */
  plan?: SetPlan;
  /** Sets whose chunks are used again where the new set has the same members. */
  sharing?: readonly bigint[];
  /** Further expressions, measured in the same statement. */
  sizes?: Record<Name, SetExpression>;
};

const storedSchema = z.array(z.object({ set_id: z.bigint(), size: z.number(), sizes: z.unknown() })).length(1);

/**
 * Stores the set that `expression` computes, in one statement: chunks that it passes on are shared, only new ones are
 * written, empty ones are not stored. Contacts are kept from being deleted until the transaction ends, which must not run
 * in an isolation above *read committed*.
 */
export async function storeSet<Name extends string = never>(
  tx: Transaction,
  expression: SetExpression,
  options: StoreOptions<Name> = {},
): Promise<ContactSet & { sizes: Record<Name, number> }> {
  await keepContactsInPlace(tx);
  const { plan, sharing = [] } = options;
  const sizes = options.sizes ?? ({} as Record<Name, SetExpression>);
  const answer = await tx.$queryRaw(Prisma.sql`
    ${withClauses(
      plan,
      Prisma.sql`wanted as materialized (select chunk, data_id, members, size from (${expression.rows}) e where size > 0)`,
      Prisma.sql`known as materialized (${knownChunks(sharing)})`,
      Prisma.sql`fresh as (
        insert into chunk_data (members)
        select members from wanted w where data_id is null and not exists (select 1 from known where known.chunk = w.chunk)
        returning members[1] >> 13 as chunk, data_id)`,
      Prisma.sql`head as (insert into contact_set (size) select coalesce(sum(size), 0) from wanted returning set_id, size)`,
      Prisma.sql`body as (
        insert into contact_set_chunk (set_id, chunk, data_id, size)
        select head.set_id, w.chunk, coalesce(w.data_id, known.data_id, fresh.data_id), w.size
        from wanted w cross join head left join known on known.chunk = w.chunk left join fresh on fresh.chunk = w.chunk)`,
    )}
    select set_id, size, ${sizesAsJson(sizes)} as sizes from head`);
  const [row] = storedSchema.parse(answer);
  if (!row) throw new Error("A set was stored and no row came back.");
  return { setId: row.set_id, size: row.size, sizes: readSizes(sizes, row.sizes) };
}

/** The chunks of the named sets that equal a wanted one; members are compared only where the sizes agree. */
function knownChunks(sharing: readonly bigint[]): Sql {
  if (sharing.length === 0) return Prisma.sql`select null::int as chunk, null::bigint as data_id where false`;
  return Prisma.sql`
    select w.chunk, min(d.data_id) as data_id
    from wanted w
    join contact_set_chunk k on k.set_id in (${Prisma.join(sharing)}) and k.chunk = w.chunk and k.size = w.size
    join chunk_data d on d.data_id = k.data_id and d.members = w.members
    where w.data_id is null
    group by w.chunk`;
}
