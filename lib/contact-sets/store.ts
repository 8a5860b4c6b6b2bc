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

/** One of several sets that are stored together; `unlessEmpty` stores none when nobody is in it. */
export type SetToStore = { expression: SetExpression; sharing?: readonly bigint[]; unlessEmpty?: boolean };

/**
 * Stores the set that `expression` computes, in one statement: chunks that it passes on are shared, only new ones are
 * written, empty ones are not stored. Contacts are kept from being deleted until the transaction ends, which must not run
 * in an isolation above *read committed*.
 */
export async function storeSet<Name extends string = never>(
  tx: Transaction,
  expression: SetExpression,
  { sharing = [], ...options }: StoreOptions<Name> = {},
): Promise<ContactSet & { sizes: Record<Name, number>; snapshot: string }> {
  const { sets, ...stored } = await storeSets(tx, [{ expression, sharing }], options);
  const [set] = sets;
  if (!set) throw new Error("A set was stored and no row came back.");
  return { ...set, ...stored };
}

const storedSchema = z.tuple([
  z.object({ sets: z.array(z.object({ setId: z.coerce.bigint(), size: z.int() }).nullable()), sizes: z.unknown(), snapshot: z.string() }),
]);

/**
 * Stores several sets as `storeSet` does one, all in one statement and in the order given; null stands for none, or for an empty one not stored.
 * `snapshot` is what that statement saw, as Postgres writes it.
 */
export async function storeSets<Name extends string = never>(
  tx: Transaction,
  sets: readonly (SetToStore | null)[],
  options: Omit<StoreOptions<Name>, "sharing"> = {},
): Promise<{ sets: (ContactSet | null)[]; sizes: Record<Name, number>; snapshot: string }> {
  await keepContactsInPlace(tx);
  const sizes = options.sizes ?? ({} as Record<Name, SetExpression>);
  const stored = sets.map((set, at) => {
    if (!set) return Prisma.sql`null::jsonb`;
    const head = Prisma.raw(`head_${at}`);
    return Prisma.sql`(select jsonb_build_object('setId', set_id::text, 'size', size) from ${head})`;
  });
  const answer = await tx.$queryRaw(Prisma.sql`
    ${withClauses(options.plan, ...sets.flatMap((set, at) => (set ? storingClauses(set, at) : [])))}
    select jsonb_build_array(${Prisma.join(stored)}) as sets, ${sizesAsJson(sizes)} as sizes, pg_current_snapshot()::text as snapshot`);
  const [row] = storedSchema.parse(answer);
  return { sets: row.sets, sizes: readSizes(sizes, row.sizes), snapshot: row.snapshot };
}

const computedSchema = z.tuple([z.object({ snapshot: z.string() })]);

/**
 * Computes a set in a statement that writes no row, which is why Postgres may ask with several processes at once, and hands it to `use` together with
 * what that statement saw. One at a time in a transaction.
 */
export async function computedFirst<T>(
  tx: Transaction,
  { rows, names }: SetExpression,
  use: (computed: SetExpression, snapshot: string) => Promise<T>,
): Promise<T> {
  await keepContactsInPlace(tx);
  await tx.$executeRaw(Prisma.sql`
    create temporary table computed_set on commit drop as
    select pg_current_snapshot()::text as snapshot, found.chunk, found.data_id, found.members, found.size
    from (values (true)) as always left join (${rows}) found on true`);
  const [{ snapshot }] = computedSchema.parse(await tx.$queryRaw(Prisma.sql`select snapshot from computed_set limit 1`));
  const computed = { names, rows: Prisma.sql`select chunk, data_id, members, size from computed_set where chunk is not null` };
  const used = await use(computed, snapshot);
  await tx.$executeRaw(Prisma.sql`drop table computed_set`);
  return used;
}

/** The clauses that store the set number `at`; `head_<at>` yields its id and size. */
function storingClauses({ expression, sharing = [], unlessEmpty = false }: SetToStore, at: number): Sql[] {
  const name = (clause: string) => Prisma.raw(`${clause}_${at}`);
  const [wanted, known, fresh, head, body] = [name("wanted"), name("known"), name("fresh"), name("head"), name("body")];
  const shares = sharing.length > 0;
  return [
    Prisma.sql`${wanted} as materialized (select chunk, data_id, members, size from (${expression.rows}) e where size > 0)`,
    ...(shares ? [Prisma.sql`${known} as materialized (${knownChunks(wanted, sharing)})`] : []),
    Prisma.sql`${fresh} as (
      insert into chunk_data (members)
      select members from ${wanted} w where data_id is null ${shares ? Prisma.sql`and not exists (select 1 from ${known} k where k.chunk = w.chunk)` : Prisma.empty}
      returning members[1] >> 13 as chunk, data_id)`,
    Prisma.sql`${head} as (
      insert into contact_set (size) select coalesce(sum(size), 0) from ${wanted} having ${unlessEmpty ? Prisma.sql`count(*) > 0` : Prisma.sql`true`}
      returning set_id, size)`,
    Prisma.sql`${body} as (
      insert into contact_set_chunk (set_id, chunk, data_id, size)
      select h.set_id, w.chunk, coalesce(w.data_id, ${shares ? Prisma.sql`k.data_id,` : Prisma.empty} f.data_id), w.size
      from ${wanted} w cross join ${head} h left join ${fresh} f on f.chunk = w.chunk ${shares ? Prisma.sql`left join ${known} k on k.chunk = w.chunk` : Prisma.empty})`,
  ];
}

/** The chunks of the named sets that equal a wanted one; members are compared only where the sizes agree. */
function knownChunks(wanted: Sql, sharing: readonly bigint[]): Sql {
  return Prisma.sql`
    select w.chunk, min(d.data_id) as data_id
    from ${wanted} w
    join contact_set_chunk k on k.set_id in (${Prisma.join(sharing)}) and k.chunk = w.chunk and k.size = w.size
    join chunk_data d on d.data_id = k.data_id and d.members = w.members
    where w.data_id is null
    group by w.chunk`;
}
