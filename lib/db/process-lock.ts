import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { isAlive, startMarkOf } from "./processes";

const holderSchema = z.object({ pid: z.number().int(), startMark: z.string(), note: z.string() });

/** Who holds a lock; `note` is what that process wanted others to know, for example its address. */
export type LockHolder = z.infer<typeof holderSchema>;

export type ProcessLock = {
  /** Changes what others read while the lock is held. */
  setNote(note: string): void;
  release(): void;
};

/**
 * Takes the lock that the file `path` stands for. It ends with its process, also after a kill: a holder counts only
 * while a process with its number and its start time lives, so a number that was given out again does not count.
 *
 * @returns the lock, or the holder when another living process has it
 */
export function takeLock(path: string, note = ""): { taken: true; lock: ProcessLock } | { taken: false; holder: LockHolder } {
  const startMark = startMarkOf(process.pid);
  if (startMark === null) throw new Error("The start time of this process cannot be read.");
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, startMark, note }), { mode: 0o600 });
  try {
    while (!linked(draft, path)) {
      const holder = readHolder(path);
      if (holder && isAlive(holder.pid, holder.startMark)) return { taken: false, holder };
      removeStale(path, holder);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return { taken: true, lock: { setNote: (text) => rewrite(path, startMark, text), release: () => rmSync(path, { force: true }) } };
}

/** The living holder of the lock, or null when nobody has it. */
export function lockHolder(path: string): LockHolder | null {
  const holder = readHolder(path);
  return holder && isAlive(holder.pid, holder.startMark) ? holder : null;
}

function linked(draft: string, path: string): boolean {
  try {
    linkSync(draft, path); // unlike a rename, fails when the lock is there
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

function readHolder(path: string): LockHolder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, "utf8")));
  } catch {
    return null; // no lock, or one that was cut off by a power failure
  }
}

/** Moves the stale file away before deleting it; when somebody was quicker and it is theirs by now, it goes back. */
function removeStale(path: string, stale: LockHolder | null): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // somebody else removed it
  }
  const moved = readHolder(aside);
  if (moved && !(stale && moved.pid === stale.pid && moved.startMark === stale.startMark)) linked(aside, path);
  rmSync(aside, { force: true });
}

function rewrite(path: string, startMark: string, note: string): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, startMark, note }), { mode: 0o600 });
  renameSync(draft, path);
}
