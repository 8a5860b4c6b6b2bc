import type pg from "pg";
import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { type Filter, filterSchema } from "@/lib/filters/schema";

/** Runs one statement where a read is under way: in a transaction, or on a connection. */
export type Ask = (statement: Sql) => Promise<unknown>;

/** Asks on a connection. */
export function askOn(client: pg.ClientBase): Ask {
  return async ({ text, values }) => (await client.query(text, values)).rows;
}

/** Asks in a transaction, or with the client itself. */
export function askIn(tx: Pick<Transaction, "$queryRaw">): Ask {
  return (statement) => tx.$queryRaw(statement);
}

/** What a live segment is made of, as it is published, and its members as they were when they were found last. */
export type LiveDefinition = {
  id: number;
  segmentNo: string;
  versionNo: number;
  filter: Filter;
  timeZone: string;
  includeSet: bigint | null;
  excludeSet: bigint | null;
  setId: bigint;
  /** The snapshot they were found on, as Postgres writes it; null: they have to be found anew. */
  folded: string | null;
  /** The moment relative dates were fixed at. */
  foldedFor: Date;
  /** What it reads, through the segments it refers to as well. */
  sources: string[];
  broken: boolean;
};

/** Definitions by number, those that they refer to included. */
export type Definitions = ReadonlyMap<string, LiveDefinition>;

const rowSchema = z.object({
  id: z.int(),
  segmentNo: z.string(),
  versionNo: z.int(),
  filter: filterSchema,
  timeZone: z.string(),
  includeSet: z.coerce.bigint().nullable(),
  excludeSet: z.coerce.bigint().nullable(),
  setId: z.coerce.bigint(),
  folded: z.string().nullable(),
  foldedFor: z.coerce.date(),
  sources: z.array(z.string()),
  broken: z.boolean(),
});

/**
 * The live segments of these numbers and all that they refer to, however deep; other numbers are left out. Read it in the snapshot, or before the
 * statement, that uses it: what was touched is kept for a while after it was folded in.
 */
export async function readDefinitions(ask: Ask, segmentNos: readonly string[]): Promise<Definitions> {
  if (segmentNos.length === 0) return new Map();
  const rows = await ask(Prisma.sql`
    with recursive needed (segment_no) as (
      select unnest(${[...segmentNos]}::text[]) collate "C"
      union
      select reference.refers_to from needed
      join live_segment l on l.segment_no = needed.segment_no and ${isMaintained}
      join live_reference reference on reference.segment_id = l.id and reference.version_no = l.published_no)
    select l.id, l.segment_no as "segmentNo", v.version_no as "versionNo", v.filter, v.time_zone as "timeZone", v.include_set::text as "includeSet",
      v.exclude_set::text as "excludeSet", l.set_id::text as "setId", l.folded::text as folded, l.folded_for as "foldedFor", l.sources, l.state = 'error' as broken
    from needed join live_segment l using (segment_no) join live_version v on v.segment_id = l.id and v.version_no = l.published_no
    where ${isMaintained}`);
  return new Map(
    z
      .array(rowSchema)
      .parse(rows)
      .map((definition) => [definition.segmentNo, definition]),
  );
}

/** Whether the members of `l`, a row of live_segment, are kept up to date. */
export const isMaintained = Prisma.sql`l.state in ('live', 'live_editable', 'error') and l.set_id is not null`;
