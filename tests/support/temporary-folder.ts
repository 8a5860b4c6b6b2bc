import { accessSync, constants, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { discardEmbeddedServer } from "@/lib/db/embedded-server";
import { lockHolder, takeLock } from "@/lib/db/process-lock";

const prefix = "winnow-test-";
const inUse = "in-use.lock";

/** Where Linux keeps files in memory. */
const memory = "/dev/shm";
const enough = 4 * 1024 ** 3;

/** A fresh folder for a test's own server. It is swept by a later run when this process is gone without removing it. */
export function temporaryFolder(): string {
  return folderIn(os.tmpdir());
}

/** The same for databases that come and go: in memory where there is room, since each is made of two thousand files. */
export function quickFolder(): string {
  return folderIn(hasRoom() ? memory : os.tmpdir());
}

function hasRoom(): boolean {
  try {
    accessSync(memory, constants.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize > enough && os.freemem() > enough;
  } catch {
    return false; // no Linux, or closed to us
  }
}

function folderIn(parent: string): string {
  const folder = mkdtempSync(path.join(parent, prefix));
  takeLock(path.join(folder, inUse));
  return folder;
}

/** Ends the servers and removes the folders of earlier runs that were killed before they could do so themselves. */
export async function sweepTemporaryFolders(): Promise<void> {
  const left = [os.tmpdir(), memory].flatMap((parent) => namesIn(parent).map((name) => path.join(parent, name)));
  for (const folder of left.filter((each) => path.basename(each).startsWith(prefix))) {
    if (lockHolder(path.join(folder, inUse)) || isYoung(folder)) continue;
    for (const data of [folder, path.join(folder, ".data")]) await discardEmbeddedServer(data);
    rmSync(folder, { recursive: true, force: true });
  }
}

function namesIn(parent: string): string[] {
  try {
    return readdirSync(parent);
  } catch {
    return [];
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
