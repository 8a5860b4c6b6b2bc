import { cpSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backUp } from "@/lib/db/backup";
import { type BackupManifest, readManifest } from "@/lib/db/backup-manifest";
import type { Database } from "@/lib/db/client";
import { migrationNames } from "@/lib/db/migrate";
import { restore } from "@/lib/db/restore";
import { temporaryFolder } from "../../support/temporary-folder";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";

let source: TestDatabase;
let target: TestDatabase;
let folder: string;
let backup: string;
let manifest: BackupManifest;

beforeAll(async () => {
  source = await createTestDatabase();
  target = await createTestDatabase();
  folder = temporaryFolder();
  backup = path.join(folder, "whole");
  await testContext(source);
  await source.pool.query(`
    insert into salesperson (code, name) values ('JO', 'Jo "Quote", O''Neil'), ('ÆØ', E'two\\nlines\\tand a \\\\');
    update app_user set salesperson_code = 'JO';
    insert into chunk_data (members) values ('{1,2,3}'), ('{4}');
    delete from chunk_data where members = '{4}'`);
  manifest = await backUp(source.url, backup);
});
afterAll(async () => {
  await Promise.all([source.drop(), target.drop()]);
  rmSync(folder, { recursive: true, force: true });
});

/** Every row of every table, as a fingerprint by table, and where every sequence stands. */
async function contents(db: Database): Promise<unknown> {
  const tables = await db.pool.query<{ name: string }>(
    "select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' and relname <> '_prisma_migrations'",
  );
  const prints = tables.rows.map(async ({ name }) => {
    const { rows } = await db.pool.query(
      `select count(*)::int as rows, md5(string_agg(t::text, chr(10) order by t::text)) as print from "${name}" t`,
    );
    return [name, rows[0]];
  });
  const sequences = await db.pool.query("select sequencename, last_value from pg_sequences where schemaname = 'public' order by 1");
  return { tables: Object.fromEntries(await Promise.all(prints)), sequences: sequences.rows };
}

/** What the schema says beside the rows: columns, constraints, indexes. */
async function shape(db: Database): Promise<unknown> {
  const { rows } = await db.pool.query(`
    select conrelid::regclass::text || ' ' || conname || ' ' || pg_get_constraintdef(oid) as line from pg_constraint where connamespace = 'public'::regnamespace
    union all select indexdef from pg_indexes where schemaname = 'public'
    union all select table_name || ' ' || column_name || ' ' || data_type || ' ' || coalesce(collation_name, '') from information_schema.columns where table_schema = 'public'
    order by 1`);
  return rows;
}

/** A copy of the backup with one thing changed. */
function altered(name: string, change: (copy: string) => void): string {
  const copy = path.join(folder, name);
  cpSync(backup, copy, { recursive: true });
  change(copy);
  return copy;
}

function rewriteManifest(copy: string, change: (manifest: BackupManifest) => unknown): void {
  writeFileSync(path.join(copy, "manifest.json"), JSON.stringify(change(readManifest(copy))));
}

describe("a backup", () => {
  it("names its rows, migrations and Postgres, and is readable by its owner only", () => {
    expect(manifest.tables.find(({ name }) => name === "salesperson")).toMatchObject({ rows: 2, file: "salesperson.csv.gz" });
    expect(manifest.migrations).toEqual(migrationNames());
    expect(manifest.postgres).toMatch(/^\d+/);
    expect(readdirSync(backup).filter((file) => (statSync(path.join(backup, file)).mode & 0o077) !== 0)).toEqual([]);
  });

  it("does not overwrite another", async () => {
    await expect(backUp(source.url, backup)).rejects.toThrow("EEXIST");
  });

  it("comes back equal: rows, sequences, keys, indexes and orders", async () => {
    await restore(target.url, backup, { replace: false });
    expect(await contents(target)).toEqual(await contents(source));
    expect(await shape(target)).toEqual(await shape(source));
    const next = "insert into chunk_data (members) values ('{9}') returning data_id";
    expect((await target.pool.query(next)).rows).toEqual((await source.pool.query(next)).rows);
  });
});

describe("restoring", () => {
  it("refuses a database in which somebody works, and replaces it only when told to", async () => {
    const before = await contents(target);
    await expect(restore(target.url, backup, { replace: false })).rejects.toThrow("rows in the table app_user already");
    expect(await contents(target)).toEqual(before);
    await target.pool.query("insert into salesperson (code, name) values ('LATE', 'Added later')");
    await restore(target.url, backup, { replace: true });
    expect((await target.pool.query("select code from salesperson order by 1")).rows).toEqual([{ code: "JO" }, { code: "ÆØ" }]);
  });

  it("refuses a file that is not as it was written, and keeps what was there", async () => {
    const before = await contents(target);
    const damaged = altered("damaged", (copy) => {
      const file = path.join(copy, "salesperson.csv.gz");
      writeFileSync(file, gzipSync(gunzipSync(readFileSync(file)).toString().replace("Jo ", "Joe ")));
    });
    await expect(restore(target.url, damaged, { replace: true })).rejects.toThrow("salesperson.csv.gz is not as it was written");
    const missing = altered("missing", (copy) => rmSync(path.join(copy, "salesperson.csv.gz")));
    await expect(restore(target.url, missing, { replace: true })).rejects.toThrow("cannot be read");
    expect(await contents(target)).toEqual(before);
  });

  it("keeps what was there when rows do not fit together", async () => {
    const before = await contents(target);
    const empty = altered("orphans", (copy) =>
      rewriteManifest(copy, (all) => ({ ...all, tables: all.tables.filter(({ name }) => name !== "salesperson") })),
    );
    await expect(restore(target.url, empty, { replace: true })).rejects.toThrow("foreign key");
    const short = altered("short", (copy) =>
      rewriteManifest(copy, (all) => ({ ...all, tables: all.tables.map((table) => ({ ...table, rows: table.rows + 1 })) })),
    );
    await expect(restore(target.url, short, { replace: true })).rejects.toThrow("rows instead of");
    expect(await contents(target)).toEqual(before);
  });

  it("refuses what another version wrote, a cut-off backup and a folder that holds none", async () => {
    const newer = altered("newer", (copy) =>
      rewriteManifest(copy, (all) => ({ ...all, migrations: [...all.migrations, "29990101000000_later"] })),
    );
    await expect(restore(target.url, newer, { replace: true })).rejects.toThrow("does not know 29990101000000_later");
    const form = altered("form", (copy) => rewriteManifest(copy, (all) => ({ ...all, format: 2 })));
    await expect(restore(target.url, form, { replace: true })).rejects.toThrow("has form 2");
    const cut = altered("cut", (copy) => rmSync(path.join(copy, "manifest.json")));
    await expect(restore(target.url, cut, { replace: true })).rejects.toThrow("holds no backup");
    const garbled = altered("garbled", (copy) => writeFileSync(path.join(copy, "manifest.json"), "{"));
    await expect(restore(target.url, garbled, { replace: true })).rejects.toThrow("is damaged");
  });
});

it("schedules wait for an administrator after a restore: what was due may have gone out since the backup was written", async () => {
  await source.pool.query(`
    insert into interaction_group (code, description) values ('G', 'Letters');
    insert into interaction_template (code, description, interaction_group_code) values ('T', 'Letter', 'G');
    insert into schedule (name, rule, time_zone, segment_no, template_code, owner_name, next_at, created_at, changed_at, changed_by_name)
      values ('Daily', '{"every": "day", "time": "09:00"}', 'Etc/UTC', 'SM00001', 'T', 'Ada', now(), now(), now(), 'Ada')`);
  const scheduled = path.join(folder, "scheduled");
  await backUp(source.url, scheduled);
  await restore(target.url, scheduled, { replace: true });
  const { rows } = await target.pool.query("select name, held_at is not null as held from schedule");
  expect(rows).toEqual([{ name: "Daily", held: true }]);
});
