import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { canEnter, type ServerAccount } from "./server-account";

/** The folder of a clone's data: `WINNOW_DATA`, or `.data` beside package.json, where every command is started. */
export function dataFolder(): string {
  return path.resolve(process.env.WINNOW_DATA || ".data");
}

/** Makes the data folder when it is missing. Others may pass through it (the server's user must), not list it. */
export function makeDataFolder(folder: string): void {
  mkdirSync(folder, { recursive: true });
  if (process.getuid?.() === 0) chmodSync(folder, 0o711);
}

/**
 * The folder in which the server keeps its database and, if needed, its binaries: the data folder itself, or, when the
 * server's user cannot enter that, a folder of the system. Its place is remembered in the data folder under a name that
 * is drawn once, so a clone finds its own data again, also when it can be entered one day, and never those of an earlier clone
 * at the same path.
 */
export function serverFolder(folder: string, account: ServerAccount): string {
  const memory = path.join(folder, "database-lies-in");
  if (existsSync(memory)) return remembered(memory);
  if (account === null || canEnter(account, folder)) return folder;
  const inside = path.join(folder, "database");
  if (existsSync(inside))
    throw new Error(
      `The user of the database server can no longer enter ${inside}. Let others pass through the folders above it (chmod o+x).`,
    );
  const name = `winnow-${randomBytes(8).toString("hex")}`;
  for (const parent of ["/var/lib", "/var/tmp", os.tmpdir()]) {
    const place = path.join(parent, name);
    try {
      mkdirSync(place);
      chmodSync(place, 0o711);
    } catch {
      continue; // this parent cannot be written, or is missing
    }
    if (!canEnter(account, place)) continue;
    writeAtOnce(memory, place);
    return place;
  }
  throw new Error(
    `No folder was found that the user of the database server can enter. Name one in WINNOW_DATA, or a Postgres in DATABASE_URL.`,
  );
}

function remembered(memory: string): string {
  const place = readFileSync(memory, "utf8").trim();
  if (existsSync(place)) return place;
  throw new Error(
    `The database lay in ${place}, and that folder is gone. Put it back, or delete ${memory} to begin with an empty database.`,
  );
}

/** Reads a value kept in the data folder, or draws it once. Only our own user can read the file. */
export function keptSecret(folder: string, name: string): string {
  const file = path.join(folder, name);
  if (!existsSync(file)) writeAtOnce(file, randomBytes(32).toString("hex"));
  return readFileSync(file, "utf8").trim();
}

function writeAtOnce(file: string, text: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, file);
}
