import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { z } from "zod";
import { atMost } from "./budgets";
import type { Measured } from "./measure";
import { startBenchWorker } from "./processes";
import type { BenchWorld } from "./world";

const settleMs = 20_000;
const watchMs = 60_000;

/** What an idle worker asks of the database in a minute. Watched from another database, so that watching does not count. */
export async function* benchIdle({ db, folder }: BenchWorld): AsyncGenerator<Measured> {
  const { pathname } = new URL(db.url);
  const aside = new URL(db.url);
  aside.pathname = "/postgres";
  const watcher = new pg.Client({ connectionString: aside.href });
  await watcher.connect();
  await watcher.query("alter system set autovacuum = off");
  await watcher.query("select pg_reload_conf()");
  const worker = await startBenchWorker(db.url, folder, "idle");
  try {
    await sleep(settleMs);
    const before = await activity(watcher, pathname.slice(1));
    await sleep(watchMs);
    const after = await activity(watcher, pathname.slice(1));
    yield { work: "idle worker", value: after - before, unit: "a minute", ...atMost(1, "transaction a minute") };
  } finally {
    await worker.stop();
    await watcher.query("alter system reset autovacuum");
    await watcher.query("select pg_reload_conf()");
    await watcher.end();
  }
}

async function activity(watcher: pg.Client, database: string): Promise<number> {
  const { rows } = await watcher.query("select (xact_commit + xact_rollback)::int as n from pg_stat_database where datname = $1", [
    database,
  ]);
  return z.tuple([z.object({ n: z.number() })]).parse(rows)[0].n;
}
