import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lockHolder, takeLock } from "@/lib/db/process-lock";
import { startMarkOf } from "@/lib/db/processes";

const folder = mkdtempSync(path.join(os.tmpdir(), "winnow-lock-"));
const file = path.join(folder, "start.lock");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a lock", () => {
  it("is held until it is given back, and tells others what its holder noted", () => {
    const first = takeLock(file, "starting");
    if (!first.taken) throw new Error("nobody else has it");
    first.lock.setNote("http://127.0.0.1:3000");
    expect(takeLock(file)).toMatchObject({ taken: false, holder: { pid: process.pid, note: "http://127.0.0.1:3000" } });
    first.lock.release();
    expect(lockHolder(file)).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not outlive its process", async () => {
    const sleeper = spawn(process.execPath, ["-e", "setTimeout(() => {}, 60_000)"]);
    const pid = sleeper.pid ?? 0;
    writeFileSync(file, JSON.stringify({ pid, startMark: startMarkOf(pid), note: "" }));
    expect(takeLock(file)).toMatchObject({ taken: false, holder: { pid } });
    sleeper.kill("SIGKILL");
    await once(sleeper, "exit");
    const now = takeLock(file);
    expect(now.taken).toBe(true);
    if (now.taken) now.lock.release();
  });

  it("does not count for another process that was given the same number", () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, startMark: "an earlier boot:1", note: "" }));
    expect(lockHolder(file)).toBeNull();
    const taken = takeLock(file);
    expect(taken.taken).toBe(true);
    if (taken.taken) taken.lock.release();
  });

  it("does not count when a power failure left half of it", () => {
    writeFileSync(file, '{"pid":');
    const taken = takeLock(file);
    expect(taken.taken).toBe(true);
    if (taken.taken) taken.lock.release();
  });
});
