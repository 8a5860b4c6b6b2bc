import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { expect, type Page, test } from "@playwright/test";
import { contextOf } from "@/lib/access/context";
import type { OperationContext } from "@/lib/access/operation";
import { prepareDatabase } from "@/lib/cli/prepare-database";
import { closeDatabase, type Database, openDatabase } from "@/lib/db/client";
import { type EmbeddedServer, startEmbeddedServer } from "@/lib/db/embedded-server";
import { readBuild } from "../api/role-matrix/read-build";
import { checkInvariants, transact } from "../integration/contact-sets/support";
import { givenImport, importedAs, numbersOf } from "../integration/import/given-import";
import { givenWorksheet, press } from "../integration/logging/support";
import { everybody, givenSegment, segmentOf, take, value } from "../integration/segmentation/worksheet";
import { givenBaseWorld } from "../support/base-world";
import { Load } from "../support/load";
import { actAs, givenPerson, type Person } from "../support/people";
import { type RunningWinnow, runWinnowForTests } from "../support/running-winnow";
import { temporaryFolder } from "../support/temporary-folder";

test.describe.configure({ timeout: 180_000, mode: "serial" });

// A database server of its own, as durable as anybody's: it is stopped and killed while others use theirs.
const dist = process.env.WINNOW_DIST ?? ".next-test";
const folder = temporaryFolder();
const requestSeconds = 4;
const people = 3_000;
let server: EmbeddedServer;
let winnow: RunningWinnow;
let db: Database;
let person: Person;
let context: OperationContext;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  server = await startEmbeddedServer({ folder });
  await prepareDatabase(server.url);
  db = openDatabase(server.url, { connections: 5 });
  await givenBaseWorld(db);
  await db.pool.query(`
    insert into contact (contact_no, type, name, salesperson_code, email)
    select 'X' || n, 'person', 'Person ' || n, 'JO', 'x' || n || '@load.example' from generate_series(1, ${people}) n`);
  person = await givenPerson(db, "marketer");
  await db.pool.query("update app_user set role = 'admin' where id = $1", [person.userId]);
  const found = await contextOf(db, person.userId, new Date());
  if (!found) throw new Error("the person is missing");
  context = found;
  const settings = { WINNOW_SECRET: process.env.WINNOW_SECRET ?? "", WINNOW_REQUEST_SECONDS: String(requestSeconds) };
  winnow = await runWinnowForTests("outage", server.url, folder, dist, { settings, silent: true });
});

test.afterAll(async () => {
  await winnow?.stop();
  await closeDatabase(db);
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Ends the server as `systemctl stop` would: it refuses newcomers, breaks off what runs and writes everything out. */
const stopServer = () => server.stop();

/** Ends it as a power failure would, for all that Postgres can know: nothing is written out, unlogged tables are lost. */
async function killServer(): Promise<void> {
  const [pid] = readFileSync(path.join(server.databaseFolder, "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(pid), "SIGKILL");
  await server.ended;
  await server.stop(); // gives the lock back
}

async function startServer(): Promise<void> {
  server = await startEmbeddedServer({ folder, port: server.port });
}

async function until(statement: string, seconds: number): Promise<void> {
  for (const end = Date.now() + seconds * 1_000; Date.now() < end; await sleep(20)) {
    const { rows } = await db.pool.query<{ yes: boolean }>(`select (${statement}) as yes`);
    if (rows[0]?.yes) return;
  }
  throw new Error(`within ${seconds} s it did not come to this: ${statement}`);
}

/** A file of which every 50th row is refused, for a country that nobody knows. */
const fileOf = (rows: number, mark: string) =>
  ["External ID,First Name,Surname,Country,Email"]
    .concat(Array.from({ length: rows }, (_, n) => `${mark}${n},Ann${n},Berg,${n % 50 === 0 ? "ZZ" : "DE"},${mark}${n}@file.example`))
    .join("\n");

/** Holds the log that begins now at its entries, so that the outage meets it half written. */
async function heldLog(segmentNo: string): Promise<void> {
  const blocker = await db.pool.connect();
  await blocker.query("begin; lock table interaction_log_entry in exclusive mode");
  value(await press(context, segmentNo));
  await until("exists (select from pg_locks where relation = 'interaction_log_entry'::regclass and not granted)", 20);
  blocker.release(true); // its end is left to the server's
}

async function seeRefusal(page: Page, words: string): Promise<void> {
  await expect(page.getByRole("heading", { name: "This page could not be shown" })).toBeVisible();
  await expect(page.getByText(words)).toBeVisible();
}

test("Postgres stopped, and killed, under load: requests are refused in words, all goes on by itself, and nothing is half done", async ({
  page,
}) => {
  await actAs(page.context(), person, winnow.url);
  const action = readBuild(dist).actions.get("app/(app)/segments/[segmentNo]/actions.ts applyCriteriaAction");
  const worksheets = await Promise.all([1, 2, 3].map((n) => givenSegment(context, { description: `Worksheet ${n}` })));
  const load = new Load({ url: winnow.url, cookie: person.cookie, applyAction: action?.id ?? "", worksheets });
  const logged: string[] = [];
  const imports: { importId: string; rows: number }[] = [];
  load.start();
  for (const { end, mark, rows, when } of [
    { end: stopServer, mark: "S", rows: 5_000, when: "rows_read > 0" }, // the file was read, and its one chunk is being written
    { end: killServer, mark: "K", rows: 22_000, when: "created > 0" }, // of two chunks one was written
  ]) {
    const segmentNo = await givenWorksheet(context, []);
    await take(context, segmentNo, "add", everybody);
    logged.push(segmentNo);
    await heldLog(segmentNo);
    const { importId } = value(await givenImport(context, fileOf(rows, mark), { kind: "contacts" }));
    imports.push({ importId, rows });
    await until(`(select ${when} from contact_import where id = '${importId}')`, 30);
    await end();
    load.outage = true;
    await page.goto(`${winnow.url}/segments`);
    await seeRefusal(page, "Winnow cannot reach its database right now.");
    await sleep(1_500);
    load.outage = false;
    await startServer();
    await page.getByRole("button", { name: "Try again" }).click();
    await expect(page.getByRole("heading", { level: 1, name: "Segments" })).toBeVisible();
    await until("not exists (select from job where state in ('waiting', 'running'))", 60);
  }
  await load.stop();

  expect(load.problems).toEqual([]);
  expect(load.refusals.unreachable ?? 0, "answers while the database was away").toBeGreaterThan(20);
  const jobs = await db.pool.query("select kind, state, error from job where kind <> 'segment.preview' order by created_at");
  expect(jobs.rows.map(({ kind, state }) => `${kind} ${state}`).toSorted()).toEqual([
    "contacts.import done",
    "contacts.import done",
    "segment.log done",
    "segment.log done",
  ]);
  for (const { importId, rows } of imports) {
    expect(numbersOf(await importedAs(context, importId))).toEqual([rows, rows - rows / 50, 0, 0, rows / 50]);
  }
  const contacts = await db.pool.query(
    "select count(*)::int as n, count(distinct external_id)::int as different from contact where external_id is not null",
  );
  const created = imports.reduce((sum, { rows }) => sum + rows - rows / 50, 0);
  expect(contacts.rows).toEqual([{ n: created, different: created }]);
  for (const segmentNo of logged) {
    const { rows } = await db.pool.query(
      `select no_of_interactions as says, (select count(*)::int from interaction_log_entry e where e.logged_segment_entry_no = logged.entry_no) as entries,
         (select count(distinct contact_id)::int from interaction_log_entry e where e.segment_no = $1) as contacts, size
       from logged_segment logged join contact_set using (set_id) where segment_no = $1`,
      [segmentNo],
    );
    const [first] = rows;
    expect(rows).toEqual([{ says: first?.size, entries: first?.size, contacts: first?.size, size: first?.size }]);
    expect((await segmentOf(context, segmentNo)).header.state).toBe("logged");
  }
  for (const [at, segmentNo] of worksheets.entries()) {
    const { steps } = await segmentOf(context, segmentNo);
    const { applied, unknown } = load.applied[at] ?? { applied: 0, unknown: 0 };
    expect(applied).toBeGreaterThan(3);
    expect(steps.length).toBeGreaterThanOrEqual(applied); // what was answered is kept
    expect(steps.length).toBeLessThanOrEqual(applied + unknown); // what was refused is not there, unless its answer got lost
    expect(steps.map(({ numbers: { before, added, removed, after } }) => before + added - removed === after)).not.toContain(false);
  }
  await transact(db, checkInvariants);
});

test("a read that takes too long is stopped in words; an export, a preview and a job take the time they need", async ({ page }) => {
  await actAs(page.context(), person, winnow.url);
  const segmentNo = await givenWorksheet(context, ["X1", "X2", "X3"]);
  const blocker = await db.pool.connect();
  const began = Date.now();
  try {
    await blocker.query("begin; lock table interaction_log_entry, contact in exclusive mode"); // the log waits
    value(await press(context, segmentNo));
    await blocker.query("lock table interaction_log_entry, contact in access exclusive mode"); // readers wait as well
    const exported = fetch(`${winnow.url}/api/segments/${segmentNo}/export`, { headers: { cookie: person.cookie } });
    await page.goto(`${winnow.url}/interaction-log-entries`);
    await seeRefusal(page, "This took too long and was stopped.");
    expect(Date.now() - began).toBeGreaterThan(requestSeconds * 1_000 - 500);
    expect(Date.now() - began).toBeLessThan(requestSeconds * 1_000 + 15_000);
    await sleep(Math.max(0, began + requestSeconds * 1_000 + 2_000 - Date.now()));
    await blocker.query("rollback");
    expect((await (await exported).text()).trim().split("\n")).toHaveLength(5); // a heading, three lines, and the end
  } finally {
    blocker.release(true);
  }
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Interaction log" })).toBeVisible();
  await until(`(select state from segment where segment_no = '${segmentNo}') = 'logged'`, 20);
});
