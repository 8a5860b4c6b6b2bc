import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import pg from "pg";
import { runWinnowForTests } from "./running-winnow";
import { temporaryFolder } from "./temporary-folder";

/** The database that the set-up leaves migrated and empty, to be cloned. */
export const preparedName = "winnow_prepared";

/** A Winnow that nobody has set up yet, beside the one that the other tests share. */
export type FreshWinnow = { url: string; databaseUrl: string; stop: () => Promise<void> };

/** Starts web server and worker of the same build on an empty database of their own. */
export async function startFreshWinnow(): Promise<FreshWinnow> {
  const name = `fresh_${randomBytes(6).toString("hex")}`;
  const shared = process.env.DATABASE_URL ?? "";
  await onServer(shared, `create database ${name} template ${preparedName} strategy file_copy`);
  const database = new URL(shared);
  database.pathname = `/${name}`;
  const folder = temporaryFolder();
  const settings = { WINNOW_SECRET: process.env.WINNOW_SECRET ?? "" }; // so that sessions which tests open hold there too
  const winnow = await runWinnowForTests("fresh", database.href, folder, process.env.WINNOW_DIST ?? ".next-test", { settings });
  const stop = async () => {
    await winnow.stop();
    await onServer(shared, `drop database ${name} with (force)`);
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: winnow.url, databaseUrl: database.href, stop };
}

/** Runs one statement on the database that an address names. */
export async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
