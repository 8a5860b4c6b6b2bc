import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findCallee } from "@/lib/calls/find-callee";
import { takeCall } from "@/lib/calls/take-call";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import { inTransaction } from "@/lib/db/transaction";
import { addSendJob, sendJob } from "@/lib/delivery/send-job";
import { recordHistory } from "@/lib/history/list-history";
import { startWorker } from "@/lib/jobs/worker";
import { deleteLiveSegment } from "@/lib/live-segments/delete-live-segment";
import { liveSegmentMessage } from "@/lib/live-segments/errors";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { stopSegment } from "@/lib/live-segments/stop-segment";
import { deleteCanceled, findDeletion } from "@/lib/logging/delete-canceled";
import { loggingMessage } from "@/lib/logging/errors";
import { followUp } from "@/lib/logging/follow-up";
import { listProblemLines } from "@/lib/logging/list-problem-lines";
import { ok } from "@/lib/result";
import { composition } from "@/lib/segmentation/composition";
import { findSegment } from "@/lib/segmentation/find-segment";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { changeCompanyDetails, findCompanyDetails } from "@/lib/setup/company-details";
import { givenBaseWorld } from "../../support/base-world";
import { startSmtp, type TestSmtp } from "../../support/smtp";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { call, givenCallList } from "../calls/support";
import { deliveryTo, givenMailSetup, untilCounts } from "../delivery/support";
import { any, country, givenLive, is, rowVersion, value } from "../live-segments/live";
import { checkOf, givenWorksheet, log, press } from "../logging/support";

let db: TestDatabase;
let context: OperationContext;
let smtp: TestSmtp;
let vip: string;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  smtp = await startSmtp();
  await givenMailSetup(context, smtp.port);
});
afterAll(async () => {
  await smtp.stop();
  await db.drop();
});
beforeEach(async () => {
  vip = await givenLive(context, { name: `VIP ${crypto.randomUUID()}`, filter: is("contactNo", "P101") });
});

async function suppress(segmentNo: string, ...suppression: string[]) {
  const segment = await findSegment(context, { segmentNo });
  return updateSegmentHeader(context, { segmentNo, headerVersion: segment?.header.headerVersion ?? 0, changes: { suppression } });
}

/** Changes the definition behind a live segment as nobody may: it cannot be read any more. */
async function breakIt(segmentNo: string): Promise<void> {
  await db.pool.query("update live_segment set state = 'error', error = 'test', error_at = now() where segment_no = $1", [segmentNo]);
}

const mail = { interactionTemplateCode: "MAIL" };
const everybodys = async (suppression: string[]) => {
  const { country: _, coverSheetTemplate: __, callTemplate: ___, ...details } = await findCompanyDetails(context, {});
  return changeCompanyDetails(context, { ...details, suppression });
};

it("T-84: who is on a live segment, a worksheet or a logged segment that suppresses is left out of the log, with the name of the segment", async () => {
  const other = await givenWorksheet(context, ["P201"], { description: "Other" });
  const { entryNo } = value(await log(context, await givenWorksheet(context, ["C100"])));
  const segmentNo = await givenWorksheet(context, ["P101", "P201", "C100", "P102"]);
  value(await suppress(segmentNo, `segment:${vip}`, `segment:${other}`, `loggedSegment:${entryNo}`));
  const check = await checkOf(context, segmentNo);
  const [found] = check.leftOut;
  expect([check.leftOut.length, found?.problem, found?.count, check.interactions]).toEqual([1, "suppressed", 3, 1]);
  expect(found?.detail).toContain(`Other (${other})`);
  const listed = await listProblemLines(context, { segmentNo, problem: "suppressed" });
  expect(listed?.lines.map(({ contactNo }) => contactNo).toSorted()).toEqual(["C100", "P101", "P201"]);
  const page = await listSegmentLines(context, { segmentNo, lines: { reach: "suppressed" }, order: "contactNo" });
  expect(page?.lines.map(({ contactNo, unreachable }) => [contactNo, unreachable])).toEqual([
    ["C100", "suppressed"],
    ["P101", "suppressed"],
    ["P201", "suppressed"],
  ]);
  const parts = (await composition(context, { segmentNo }))?.parts.reach;
  expect(parts?.find(({ code }) => code === "suppressed")?.lines).toBe(3);
  expect(value(await log(context, segmentNo))).toMatchObject({ interactions: 1, leftOut: 3 });
});

it("T-84: who was on a logged segment stays suppressed by it when merged into another contact, whose name the log has since", async () => {
  await db.pool.query(
    "insert into contact (id, contact_no, type, name) values (901, 'T901', 'person', 'Tom Two'), (902, 'T902', 'person', 'Tom Two'), (903, 'T903', 'person', 'Ulf')",
  );
  const { entryNo } = value(await log(context, await givenWorksheet(context, ["T902"])));
  value(await mergeContacts(context, { keep: "T901", contactNos: ["T902"] }));
  const segmentNo = await givenWorksheet(context, ["T901", "T903"]);
  value(await suppress(segmentNo, `loggedSegment:${entryNo}`));
  const page = await listSegmentLines(context, { segmentNo, order: "contactNo" });
  expect(page?.lines.map(({ contactNo, unreachable }) => [contactNo, unreachable])).toEqual([
    ["T901", "suppressed"],
    ["T903", null],
  ]);
  expect(value(await log(context, segmentNo))).toMatchObject({ interactions: 1, leftOut: 1 });
});

it("members are those of the moment: who joined since the worksheet was made is left out, who left is logged", async () => {
  const follows = await givenLive(context, { name: "Follows", filter: any(country("DE")) });
  const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
  value(await suppress(segmentNo, `segment:${follows}`));
  await db.pool.query("update contact set country_region_code = 'GB' where contact_no = 'P101'");
  await db.pool.query("update contact set country_region_code = 'DE' where contact_no = 'P201'");
  const { entryNo } = value(await log(context, segmentNo));
  const { rows } = await db.pool.query("select contact_no from interaction_log_entry where logged_segment_entry_no = $1", [entryNo]);
  expect(rows).toEqual([{ contact_no: "P101" }]);
});

it("a suppression segment is a header field: saved at once, in the audit, kept by a follow-up, and never oneself", async () => {
  const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
  expect(await suppress(segmentNo, `segment:${segmentNo}`)).toMatchObject({ error: { code: "suppresses_itself" } });
  expect(await suppress(segmentNo, "segment:SM99999")).toMatchObject({
    error: { code: "suppression_unreadable", unreadable: ["SM99999"] },
  });
  value(await suppress(segmentNo, `segment:${vip}`));
  const suppression = (await findSegment(context, { segmentNo }))?.header.suppression;
  expect(suppression).toEqual([{ value: `segment:${vip}`, name: expect.stringMatching(/^VIP .* \(SM\d+\)$/) }]);
  const history = await recordHistory(context, { kind: "segment", key: segmentNo });
  expect(JSON.stringify(history)).toContain(`"field":"Suppression segments","before":null,"after":"segment:${vip}"`);
  const { entryNo } = value(await log(context, segmentNo));
  const next = value(await followUp(context, { entryNo, choice: { who: "all" } }));
  expect((await findSegment(context, { segmentNo: next.segmentNo }))?.header.suppression).toEqual(suppression);
});

it("the set-up names suppression segments for every segment; marketers cannot", async () => {
  const marketer = await testContext(db, { user: { ...context.user, id: "mara", email: "mara@example.test", role: "marketer" } });
  expect(await changeCompanyDetails(marketer, { companyName: "Mine", suppression: [] })).toMatchObject({ error: { code: "not_allowed" } });
  value(await everybodys([`segment:${vip}`]));
  expect((await findCompanyDetails(context, {})).suppression).toMatchObject([{ value: `segment:${vip}` }]);
  expect((await checkOf(context, await givenWorksheet(context, ["P101", "P201"]))).leftOut).toMatchObject([
    { problem: "suppressed", count: 1 },
  ]);
  expect(await stopSegment(context, { segmentNo: vip, rowVersion: await rowVersion(context, vip) })).toMatchObject({
    error: { code: "in_use", dependants: [{ kind: "setup" }] },
  });
  value(await everybodys([]));
});

it("T-92: while nobody can say who is on a suppression segment nobody is logged, and the sentence names it", async () => {
  const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
  value(await suppress(segmentNo, `segment:${vip}`));
  const { version } = await checkOf(context, segmentNo);
  await breakIt(vip);
  const check = await checkOf(context, segmentNo);
  expect([check.headerProblems, check.unreadableSuppression]).toEqual([["suppression_unreadable"], [expect.stringContaining(vip)]]);
  const refused = await press(context, segmentNo);
  expect(refused).toMatchObject({ ok: false, error: { code: "suppression_unreadable" } });
  if (!refused.ok && refused.error.code === "suppression_unreadable")
    expect(loggingMessage(refused.error)).toMatch(/^Nobody can say at this moment who is on VIP/);
  // Broken between the press and the worker: nothing is written either.
  await db.pool.query("update live_segment set state = 'live', error = null, error_at = null where segment_no = $1", [vip]);
  expect((await press(context, segmentNo)).ok).toBe(true);
  await breakIt(vip);
  const late = await log(context, segmentNo).catch((error: Error) => error.message);
  expect(JSON.stringify(late)).toContain("suppression_unreadable");
  expect(await db.prisma.loggedSegment.count({ where: { segmentNo } })).toBe(0);
  expect(version).toBeGreaterThan(0);
});

it("T-84, T-92: nobody who is suppressed is called by hand either, from a line or a contact, nor anybody while it cannot be said who that is", async () => {
  const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
  value(await suppress(segmentNo, `segment:${vip}`));
  const line = { segmentNo, layer: 1 };
  const refused = async (answer: ReturnType<typeof call>) => {
    const { ok: done, ...rest } = await answer;
    return "error" in rest && !done ? rest.error : null;
  };
  expect(await refused(call(context, "P101", { line }))).toMatchObject({ code: "must_not_be_called", reason: "suppressed" });
  expect((await findCallee(context, { contactNo: "P101", line }))?.templates.every(({ unreachable }) => unreachable === "suppressed")).toBe(
    true,
  );
  value(await call(context, "P201", { line }));
  value(await call(context, "P101")); // whom this segment never reaches, others may
  value(await everybodys([`segment:${vip}`]));
  const { loggedSegmentEntryNo } = await givenCallList(context, ["P201", "P202"]);
  expect(await refused(call(context, "P101"))).toMatchObject({ code: "must_not_be_called", reason: "suppressed" });
  await breakIt(vip);
  expect(await refused(call(context, "P201"))).toMatchObject({ code: "suppression_unreadable" });
  const next = await takeCall(context, { loggedSegmentEntryNo, want: "next" });
  expect(next).toMatchObject({ ok: false, error: { code: "suppression_unreadable" } });
  value(await everybodys([]));
  value(await takeCall(context, { loggedSegmentEntryNo, want: "next" }));
});

it("S-06, S-08: a live segment that suppresses is neither stopped nor deleted, and who uses it is named (T-63, T-64)", async () => {
  const segmentNo = await givenWorksheet(context, ["P201"], { description: "Autumn letter" });
  value(await suppress(segmentNo, `segment:${vip}`));
  const stopped = await stopSegment(context, { segmentNo: vip, rowVersion: await rowVersion(context, vip) });
  expect(stopped).toMatchObject({
    error: { code: "in_use", dependants: [{ kind: "worksheet", segmentNo, role: "suppression", live: true }] },
  });
  if (!stopped.ok && stopped.error.code === "in_use")
    expect(liveSegmentMessage(stopped.error)).toBe(`${vip} is used by Autumn letter (${segmentNo}).`);
  expect((await findLiveSegment(context, { segmentNo: vip }))?.dependants).toMatchObject([{ segmentNo }]);
  await db.pool.query("update live_segment set state = 'stopped' where segment_no = $1", [vip]);
  expect(await deleteLiveSegment(context, { segmentNo: vip, rowVersion: await rowVersion(context, vip) })).toMatchObject({
    error: { code: "in_use" },
  });
});

it("a logged segment that is a suppression segment is not deleted: nobody could be reached any more", async () => {
  const { entryNo } = value(await log(context, await givenWorksheet(context, ["P202"])));
  value(await everybodys([`loggedSegment:${entryNo}`]));
  await db.pool.query("update logged_segment set canceled = true where entry_no = $1", [entryNo]);
  const of = { loggedSegments: [entryNo] };
  const remove = async () => deleteCanceled(context, { of, expected: await findDeletion(context, { of }) });
  const refused = await remove();
  expect(
    !refused.ok && "code" in refused.error && refused.error.code === "logged_segment_suppresses" && loggingMessage(refused.error),
  ).toBe(`Logged segment ${entryNo} is a suppression segment of the marketing setup. Nothing was deleted; take it off there first.`);
  value(await everybodys([]));
  expect((await remove()).ok).toBe(true);
});

it("S-08: one that a call list with calls left asks can be stopped and go live again, but not be deleted, which would end the list (T-64)", async () => {
  const { loggedSegmentEntryNo, entryOf } = await givenCallList(context, ["P201"]);
  await db.pool.query("update logged_segment set suppression = array['segment:' || $2] where entry_no = $1", [loggedSegmentEntryNo, vip]);
  const now = async () => ({ segmentNo: vip, rowVersion: await rowVersion(context, vip) });
  value(await stopSegment(context, await now()));
  expect(await deleteLiveSegment(context, await now())).toMatchObject({
    error: { code: "in_use", dependants: [{ kind: "loggedSegment", segmentNo: String(loggedSegmentEntryNo), live: false }] },
  });
  await db.pool.query("insert into call_state (entry_no, result, attempts) values ($1, 'reached', 1)", [entryOf.P201]);
  value(await deleteLiveSegment(context, await now()));
});

it("S-40: who joins a suppression segment after logging gets no mail and the entry says by what; while it cannot be read all mail waits (T-92)", async () => {
  const follows = await givenLive(context, { name: "Said no", filter: is("name", "Somebody else") });
  const segmentNo = await givenWorksheet(context, ["P101", "P201"], mail);
  value(await suppress(segmentNo, `segment:${follows}`));
  const { entryNo } = value(await log(context, segmentNo, { send: { at: null } }));
  await db.pool.query("update contact set name = 'Somebody else' where contact_no = 'P101'");
  expect(await stopSegment(context, { segmentNo: follows, rowVersion: await rowVersion(context, follows) })).toMatchObject({
    error: { code: "in_use", dependants: [{ kind: "loggedSegment", segmentNo: String(entryNo) }] },
  });
  await breakIt(follows);
  const worker = await startWorker(db, [sendJob]);
  try {
    await expect
      .poll(async () => (await db.prisma.deliveryRun.findUnique({ where: { loggedSegmentEntryNo: entryNo } }))?.trouble, {
        timeout: 10_000,
      })
      .toMatch(/^Nobody can say at this moment who is on Said no/);
    expect(smtp.received).toEqual([]);
    await db.pool.query("update live_segment set state = 'live', error = null, error_at = null where segment_no = $1", [follows]);
    value(await inTransaction<string, never>(db, async (tx) => ok(await addSendJob(tx, entryNo, context.user.id))));
    await untilCounts(context, entryNo, { delivered: 1, skipped: 1 });
  } finally {
    await worker.stop();
  }
  expect(smtp.received.flatMap(({ to }) => to)).toEqual(["cara@birch.example"]);
  expect(await deliveryTo(context, entryNo, "P101")).toMatchObject({
    state: "skipped",
    reason: "suppressed",
    answer: `Suppressed by Said no (${follows})`,
  });
});
