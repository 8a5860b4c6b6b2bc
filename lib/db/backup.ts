import { createHash } from "node:crypto";
import { createWriteStream, mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import pg from "pg";
import { to as copyTo } from "pg-copy-streams";
import { type BackedUpTable, type BackupManifest, backupFormat, manifestFile } from "./backup-manifest";
import { inPgTransaction } from "./transaction";

/**
 * Writes every table into `folder`, which must not exist: one compressed CSV file each, as they all were at one moment,
 * while others go on working. Readable by our user only. Left out is the queue's own schema: the jobs themselves are rows.
 */
export async function backUp(url: string, folder: string): Promise<BackupManifest> {
  mkdirSync(path.dirname(folder), { recursive: true });
  mkdirSync(folder, { mode: 0o700 });
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    options: "-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c extra_float_digits=1",
  });
  try {
    const manifest = await inPgTransaction(pool, (client) => writeAll(client, folder), "begin isolation level repeatable read read only");
    const draft = path.join(folder, `${manifestFile}.new`);
    writeFileSync(draft, JSON.stringify(manifest, null, 2), { mode: 0o600, flush: true });
    renameSync(draft, path.join(folder, manifestFile));
    return manifest;
  } finally {
    await pool.end();
  }
}

async function writeAll(client: pg.PoolClient, folder: string): Promise<BackupManifest> {
  const migrations = await client.query<{ name: string }>(
    "select migration_name as name from _prisma_migrations where finished_at is not null and rolled_back_at is null order by name",
  );
  const tables: BackedUpTable[] = [];
  for (const { name, columns } of await listTables(client)) tables.push(await writeTable(client, folder, name, columns));
  const version = await client.query<{ version: string }>("select current_setting('server_version') as version");
  return {
    format: backupFormat,
    createdAt: new Date().toISOString(),
    postgres: version.rows[0]?.version ?? "",
    migrations: migrations.rows.map(({ name }) => name),
    tables,
    sequences: await listSequences(client),
  };
}

/** Our tables with the columns that can be written, by name. */
async function listTables(client: pg.PoolClient): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> '_prisma_migrations'
    group by c.relname order by c.relname`);
  return rows;
}

async function writeTable(client: pg.PoolClient, folder: string, name: string, columns: string[]): Promise<BackedUpTable> {
  const file = `${name}.csv.gz`;
  const list = columns.map((column) => pg.escapeIdentifier(column)).join(", ");
  const copy = client.query(copyTo(`copy ${pg.escapeIdentifier(name)} (${list}) to stdout (format csv, header)`));
  const hash = createHash("sha256");
  const counted = new PassThrough();
  let bytes = 0;
  counted.on("data", (chunk: Buffer) => {
    bytes += chunk.length;
    hash.update(chunk);
  });
  await pipeline(copy, createGzip({ level: 4 }), counted, createWriteStream(path.join(folder, file), { mode: 0o600, flush: true }));
  return { name, columns, rows: copy.rowCount, file, bytes, sha256: hash.digest("hex") };
}

/** Sequences take no part in the snapshot and only grow, so they are read last. */
async function listSequences(client: pg.PoolClient): Promise<BackupManifest["sequences"]> {
  const { rows } = await client.query<{ name: string }>(
    "select sequencename::text as name from pg_sequences where schemaname = 'public' order by 1",
  );
  const sequences: BackupManifest["sequences"] = [];
  for (const { name } of rows) {
    const state = await client.query<{ lastValue: string; isCalled: boolean }>(
      `select last_value::text as "lastValue", is_called as "isCalled" from ${pg.escapeIdentifier(name)}`,
    );
    for (const row of state.rows) sequences.push({ name, ...row });
  }
  return sequences;
}
