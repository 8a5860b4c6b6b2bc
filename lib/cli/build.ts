import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "@/lib/db/process-lock";
import { quietEnvironment } from "./environment";

const sourceFolders = ["app", "components", "lib", "prisma", "public"];
const sourceFiles = [
  "next.config.js",
  "proxy.ts",
  "instrumentation.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];
const notBuilt = ["lib/cli", "lib/db/generated"]; // no page imports the commands; the client follows from the schema

/**
 * Builds the pages into the folder `dist` unless the build that lies there is of exactly these sources. Two at once wait for
 * each other; `signal` breaks it off.
 */
export async function buildIfStale(dist: string, signal?: AbortSignal): Promise<void> {
  const release = await buildLock(dist);
  try {
    const stamp = path.join(dist, "winnow-sources");
    const sources = hashOfSources();
    if (existsSync(stamp) && existsSync(path.join(dist, "BUILD_ID")) && readFileSync(stamp, "utf8") === sources) return;
    rmSync(stamp, { force: true }); // a build that is cut off is a stale one
    console.log("Building the pages. This takes about a minute.");
    await build(dist, signal);
    writeFileSync(stamp, sources);
  } finally {
    release();
  }
}

async function buildLock(dist: string): Promise<() => void> {
  const folder = "node_modules/.cache";
  mkdirSync(folder, { recursive: true });
  for (let told = false; ; await sleep(250)) {
    const taken = takeLock(path.join(folder, `${path.basename(dist)}.lock`));
    if (taken.taken) return taken.lock.release;
    if (!told) console.log(`Waiting for process ${taken.holder.pid}, which builds the pages.`);
    told = true;
  }
}

async function build(dist: string, signal?: AbortSignal): Promise<void> {
  const env = { ...process.env, ...quietEnvironment(), NODE_ENV: "production" as const, WINNOW_DIST: dist };
  const child = spawn(process.execPath, ["node_modules/next/dist/bin/next", "build"], {
    env,
    stdio: ["ignore", "pipe", "pipe"],
    ...(signal && { signal }),
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [code, printed, errors] = await Promise.all([ended, text(child.stdout), text(child.stderr)]);
  if (code !== 0) throw new Error(`The pages could not be built:\n${printed}${errors}`);
}

function hashOfSources(): string {
  const hash = createHash("sha256");
  const files = [...sourceFiles.filter((file) => existsSync(file)), ...sourceFolders.flatMap(filesIn)];
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function filesIn(folder: string): string[] {
  if (notBuilt.includes(folder) || !existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return filesIn(name);
    return entry.isFile() ? [name] : [];
  });
}
