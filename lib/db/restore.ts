import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { type BackedUpTable, type BackupManifest, readManifest } from "./backup-manifest";
import { applyMigrations, migrationNames, migrationPool } from "./migrate";

/**
 * Puts a backup into the database, all of it or, when anything goes wrong, nothing: everything happens in one transaction.
 * The tables are made as they were when the backup was written, filled, and then brought to this version. Works for any
 * Postgres, so it is the way from one major version to the next.
 *
 * @throws when the backup is damaged or newer than this version, or when people or contacts are in the database already
 *   and `replace` is not given
 */
export async function restore(url: string, folder: string, { replace }: { replace: boolean }): Promise<BackupManifest> {
  const manifest = readManifest(folder);
  checkMigrations(manifest);
  for (const table of manifest.tables) await checkFile(folder, table);
  const pool = migrationPool(url);
  try {
    await pool.query("begin");
    await pool.query("select pg_advisory_xact_lock(hashtext('winnow migrations'))");
    if (!replace) await refuseUnlessEmpty(pool);
    await pool.query("drop schema if exists graphile_worker cascade; drop schema public cascade; create schema public");
    await applyMigrations(pool, manifest.migrations);
    await fill(pool, folder, manifest);
    await applyMigrations(pool, migrationNames());
    await holdOutgoing(pool);
    await findMembersAnew(pool);
    await pool.query("commit");
    await pool.query("analyze");
    return manifest;
  } finally {
    await pool.end(); // what was not committed is rolled back with its connection
  }
}

function checkMigrations({ migrations, createdAt }: BackupManifest): void {
  const known = migrationNames();
  const unknown = migrations.filter((name, index) => known[index] !== name);
  if (unknown.length === 0) return;
  throw new Error(
    `The backup of ${createdAt} was written by another version of Winnow than this one, which does not know ${unknown.join(", ")}.`,
  );
}

async function checkFile(folder: string, table: BackedUpTable): Promise<void> {
  const hash = createHash("sha256");
  const file = path.join(folder, table.file);
  await pipeline(createReadStream(file), hash).catch((cause: Error) => {
    throw new Error(`The backup is damaged: ${file} cannot be read (${cause.message}).`);
  });
  if (hash.digest("hex") !== table.sha256) throw new Error(`The backup is damaged: ${file} is not as it was written. Nothing was changed.`);
}

/** What waited to be sent, or was due by a schedule, may have gone out since the backup was written: an administrator decides. */
async function holdOutgoing(pool: pg.Pool): Promise<void> {
  await pool.query(`
    update delivery_run run set held_at = now()
    where exists (select from delivery d where d.logged_segment_entry_no = run.logged_segment_entry_no and d.state in ('waiting', 'sending'))`);
  await pool.query("update schedule set held_at = now()");
}

/** Snapshots say nothing in another database: live segments look for their members anew when they are asked next. */
async function findMembersAnew(pool: pg.Pool): Promise<void> {
  await pool.query("update live_segment set folded = null");
  await pool.query("delete from live_touch");
}

/** Tables that are empty until somebody begins to work. */
const workTables = ["app_user", "contact", "segment", "logged_segment"];

async function refuseUnlessEmpty(pool: pg.Pool): Promise<void> {
  for (const table of workTables) {
    const exists = await pool.query<{ exists: boolean }>("select to_regclass($1) is not null as exists", [`public.${table}`]);
    if (!exists.rows[0]?.exists) continue;
    const { rowCount } = await pool.query(`select from ${table} limit 1`);
    if (rowCount)
      throw new Error(
        `There are rows in the table ${table} already. \`npm run restore -- FOLDER --replace\` deletes all that is there first.`,
      );
  }
}

/** Without foreign keys and triggers while rows come in; adding the keys again checks every row. */
async function fill(pool: pg.Pool, folder: string, manifest: BackupManifest): Promise<void> {
  const { rows: keys } = await pool.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0`);
  for (const { table, name } of keys) await pool.query(`alter table ${table} drop constraint ${name}`);
  for (const table of manifest.tables) await fillTable(pool, folder, table);
  for (const { table, name, definition } of keys) await pool.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const { name, lastValue, isCalled } of manifest.sequences) {
    await pool.query("select setval($1::regclass, $2::bigint, $3)", [pg.escapeIdentifier(name), lastValue, isCalled]);
  }
}

async function fillTable(pool: pg.Pool, folder: string, { name, columns, rows, file }: BackedUpTable): Promise<void> {
  const table = pg.escapeIdentifier(name);
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(", ");
  await pool.query(`alter table ${table} disable trigger user; truncate ${table}`); // rows that a migration brought
  const client = await pool.connect();
  try {
    const copy = client.query(copyFrom(`copy ${table} (${list}) from stdin (format csv, header match)`));
    await pipeline(createReadStream(path.join(folder, file)), createGunzip(), copy);
    if (copy.rowCount !== rows) throw new Error(`The backup is damaged: ${file} holds ${copy.rowCount} rows instead of ${rows}.`);
  } finally {
    client.release();
  }
  await pool.query(`alter table ${table} enable trigger user`);
}
