import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";

/**
 * What keeps `node_modules` from being what `package-lock.json` asks for, or null. npm writes its own list of what it
 * installed as the last thing, so an installation that was cut off has none, and ours is compared with it.
 *
 * @param {string} root
 * @returns {string | null}
 */
export function installationProblem(root) {
  const wanted = packagesOf(path.join(root, "package-lock.json"));
  if (!wanted) throw new Error("package-lock.json is missing or cannot be read. Restore it, for example with git.");
  const installed = packagesOf(installedList(root));
  if (!installed) return "the packages are not installed";
  for (const [place, entry] of Object.entries(wanted)) {
    if (place === "") continue;
    const found = installed[place];
    if (!found && entry.optional && !isForUs(entry)) continue; // for another system
    if (!found || found.version !== entry.version || found.integrity !== entry.integrity) return `${place} is missing or out of date`;
    if (!existsSync(path.join(root, place, "package.json"))) return `${place} was removed`;
  }
  return null;
}

/**
 * Installs exactly what `package-lock.json` names. No package's scripts run: nothing here depends on one.
 *
 * @param {string} root
 */
export function install(root) {
  const problem = installationProblem(root);
  if (!problem) return; // another start did it while we waited
  console.log(`Installing the packages, because ${problem}. This takes a minute.`);
  mkdirSync(path.join(root, "node_modules"), { recursive: true });
  rmSync(installedList(root), { force: true }); // when this is cut off, the next start sees it
  const args = ["ci", "--ignore-scripts", "--include=dev", "--include=optional", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = npmProgram();
  const done = spawnSync(npm.file, [...npm.args, ...args], { cwd: root, stdio: ["ignore", "inherit", "inherit"], env: environment(root) });
  const left = done.status === 0 ? installationProblem(root) : null;
  if (done.status === 0 && !left) return;
  const reason = left ?? done.error?.message ?? (done.signal ? `npm was ended by ${done.signal}` : `npm ended with ${done.status}`);
  throw new Error(`The packages could not be installed: ${reason}. Nothing else was changed; run the command again to go on.`);
}

/** The npm that started us, on the Node that runs us; else the one in the path. */
function npmProgram() {
  const script = process.env.npm_execpath ?? "";
  return /npm-cli\.c?js$/.test(script) && existsSync(script) ? { file: process.execPath, args: [script] } : { file: "npm", args: [] };
}

/**
 * Without what the outer npm sets for its scripts, which an inner npm would read as settings of its own.
 *
 * @param {string} root
 * @returns {NodeJS.ProcessEnv}
 */
function environment(root) {
  const inside = path.join(root, "node_modules");
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => !folder.startsWith(inside));
  const kept = Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command)/.test(name) && name !== "NODE_ENV");
  return { ...Object.fromEntries(kept), NODE_ENV: "development", PATH: [path.dirname(process.execPath), ...folders].join(path.delimiter) };
}

/** @param {string} root */
function installedList(root) {
  return path.join(root, "node_modules", ".package-lock.json");
}

/**
 * @typedef {string | string[] | undefined} Names
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, os?: Names, cpu?: Names, libc?: Names }} LockedPackage
 *
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, "utf8")).packages ?? null;
  } catch {
    return null;
  }
}

/**
 * An optional package that is meant for this system has to be there: the packaged Postgres, the compilers. One without any
 * such condition may have been left out by npm for reasons of its own.
 *
 * @param {LockedPackage} entry
 */
function isForUs({ os, cpu, libc }) {
  if (!os && !cpu) return false;
  return fits(os, process.platform) && fits(cpu, process.arch) && fits(libc, "glibc");
}

/**
 * @param {Names} names
 * @param {string} ours
 */
function fits(names, ours) {
  const allowed = [names ?? []].flat();
  const refused = allowed.filter((name) => name.startsWith("!"));
  return refused.length === allowed.length ? !refused.includes(`!${ours}`) : allowed.includes(ours);
}
