import { type ChildProcess, execFile, spawn } from "node:child_process";
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import os from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { keptSecret, makeDataFolder, serverFolder } from "./data-folder";
import { lockHolder, type ProcessLock, takeLock } from "./process-lock";
import { endProcess, processesIn, signal, startMarkOf } from "./processes";
import { type ServerAccount, serverAccount } from "./server-account";
import { serverBinaries, serverMajorVersion } from "./server-binaries";

export type EmbeddedServer = {
  /** Where to connect, password included. */
  url: string;
  port: number;
  /** The folder with the tables. */
  databaseFolder: string;
  /** Settles when the server process ends, asked or not. */
  ended: Promise<void>;
  /** Closes connections, writes everything out and ends the server. */
  stop(): Promise<void>;
};

export type EmbeddedServerOptions = {
  /** The data folder: the password, the lock and the server's messages lie there, and the tables where possible. */
  folder: string;
  /** Taken when free; a random free one otherwise. */
  port?: number;
  /** Extra settings, only for tests: the durability settings of Postgres stay as they are. */
  settings?: Record<string, string>;
};

/** Another living process keeps this data folder's server; it says so itself in `holder`. */
export class ServerInUse extends Error {
  constructor(readonly holderPid: number) {
    super(`The database is in use by process ${holderPid}.`);
  }
}

/** Where to reach the server that another command of this clone runs, or null when none runs. */
export function findEmbeddedServer(folder: string): string | null {
  return lockHolder(lockPath(folder))?.note || null;
}

/**
 * Starts the embedded Postgres on a data folder, which is made when it is missing. What an earlier run left behind by a
 * kill is cleared first: a server without its starter is ended, a stale `postmaster.pid` removed.
 *
 * @throws ServerInUse when another living process started it
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { folder } = options;
  makeDataFolder(folder);
  const taken = takeLock(lockPath(folder));
  if (!taken.taken) throw new ServerInUse(taken.holder.pid);
  try {
    return await start(options, taken.lock);
  } catch (error) {
    taken.lock.release();
    throw error;
  }
}

/** Ends what an earlier run left of a data folder's server, and deletes its tables where they lie outside of that folder. */
export async function discardEmbeddedServer(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const place = serverFolder(folder, serverAccount());
  await endLeftovers(path.join(place, "database"));
  if (place !== folder) rmSync(place, { recursive: true, force: true });
}

async function start(options: EmbeddedServerOptions, lock: ProcessLock): Promise<EmbeddedServer> {
  const { folder, settings = {} } = options;
  const account = serverAccount();
  const place = serverFolder(folder, account);
  const databaseFolder = path.join(place, "database");
  const binaries = serverBinaries(account, place);
  const password = keptSecret(folder, "database-password");
  await endLeftovers(databaseFolder);
  if (!existsSync(databaseFolder)) await initialise({ binaries, account, databaseFolder, password });
  checkMajorVersion(databaseFolder);

  const port = await freePort(options.port);
  const log = openLog(path.join(folder, "database.log"));
  const server = spawn(
    path.join(binaries, "bin", "postgres"),
    ["-D", databaseFolder, ...settingArguments({ ...serverSettings(port), ...settings })],
    {
      ...account,
      cwd: "/",
      env: serverEnvironment,
      stdio: ["ignore", log, log],
      detached: true, // Ctrl C goes to the whole group of the terminal, and the database has to end last
    },
  );
  closeSync(log);
  const ended = new Promise<void>((resolve) => {
    server.once("exit", () => resolve());
    server.once("error", () => resolve());
  });
  await untilReady(server, databaseFolder, path.join(folder, "database.log"));
  const url = `postgresql://${superuser}:${password}@127.0.0.1:${port}/${databaseName}`;
  await ensureDatabase(url);
  lock.setNote(url);
  const stop = async () => {
    const mark = server.pid === undefined ? null : startMarkOf(server.pid);
    if (server.pid !== undefined && mark !== null) await endProcess(server.pid, mark, ["SIGINT", "SIGQUIT"], 30_000);
    await ended;
    lock.release();
  };
  return { url, port, databaseFolder, ended, stop };
}

const superuser = "winnow";
const databaseName = "winnow";
const serverEnvironment = { NODE_ENV: "production" as const, PATH: process.env.PATH ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

function lockPath(folder: string): string {
  return path.join(folder, "database.lock");
}

type Initialisation = { binaries: string; account: ServerAccount; databaseFolder: string; password: string };

/** Makes the database under another name first, so that one that was cut off is never taken for a whole one. */
async function initialise({ binaries, account, databaseFolder, password }: Initialisation): Promise<void> {
  const draft = `${databaseFolder}.new`;
  const passwordFile = `${databaseFolder}.password`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) for (const name of [draft, passwordFile]) chownSync(name, account.uid, account.gid);
  const wanted = ["-D", draft, "-U", superuser, `--pwfile=${passwordFile}`, "--auth=scram-sha-256", "--encoding=UTF8"];
  const locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"];
  try {
    await promisify(execFile)(path.join(binaries, "bin", "initdb"), [...wanted, ...locale], {
      ...account,
      cwd: "/",
      env: serverEnvironment,
    });
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, databaseFolder);
}

function checkMajorVersion(databaseFolder: string): void {
  const found = readFileSync(path.join(databaseFolder, "PG_VERSION"), "utf8").trim();
  if (found === serverMajorVersion) return;
  throw new Error(
    `The data in ${databaseFolder} were written by Postgres ${found}; this version of Winnow brings Postgres ${serverMajorVersion}, which cannot read them. ` +
      "Nothing was changed. With the version of Winnow that wrote them run `npm run backup`, then move the folder away and run `npm run restore` with this one.",
  );
}

/** Ends a server that outlived its starter, and what a killed server left: its processes and its `postmaster.pid`. */
async function endLeftovers(databaseFolder: string): Promise<void> {
  const pidFile = path.join(databaseFolder, "postmaster.pid");
  const inFolder = processesIn(databaseFolder);
  const postmaster = existsSync(pidFile) ? Number(readFileSync(pidFile, "utf8").split("\n")[0]) : null;
  if (postmaster !== null && inFolder.includes(postmaster)) {
    const mark = startMarkOf(postmaster);
    if (mark !== null) await endProcess(postmaster, mark, ["SIGINT", "SIGQUIT"], 30_000);
  }
  for (const pid of processesIn(databaseFolder)) signal(pid, "SIGKILL"); // backends whose server was killed
  for (let tries = 0; processesIn(databaseFolder).length > 0 && tries < 200; tries++) await sleep(25);
  if (process.platform === "linux") rmSync(pidFile, { force: true }); // its number may belong to another process by now
}

/** Only what depends on the machine, and nothing that weakens durability. Statements stay out of the log: they hold personal data. */
function serverSettings(port: number): Record<string, string> {
  const megabytes = Math.floor(os.totalmem() / 2 ** 20);
  const between = (low: number, wanted: number, high: number) => `${Math.max(low, Math.min(Math.floor(wanted), high))}MB`;
  return {
    listen_addresses: "127.0.0.1",
    port: String(port),
    unix_socket_directories: "",
    timezone: "UTC",
    log_timezone: "UTC",
    max_connections: "100",
    shared_buffers: between(128, megabytes / 8, 1024),
    effective_cache_size: between(512, megabytes / 2, 16384),
    maintenance_work_mem: between(64, megabytes / 32, 256),
    work_mem: between(8, megabytes / 256, 64),
    max_wal_size: "4GB",
    random_page_cost: "1.1",
    jit: "off",
    log_min_error_statement: "panic",
    dynamic_shared_memory_type: sharedMemoryIsSmall() ? "mmap" : "posix",
  };
}

/** Containers often have 64 MB there, too little for a parallel query. */
function sharedMemoryIsSmall(): boolean {
  try {
    const { bsize, blocks } = statfsSync("/dev/shm");
    return bsize * blocks < 2 ** 30;
  } catch {
    return true;
  }
}

function settingArguments(settings: Record<string, string>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}

function openLog(file: string): number {
  if (existsSync(file) && statSync(file).size > 10_000_000) renameSync(file, `${file}.1`);
  return openSync(file, "a", 0o600);
}

/** Waits for the word *ready* that the server writes into its pid file. Recovery after a crash may take minutes. */
async function untilReady(server: ChildProcess, databaseFolder: string, log: string): Promise<void> {
  const pidFile = path.join(databaseFolder, "postmaster.pid");
  let failure: Error | null = null;
  server.once("error", (error) => {
    failure = error;
  });
  for (const end = Date.now() + 600_000; Date.now() < end; await sleep(15)) {
    if (failure || server.exitCode !== null || server.signalCode !== null) break;
    const [pid, , , , , , , status] = existsSync(pidFile) ? readFileSync(pidFile, "utf8").split("\n") : [];
    if (Number(pid) === server.pid && status?.trim() === "ready") return;
  }
  const lastWords = existsSync(log) ? readFileSync(log, "utf8").trimEnd().split("\n").slice(-8).join("\n") : "";
  throw new Error(`The database server did not start. Its last messages, from ${log}:\n${lastWords}`, { cause: failure ?? undefined });
}

async function ensureDatabase(url: string): Promise<void> {
  const maintenance = new URL(url);
  maintenance.pathname = "/postgres";
  const client = new pg.Client({ connectionString: maintenance.href });
  await client.connect();
  try {
    const found = await client.query("select 1 from pg_database where datname = $1", [databaseName]);
    if (found.rowCount === 0) await client.query(`create database ${databaseName}`);
  } finally {
    await client.end();
  }
}

/** A free port on the loopback address, the wanted one if possible. */
export function freePort(wanted = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error) => (wanted === 0 ? reject(error) : resolve(freePort())));
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(new Error("No free port was found."))));
    });
  });
}
