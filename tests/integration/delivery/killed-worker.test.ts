import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { backUp } from "@/lib/db/backup";
import { restore } from "@/lib/db/restore";
import { continueDelivery } from "@/lib/delivery/pause-delivery";
import { findHeldDeliveries, releaseHeldDeliveries } from "@/lib/delivery/release-held";
import { sendJob } from "@/lib/delivery/send-job";
import { readBounce } from "@/lib/echoes/read-bounce";
import { recordBounces } from "@/lib/echoes/record-bounces";
import { prepareQueue } from "@/lib/jobs/queue";
import { startWorker } from "@/lib/jobs/worker";
import { err } from "@/lib/result";
import { givenBaseWorld } from "../../support/base-world";
import { postfixBounce } from "../../support/bounces";
import { startSmtp, type TestSmtp } from "../../support/smtp";
import { temporaryFolder } from "../../support/temporary-folder";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { value } from "../segmentation/worksheet";
import { deliveryTo, givenMailSetup, givenSending, runOf, untilCounts } from "./support";

const kills = Number(process.env.WINNOW_DELIVERY_KILLS ?? "2");
const perKill = 30;

let db: TestDatabase;
let context: OperationContext;
let smtp: TestSmtp;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db, { now: new Date() });
  smtp = await startSmtp({ lateMs: 20 });
  await givenMailSetup(context, smtp.port);
});
afterAll(async () => {
  await smtp.stop();
  await db.drop();
});

it("a restored backup sends nothing before an administrator lets it go on", { timeout: 60_000 }, async () => {
  const folder = temporaryFolder();
  const entryNo = await givenSending(context, ["P101", "P201"]);
  await db.pool.query(
    "update delivery set state = 'sending', claimed_until = now(), content_at = now(), claim_id = gen_random_uuid() where entry_no % 2 = 0",
  );
  await backUp(db.url, path.join(folder, "backup"));
  await restore(db.url, path.join(folder, "backup"), { replace: true });
  await prepareQueue(db);
  const worker = await startWorker(db, [sendJob]);
  await vi.waitFor(async () => expect((await runOf(context, entryNo)).jobId).toBeNull(), { timeout: 20_000 }); // it looked, and went away
  expect(await runOf(context, entryNo)).toMatchObject({ counts: { waiting: 1, unknown: 1 }, heldAt: expect.any(Date) });
  expect(await continueDelivery(context, { loggedSegmentEntryNo: entryNo })).toEqual(
    err({ code: "run_is_held", loggedSegmentEntryNo: entryNo }),
  );
  expect(await findHeldDeliveries(context, {})).toEqual([{ entryNo, description: "Spring letter", messages: 1 }]);
  expect(smtp.asked).toEqual([]);
  expect((await releaseHeldDeliveries({ ...context, user: { ...context.user, role: "marketer" } }, {})).ok).toBe(false);
  expect(value(await releaseHeldDeliveries(context, {}))).toEqual({ runs: 1 });
  await untilCounts(context, entryNo, { delivered: 1, unknown: 1 });
  await worker.stop();
  rmSync(folder, { recursive: true });
});

it("a worker killed at random points loses nothing and sends nothing twice, while the server refuses, puts off and bounces", {
  timeout: 60_000 + kills * 20_000,
}, async () => {
  const people = kills * perKill;
  await db.pool.query(
    `insert into contact (contact_no, type, name, search_name, email, salesperson_code)
     select 'K' || n, 'person', 'Kim ' || n, 'KIM ' || n, 'kim' || n || '@kill.example', 'JO' from generate_series(1, $1::int) n`,
    [people],
  );
  smtp.received.length = 0;
  const numbers = Array.from({ length: people }, (_, n) => n + 1);
  const addressOf = (n: number) => `kim${n}@kill.example`;
  const refused = numbers.filter((n) => n % 10 === 3).map(addressOf);
  const putOff = numbers.filter((n) => n % 10 === 7).map(addressOf);
  for (const address of refused) smtp.answer(address, { at: "envelope", code: 550, text: "No such mailbox" });
  for (const address of putOff) smtp.answer(address, { at: "content", code: 451, text: "Later" });
  const bounced: string[] = [];
  const entryNo = await givenSending(
    context,
    numbers.map((n) => `K${n}`),
  );
  for (let kill = 0; kill < kills; kill++) {
    const before = smtp.received.length;
    const worker = spawn(process.execPath, ["--import", "tsx", "tests/support/send-worker.ts"], {
      env: { ...process.env, DATABASE_URL: db.url },
      stdio: ["ignore", "ignore", "inherit"],
    });
    const enough = before + 1 + Math.floor(Math.random() * (perKill - 10));
    await vi.waitFor(() => expect(smtp.received.length).toBeGreaterThanOrEqual(Math.min(enough, people - 1)), {
      timeout: 30_000,
      interval: 1,
    });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 25));
    const ended = new Promise((resolve) => worker.once("exit", resolve));
    worker.kill("SIGKILL");
    await ended;
    const last = smtp.received.at(-1); // it came back at once, whether or not the worker lived to write down that it was taken
    const messageId = last?.mail.messageId ?? "";
    expect(
      await recordBounces(
        db,
        await readBounce(postfixBounce({ to: "", messageId: messageId.slice(1, -1), recipient: last?.to[0] ?? "" })),
        new Date(),
      ),
    ).toEqual({
      taken: 1,
      ignored: 0,
    });
    bounced.push(last?.to[0] ?? "");
  }
  for (const address of putOff) smtp.answer(address, null);
  await db.pool.query("update delivery set due_at = now() where state = 'waiting'");
  const worker = await startWorker(db, [sendJob]);
  const run = await untilCounts(context, entryNo, { waiting: 0, sending: 0 });
  await worker.stop();

  const received = smtp.received.map(({ to }) => to[0] ?? "");
  expect(new Set(received).size).toBe(received.length); // nobody twice
  const { rows } = await db.pool.query<{ email: string; state: string }>(
    `select c.email, d.state::text as state from delivery d join interaction_log_entry e using (entry_no) join contact c on c.id = e.contact_id
     where d.logged_segment_entry_no = $1`,
    [entryNo],
  );
  const missing = rows.filter(({ email, state }) => (state === "delivered" || state === "bounced") && !received.includes(email));
  expect(missing).toEqual([]); // what counts as delivered is there
  const inState = (wanted: string) => rows.flatMap(({ email, state }) => (state === wanted ? [email] : [])).sort();
  expect(inState("failed")).toEqual([...refused].sort());
  expect(inState("bounced")).toEqual([...new Set(bounced)].sort());
  const silent = rows.filter(({ state }) => !["delivered", "unknown", "failed", "bounced"].includes(state));
  expect(silent).toEqual([]); // the rest asks a person
  expect(putOff.filter((address) => !received.includes(address) && !inState("unknown").includes(address))).toEqual([]);
  expect(run.counts.unknown).toBeLessThanOrEqual(kills * 5); // no more than the connections that were under way
  if (process.env.WINNOW_DELIVERY_KILLS) console.info({ kills, people, received: received.length, ...run.counts });
  expect((await deliveryTo(context, entryNo, "K1")).sent?.recipient).toBe("kim1@kill.example");
});
