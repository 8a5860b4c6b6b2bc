import type pg from "pg";
import type { Database } from "@/lib/db/client";
import type { Sql } from "@/lib/db/sql";

const fetched = 1_000;
const longestPieceMs = 600_000; // the first piece of many rows waits for the sort

/** Locks of this kind are held by the exports that are being read, each under its number. */
export const exportLock = 20261126;

/** What to read: one text a row. Of most of all contacts an order is quicker read from its index than sorted. */
export type RowSource = { statement: Sql; inIndexOrder?: boolean };

/**
 * Yields rows some thousands at a time, on one snapshot, while Postgres already prepares the next. The connection is held as long as the
 * reader reads, and given back when it stops.
 */
export async function* readRows(db: Database, exportId: number, { statement, inIndexOrder }: RowSource): AsyncGenerator<string[], void> {
  const client = await db.pool.connect();
  let broken: Error | undefined;
  try {
    await client.query("begin isolation level repeatable read read only");
    await client.query(`select pg_advisory_xact_lock(${exportLock}, $1)`, [exportId]);
    await client.query(`set local cursor_tuple_fraction = 1; set local statement_timeout = ${longestPieceMs}; set local work_mem = '64MB'`);
    if (inIndexOrder) await client.query("set local enable_sort = off");
    await client.query(`declare exported no scroll cursor for ${statement.text}`, statement.values);
    for (let next = fetchRows(client); ; ) {
      const rows = await next;
      if (rows.length === 0) return;
      next = fetchRows(client);
      next.catch(() => undefined); // whoever asks for more hears of it
      yield rows;
    }
  } finally {
    await client.query("rollback").catch((failure: Error) => {
      broken = failure;
    });
    client.release(broken);
  }
}

async function fetchRows(client: pg.PoolClient): Promise<string[]> {
  const { rows } = await client.query<[string]>({ text: `fetch ${fetched} from exported`, rowMode: "array" });
  return rows.map(([row]) => row);
}
