import { randomBytes } from "node:crypto";
import path from "node:path";
import pg from "pg";
import { untilAnswering } from "@/lib/cli/address";
import { firstFreePort } from "@/lib/cli/free-port";
import { prepareDatabase } from "@/lib/cli/prepare-database";
import { RunningProcesses } from "@/lib/cli/running-processes";
import { Service } from "@/lib/cli/service";
import { temporaryFolder } from "./temporary-folder";

/** A Winnow that nobody has set up yet, beside the one that the other tests share. */
export type FreshWinnow = { url: string; databaseUrl: string; stop: () => Promise<void> };

/** Starts web server and worker of the same build on an empty database of their own. */
export async function startFreshWinnow(): Promise<FreshWinnow> {
  const name = `fresh_${randomBytes(6).toString("hex")}`;
  const shared = process.env.DATABASE_URL ?? "";
  await onServer(shared, `create database ${name}`);
  const database = new URL(shared);
  database.pathname = `/${name}`;
  await prepareDatabase(database.href);

  const folder = temporaryFolder();
  const host = "127.0.0.1";
  const port = await firstFreePort(host, 4100 + Math.floor(Math.random() * 800));
  const url = `http://${host}:${port}`;
  const environment = {
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    DATABASE_URL: database.href,
    WINNOW_DATA: folder,
    WINNOW_DIST: process.env.WINNOW_DIST ?? ".next",
    WINNOW_SECRET: randomBytes(32).toString("hex"),
    WINNOW_URL: url,
  };
  const running = new RunningProcesses(folder);
  const service = (of: string, args: string[]) =>
    new Service({ name: of, args, environment, running, log: path.resolve(`tests/.output/${of.replaceAll(" ", "-")}.log`) });
  const web = service("fresh web server", ["node_modules/next/dist/bin/next", "start", "-H", host, "-p", String(port)]);
  const worker = service("fresh worker", ["--import", "tsx", "lib/cli/worker.ts"]);
  web.start();
  worker.start();
  await untilAnswering({ host, port, url });
  const stop = async () => {
    await Promise.all([web.stop(), worker.stop()]);
    await onServer(shared, `drop database ${name} with (force)`);
  };
  return { url, databaseUrl: database.href, stop };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
