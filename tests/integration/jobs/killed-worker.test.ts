import { spawn } from "node:child_process";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { z } from "zod";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { findJob } from "@/lib/jobs/queries";
import { startWorker } from "@/lib/jobs/worker";
import { ok } from "@/lib/result";
import { slowCount } from "../../support/slow-worker";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

it("a job whose worker is killed goes on in another one from where it was", { timeout: 60_000 }, async () => {
  const context = await testContext(db, { now: new Date() });
  const killed = spawn(process.execPath, ["--import", "tsx", "tests/support/slow-worker.ts"], {
    env: { ...process.env, DATABASE_URL: db.url },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const added = await inTransaction(db, async (tx) =>
    ok(await addJob(tx, slowCount, { to: 12, pauseMs: 600 }, { title: "Counting", userId: context.user.id })),
  );
  const jobId = added.ok ? added.value : "";
  const look = () => findJob(context, { jobId });
  const progressed = async () => expect((await look())?.done).toBeGreaterThan(2);
  await vi.waitFor(progressed, { timeout: 30_000, interval: 100 });
  killed.kill("SIGKILL");
  const before = (await look())?.done ?? 0;

  const worker = await startWorker(db, [slowCount]);
  await vi.waitFor(async () => expect((await look())?.state).toBe("done"), { timeout: 30_000, interval: 200 });
  await worker.stop();
  const job = await look();
  expect(job?.done).toBe(12);
  const { begunAt } = z.object({ begunAt: z.number() }).parse(job?.result);
  expect(begunAt).toBeGreaterThanOrEqual(before); // a last write may have been on its way when it was killed
});
