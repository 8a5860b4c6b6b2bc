import { existsSync, mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { discardEmbeddedServer, findEmbeddedServer } from "@/lib/db/embedded-server";

const prefix = "winnow-test-";

/** A fresh folder for a test's own server. */
export function temporaryFolder(): string {
  return mkdtempSync(path.join(os.tmpdir(), prefix));
}

/** Ends the servers and removes the folders of earlier runs that were killed before they could do so themselves. */
export async function sweepTemporaryFolders(): Promise<void> {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = path.join(os.tmpdir(), name);
    const age = existsSync(folder) ? Date.now() - statSync(folder).mtimeMs : 0;
    if (age < 120_000 || findEmbeddedServer(folder) !== null) continue; // young ones may be starting right now
    await discardEmbeddedServer(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}
