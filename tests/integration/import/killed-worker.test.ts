import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { writeStandardSetup } from "@/lib/setup/standard-setup";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { givenImport, importedAs, numbersOf } from "./given-import";

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
