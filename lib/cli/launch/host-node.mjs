import { accessSync, constants, copyFileSync, mkdtempSync, realpathSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/**
 * A Node outside of this clone's `node_modules`. npm puts `node_modules/.bin` first in the path, so from the second command
 * on `node` is the packaged one, which an installation deletes while it runs.
 *
 * @param {string} root
 * @returns {string} the path of the running Node when that lies outside already
 */
export function hostNode(root) {
  const inside = path.join(realpathSync(root), "node_modules") + path.sep;
  const isOutside = (/** @type {string} */ file) => !realpathSync(file).startsWith(inside);
  if (isOutside(process.execPath)) return process.execPath;
  const inPath = (process.env.PATH ?? "").split(path.delimiter).map((folder) => path.join(folder, "node"));
  for (const candidate of [process.env.npm_node_execpath ?? "", ...inPath]) {
    if (isExecutable(candidate) && isOutside(candidate)) return candidate;
  }
  const copy = path.join(mkdtempSync(path.join(os.tmpdir(), "winnow-node-")), "node");
  copyFileSync(process.execPath, copy);
  return copy;
}

/** @param {string} file */
function isExecutable(file) {
  if (!path.isAbsolute(file)) return false;
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
