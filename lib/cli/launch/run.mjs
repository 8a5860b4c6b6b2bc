import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { generateClient } from "./generate.mjs";
import { hostNode } from "./host-node.mjs";
import { checkSystem } from "./host-system.mjs";
import { install, installationProblem } from "./install.mjs";
import { withLaunchLock } from "./launch-lock.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/**
 * Gets the clone ready (packages, generated client) and runs `lib/cli/<command>.ts` on the Node that came with the packages.
 *
 * @param {string} command
 * @param {string[]} args
 * @returns {Promise<number>} the exit code
 */
export async function run(command, args) {
  process.chdir(root);
  checkSystem();
  if (!/^[a-z]+$/.test(command) || !existsSync(`lib/cli/${command}.ts`)) throw new Error(`There is no command "${command}".`);
  if (installationProblem(root)) {
    const host = hostNode(root); // the packaged Node would be deleted under our feet
    if (host !== process.execPath) return child(host, [path.join(root, "lib/cli/launch.mjs"), command, ...args]);
    await withLaunchLock(root, () => install(root));
  }
  await generateClient(root);
  return child(packagedNode(), ["--import", "tsx", `lib/cli/${command}.ts`, ...args]);
}

/** Node 24 out of the packages where there is one for this system, else the host's. */
export function packagedNode() {
  const packaged = path.join(root, "node_modules", `node-${process.platform}-${process.arch}`, "bin", "node");
  return existsSync(packaged) ? packaged : process.execPath;
}

/**
 * Runs a program in our place: it shares the terminal, gets our signals, and its exit code is ours.
 *
 * @param {string} file
 * @param {string[]} args
 * @returns {Promise<number>}
 */
function child(file, args) {
  return new Promise((resolve, reject) => {
    const bin = path.join(root, "node_modules", ".bin");
    const env = { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ""}` };
    const running = spawn(file, args, { stdio: "inherit", env });
    process.on("SIGINT", () => undefined); // Ctrl C reaches the whole group of the terminal: the program ends in its order, we wait
    process.on("SIGTERM", () => running.kill("SIGTERM"));
    process.on("SIGHUP", () => running.kill("SIGHUP"));
    running.once("error", reject);
    running.once("exit", (code) => resolve(code ?? 1));
  });
}
