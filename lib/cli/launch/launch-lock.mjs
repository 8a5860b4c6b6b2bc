import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Lets one command at a time change what all share: the packages and the generated client. A lock whose process is gone
 * does not count.
 *
 * @template T
 * @param {string} root
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLaunchLock(root, work) {
  const file = path.join(root, ".data", "launch.lock");
  mkdirSync(path.dirname(file), { recursive: true });
  for (let told = false; !taken(file); await sleep(200)) {
    const holder = holderOf(file);
    if (holder !== null && !lives(holder)) rmSync(file, { force: true });
    else if (holder !== null && !told) {
      console.log(`Waiting for process ${holder}, which is preparing this folder.`);
      told = true;
    }
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/** @param {string} file */
function taken(file) {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, file); // the lock appears with its content or not at all
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * @param {string} file
 * @returns {number | null} null when the lock was given back meanwhile
 */
function holderOf(file) {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

/**
 * Whether the process lives and is a launcher; its number may have been given to another program.
 *
 * @param {number} pid
 */
function lives(pid) {
  if (pid === process.pid || !(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("launch.mjs");
  } catch {
    return process.platform !== "linux";
  }
}
