import type pg from "pg";
import { query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { orderBy } from "@/lib/contact-sets/contact-order";
import { csvLine } from "@/lib/csv/csv-line";
import type { Database } from "@/lib/db/client";
import { Prisma, type Sql } from "@/lib/db/sql";
import { exportColumns } from "./export-columns";
import { findStep, type SegmentAtStep } from "./find-step";
import { readLineHeader } from "./line-header";
import { linePredicate } from "./line-predicate";
import { effectiveLines } from "./lines";
import { exportSegmentLinesSchema, type LineOrder } from "./schema";
import { onSnapshot } from "./snapshot";

export type SegmentExport = { fileName: string; lines: number | null; content: AsyncGenerator<string, void, undefined> };

const fetched = 2_000;
const longestPieceMs = 600_000; // the first piece of many lines waits for the sort

/**
 * The lines of a segment at a step as CSV in the order of the page: a heading and one row a line, read through a cursor as the reader takes
 * them. `lines` is their number, null when a search or choice narrows them. Text that a spreadsheet would run is made harmless. Null when
 * there is no such segment or step. That somebody exported is written down.
 */
export const exportSegmentLines = query({
  name: "segment.exportLines",
  needs: "export",
  input: exportSegmentLinesSchema,
  run: async (context, { segmentNo, step, order, direction, lines }): Promise<SegmentExport | null> => {
    const found = await onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, segmentNo, step);
      if (!at) return null;
      const header = await readLineHeader(tx, at.segmentId);
      const passes = (layer: number) => linePredicate(header, lines, layer);
      const detail = { step: at.step, lines, size: at.size };
      await record(tx, context, { operation: "segment.exportLines", subjectKind: "segment", subjectKey: at.segmentNo, detail });
      return { at, passes };
    });
    if (!found) return null;
    const { at, passes } = found;
    const fileName = `${at.segmentNo.replace(/[^\w.-]+/g, "_")}.csv`;
    return { fileName, lines: passes(1) ? null : at.size, content: csvOf(context.db, exportStatement(at, passes, order, direction)) };
  },
});

/** A segment of some thousands is looked up by id, a larger one joined. */
function exportStatement(at: SegmentAtStep, passes: (layer: number) => Sql | null, order: LineOrder, direction: "asc" | "desc"): Sql {
  const members = Prisma.sql`select unnest(members) from contact_set_chunk join chunk_data using (data_id) where set_id = ${at.setId}`;
  const among = at.size <= 20_000 ? Prisma.sql`contact.id = any(array(${members}))` : Prisma.sql`contact.id in (${members})`;
  return Prisma.sql`
    select ${Prisma.join(exportColumns.map(({ sql }) => sql))}
    from contact
    join (${effectiveLines(at.segmentId, at.layers)}) line on line.contact_id = contact.id
    where ${among} and ${passing(at.layers.length, passes)}
    order by ${orderBy(order, direction)}, line.layer`;
}

function passing(layers: number, passes: (layer: number) => Sql | null): Sql {
  const first = passes(1);
  if (!first) return Prisma.sql`true`;
  const upper = Array.from({ length: layers - 1 }, (_, at) => Prisma.sql`when ${at + 2} then ${passes(at + 2) ?? Prisma.sql`true`}`);
  return upper.length === 0 ? first : Prisma.sql`case line.layer ${Prisma.join(upper, " ")} else ${first} end`;
}

/** Yields the file piece by piece; the connection is held as long as the reader reads, and given back when it stops. */
async function* csvOf(db: Database, statement: Sql): AsyncGenerator<string, void, undefined> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin isolation level repeatable read read only");
    await client.query(`set local cursor_tuple_fraction = 1; set local statement_timeout = ${longestPieceMs}`);
    await client.query(`declare lines no scroll cursor for ${statement.text}`, statement.values);
    yield `\ufeff${csvLine(exportColumns.map(({ title }) => title))}`;
    for (let rows = await fetchRows(client); rows.length > 0; rows = await fetchRows(client)) yield rows.map(csvLine).join("");
  } finally {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    client.release(broken);
  }
}

async function fetchRows(client: pg.PoolClient): Promise<(string | number | boolean | null)[][]> {
  const { rows } = await client.query<(string | number | boolean | null)[]>({ text: `fetch ${fetched} from lines`, rowMode: "array" });
  return rows;
}
