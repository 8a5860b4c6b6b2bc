import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { importJob } from "@/lib/contacts/import/import-job";
import { resumeImport } from "@/lib/contacts/import/resume-import";
import { inTransaction } from "@/lib/db/transaction";
import { recoverJobs } from "@/lib/jobs/recover-jobs";
import { ok } from "@/lib/result";
import { writeStandardSetup } from "@/lib/setup/standard-setup";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { givenImport, importedAs, numbersOf, workOn } from "./given-import";

let db: TestDatabase;
let context: OperationContext;
let worker: ChildProcess | undefined;
beforeAll(async () => {
  db = await createTestDatabase();
  context = await testContext(db);
  await inTransaction(db, async (tx) =>
    ok(await writeStandardSetup(tx, { name: "Ada Admin", email: "ada@example.test", userId: "test-admin" })),
  );
});
afterAll(async () => {
  worker?.kill("SIGKILL");
  await db.drop();
});

const startWorker = () => {
  const environment = { ...process.env, DATABASE_URL: db.url, NODE_ENV: "production" as const };
  worker = spawn(process.execPath, ["--import", "tsx", "lib/cli/worker.ts"], { env: environment, stdio: "ignore" });
  return worker;
};
const until = async (sql: string) => {
  for (;;) {
    const { rows } = await db.pool.query<{ yes: boolean }>(`select (${sql}) as yes`);
    if (rows[0]?.yes) return;
    await sleep(20);
  }
};

it("a worker killed in the middle of an import: the next goes on, no row is lost or doubled", { timeout: 240_000 }, async () => {
  const rows = Array.from({ length: 50_000 }, (_, n) => `X${n},First${n},Last${n},Company ${n % 5000},p${n}@example.com`);
  const started = await givenImport(context, `External ID,First Name,Last Name,Company,Email\n${rows.join("\n")}\n`);
  if (!started.ok) throw new Error(started.error.code);
  const killed = startWorker();
  await until("(select created from contact_import) between 1 and 49999"); // some chunks are written, others not
  killed.kill("SIGKILL");
  await new Promise((resolve) => killed.once("exit", resolve));
  const before = await importedAs(context, started.value.importId);
  expect(before.row.created).toBeLessThan(50_000);

  startWorker();
  await until("(select state in ('done', 'failed') from job)");
  const imported = await importedAs(context, started.value.importId);
  expect(numbersOf(imported)).toEqual([50_000, 50_000, 0, 0, 0]);
  const { rows: counted } = await db.pool.query(`
    select count(*)::int as all, count(distinct contact_no)::int as numbers, count(distinct external_id)::int as people, (count(*) filter (where type = 'company'))::int as companies from contact`);
  expect(counted).toEqual([{ all: 55_000, numbers: 55_000, people: 50_000, companies: 5_000 }]);
  expect((await db.pool.query("select from pg_tables where schemaname = 'import_staging'")).rowCount).toBe(0);
});

it("an import whose worker was killed at every attempt is given up; going on takes the rows that are left, each once", {
  timeout: 120_000,
}, async () => {
  worker?.kill("SIGKILL"); // the one of the test before
  const rows = Array.from({ length: 45_000 }, (_, n) => `G${n},Given Up ${n},g${n}@example.com`);
  const started = await givenImport(context, `External ID,Name,Email\n${rows.join("\n")}\n`);
  if (!started.ok) throw new Error(started.error.code);
  const { importId, jobId } = started.value;
  const killed = startWorker();
  await until(`(select created from contact_import where id = '${importId}') between 1 and 44999`);
  killed.kill("SIGKILL");
  await new Promise((resolve) => killed.once("exit", resolve));
  await db.pool.query("update graphile_worker._private_jobs set locked_at = now() - interval '1 minute', attempts = max_attempts");
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await until(
    "not exists (select from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database()))",
  );
  await recoverJobs(db, [importJob]);
  logged.mockRestore();
  const before = await importedAs(context, importId);
  expect(before.row).toMatchObject({ state: "failed", finishedAt: null });
  expect(before.row.created).toBeLessThan(45_000);

  const pressed = await Promise.all([1, 2].map(() => resumeImport(context, { importId })));
  const resumed = pressed.map((result) => (result.ok ? result.value.jobId : result.error.code));
  expect(resumed[0]).toBe(resumed[1]);
  expect(resumed[0]).not.toBe(jobId);
  await workOn(context, resumed[0] ?? "");
  expect(numbersOf(await importedAs(context, importId))).toEqual([45_000, 45_000, 0, 0, 0]);
  const { rows: counted } = await db.pool.query("select count(*)::int as n from contact where external_id like 'G%'");
  expect(counted).toEqual([{ n: 45_000 }]);
  expect(await resumeImport(context, { importId })).toEqual({ ok: false, error: { code: "import_ended" } });
});
