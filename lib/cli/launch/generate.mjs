import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { withLaunchLock } from "./launch-lock.mjs";

/**
 * Writes Prisma's client into `lib/db/generated` when the schema or Prisma changed since.
 *
 * @param {string} root
 */
export async function generateClient(root) {
  const stamp = path.join(root, "lib/db/generated/stamp");
  const wanted = createHash("sha256")
    .update(readFileSync(path.join(root, "prisma/schema.prisma")))
    .update(readFileSync(path.join(root, "node_modules/prisma/package.json")))
    .digest("hex");
  const isFresh = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isFresh()) return;
  await withLaunchLock(root, () => {
    if (isFresh()) return;
    rmSync(stamp, { force: true });
    generate(root);
    writeFileSync(stamp, wanted);
  });
}

/** @param {string} root */
function generate(root) {
  const prisma = path.join(root, "node_modules/prisma/build/index.js");
  // Generating asks for a schema engine, content with any program there is, and does not run it: this saves a download.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1", CHECKPOINT_DISABLE: "1" };
  const done = spawnSync(process.execPath, [prisma, "generate", "--no-hints"], { cwd: root, env, encoding: "utf8" });
  if (done.status !== 0)
    throw new Error(`The database client could not be generated:\n${done.stderr || done.stdout || done.error?.message}`);
}
