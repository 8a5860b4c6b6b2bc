import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { discardEmbeddedServer } from "@/lib/db/embedded-server";
import { lockHolder, takeLock } from "@/lib/db/process-lock";

const prefix = "winnow-test-";
const inUse = "in-use.lock";

/** A fresh folder for a test's own server. It is swept by a later run when this process is gone without removing it. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), prefix));
  takeLock(path.join(folder, inUse));
  return folder;
}

/** Ends the servers and removes the folders of earlier runs that were killed before they could do so themselves. */
export async function sweepTemporaryFolders(): Promise<void> {
  for (const name of readdirSync(os.tmpdir()).filter((entry) => entry.startsWith(prefix))) {
    const folder = path.join(os.tmpdir(), name);
    if (lockHolder(path.join(folder, inUse)) || isYoung(folder)) continue;
    for (const data of [folder, path.join(folder, ".data")]) await discardEmbeddedServer(data);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One that is being made right now has no lock yet. */
function isYoung(folder: string): boolean {
  try {
    return Date.now() - statSync(folder).mtimeMs < 60_000;
  } catch {
    return true; // somebody else sweeps as well
  }
}
