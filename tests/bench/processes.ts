import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import type { Database } from "@/lib/db/client";

export type BenchWorker = { pid: number; stop: () => Promise<void> };

/** Starts a worker as `npm start` does, and waits until it listens for jobs. */
export async function startBenchWorker(databaseUrl: string, folder: string, name: string): Promise<BenchWorker> {
  const log = openSync(path.join(folder, `worker-${name}.log`), "a");
  const child = spawn(process.execPath, ["--import", "tsx", "lib/cli/worker.ts"], {
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: databaseUrl, WINNOW_DATA: folder },
    stdio: ["ignore", log, log],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error("The worker did not start.");
  return { pid, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  await Promise.race([ended, sleep(20_000)]);
  if (child.exitCode === null && child.signalCode === null) child.kill("SIGKILL");
}

/**
 * The most memory a process has had, in megabytes: of the worker all that was resident, of the database's processes what is
 * their own at this moment. 0 where the system does not tell.
 */
export async function peakMemory(db: Database, workerPid: number): Promise<number> {
  const { rows } = await db.pool.query("select pid from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
  const backends = z.array(z.object({ pid: z.number() })).parse(rows);
  return Math.max(statusOf(workerPid, "VmHWM"), ...backends.map(({ pid }) => statusOf(pid, "RssAnon")));
}

function statusOf(pid: number, field: string): number {
  try {
    const found = new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8"));
    return Number(found?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it ended meanwhile
  }
}
