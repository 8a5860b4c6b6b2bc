import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { reindexChangedCollations } from "@/lib/db/collations";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** Columns of our tables that are ordered by whatever the server happens to use. */
const withoutCollation = `
  select c.oid::regclass || '.' || a.attname as column
  from pg_attribute a
  join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'm')
  join pg_namespace n on n.oid = c.relnamespace and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'graphile_worker')
  join pg_collation k on k.oid = a.attcollation and k.collprovider = 'd'
  where a.attnum > 0 and not a.attisdropped and c.relname <> '_prisma_migrations'
  order by 1`;

const textColumns = `
  select count(*)::int as count from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind = 'r'
  where a.attcollation <> 0 and c.relnamespace = 'public'::regnamespace`;

describe("the order of text", () => {
  it("is named by every text column, so that it is alike on any server", async () => {
    expect((await db.pool.query(withoutCollation)).rows).toEqual([]);
    expect((await db.pool.query<{ count: number }>(textColumns)).rows[0]?.count).toBeGreaterThan(50);
  });

  it("finds a column that names none", async () => {
    await db.pool.query('create table careless (name text, code text collate "C")');
    expect((await db.pool.query(withoutCollation)).rows).toEqual([{ column: "careless.name" }]);
    await db.pool.query("drop table careless");
  });

  it("is built anew when its rules changed with a new version of the library", async () => {
    expect(await reindexChangedCollations(db.pool)).toEqual([]);
    await db.pool.query("set allow_system_table_mods = on; update pg_collation set collversion = '1.0' where collname = 'winnow_name'");
    const fileOf =
      "select pg_relation_filenode(indexrelid) as file from pg_index where 'winnow_name'::regcollation = any(indcollation) order by 1";
    const before = (await db.pool.query(fileOf)).rows;
    expect(before.length).toBeGreaterThan(0);
    expect(await reindexChangedCollations(db.pool)).toEqual(["winnow_name"]);
    expect((await db.pool.query(fileOf)).rows).not.toEqual(before);
    expect(await reindexChangedCollations(db.pool)).toEqual([]);
  });
});
