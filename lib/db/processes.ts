import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * A mark that tells one run of a process from a later process with the same number: on Linux its start in clock ticks
 * together with the boot it belongs to, elsewhere the start time that `ps` prints. Null when no such process lives.
 */
export function startMarkOf(pid: number): string | null {
  return process.platform === "linux" ? linuxStartMark(pid) : psStartMark(pid);
}

function linuxStartMark(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // the name before may hold spaces and brackets
    if (fields[0] === "Z" || fields[0] === "X") return null; // dead, only not yet collected by its parent
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()}:${fields[19]}`;
  } catch {
    return null; // no such process
  }
}

function psStartMark(pid: number): string | null {
  try {
    return execFileSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" }).trim() || null;
  } catch {
    return null; // ps exits with 1 when there is no such process
  }
}

/** Whether the process that had this number and start mark still lives. */
export function isAlive(pid: number, startMark: string): boolean {
  return startMarkOf(pid) === startMark;
}

/** Numbers of the processes whose current folder is `folder`. Empty where /proc does not say. */
export function processesIn(folder: string): number[] {
  if (process.platform !== "linux") return [];
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => currentFolderOf(pid) === folder);
}

function currentFolderOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return null; // gone meanwhile, or another user's
  }
}

/** Sends a signal; a process that is gone already is no fault. */
export function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Waits until the process is gone; false when it still lives after `timeoutMs`. */
export async function waitUntilGone(pid: number, startMark: string, timeoutMs: number): Promise<boolean> {
  for (const end = Date.now() + timeoutMs; Date.now() < end; await sleep(25)) {
    if (!isAlive(pid, startMark)) return true;
  }
  return !isAlive(pid, startMark);
}

/** Asks the process to end with each signal in turn, giving it `patienceMs` after each, the last one being SIGKILL. */
export async function endProcess(pid: number, startMark: string, gentle: NodeJS.Signals[], patienceMs: number): Promise<void> {
  for (const name of [...gentle, "SIGKILL"] as const) {
    if (!isAlive(pid, startMark)) return;
    signal(pid, name);
    if (await waitUntilGone(pid, startMark, patienceMs)) return;
  }
}
