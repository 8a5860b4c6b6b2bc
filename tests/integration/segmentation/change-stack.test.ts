import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { removeUnreferencedSets } from "@/lib/contact-sets/remove";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { findJob } from "@/lib/jobs/queries";
import { runJob } from "@/lib/jobs/run-job";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { changeOrTry } from "@/lib/segmentation/change-or-try";
import { changeStack } from "@/lib/segmentation/change-stack";
import { changeStackJob } from "@/lib/segmentation/change-stack-job";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";
import { goBack, goForward } from "@/lib/segmentation/go-to-step";
import { listStepChanges } from "@/lib/segmentation/list-step-changes";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { undoStackChange } from "@/lib/segmentation/undo-stack-change";
import { whyContact } from "@/lib/segmentation/why-contact";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { changeTo, shownBy, stackOf, tryChange } from "./stack-changes";
import { contactsOf, country, givenSegment, group, is, segmentOf, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

/** Newsletter and Great Britain, less those of Mary King: P900 P101 P201, then C200 P202, then without C200 P201. */
async function givenThreeSteps(): Promise<string> {
  const segmentNo = await givenSegment(context);
  await take(context, segmentNo, "add", group("NEWS"));
  await take(context, segmentNo, "add", country("GB"));
  await take(context, segmentNo, "reduce", is("salespersonCode", "MK"));
  return segmentNo;
}

const stored = async (segmentNo: string) => {
  const { rows } = await db.pool.query(
    "select criteria_action.* from criteria_action join segment on segment.id = segment_id where segment_no = $1 order by action_no",
    [segmentNo],
  );
  return rows;
};

describe("a step in the middle of the stack", () => {
  it("is edited, what stands above it replayed, and undone exactly", async () => {
    const segmentNo = await givenThreeSteps();
    await db.pool.query(
      `insert into segment_line_override (segment_id, contact_id, overridden, correspondence_type)
       select id, 202, '{correspondence_type}', 'phone' from segment where segment_no = $1`,
      [segmentNo],
    );
    const before = await stored(segmentNo);
    const criteria = { kind: "add" as const, filter: country("DE"), options: { ignoreExclusion: true } };
    const difference = await changeTo(context, segmentNo, { change: "edit", step: 2, criteria });
    expect(difference).toMatchObject({
      kept: 1,
      currentStep: 3,
      numbers: { before: 3, added: 1, removed: 1, after: 3 },
      joining: [{ contactNo: "C100" }],
      leaving: [{ contactNo: "P202" }],
      steps: [
        { was: 2, step: 2, before: { before: 3, added: 2, removed: 0, after: 5 }, now: { before: 3, added: 2, removed: 0, after: 5 } },
        { was: 3, step: 3, before: { before: 5, added: 0, removed: 2, after: 3 }, now: { before: 5, added: 0, removed: 2, after: 3 } },
      ],
    });
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "C100", "P101"]);
    expect((await segmentOf(context, segmentNo)).former).toMatchObject({ change: "edit", steps: 3, currentStep: 3, size: 3 });
    const aged = await inTransaction(db, async (tx) => ok(await removeUnreferencedSets(tx, { minutes: -1 })));
    expect(aged.ok).toBe(true);
    expect(await undoStackChange(context, { segmentNo, fromStep: 3 })).toEqual(ok({ currentStep: 3, size: 3 }));
    expect(await stored(segmentNo)).toEqual(before);
    const { rows } = await db.pool.query(
      "select contact_id from segment_line_override join segment on segment.id = segment_id where segment_no = $1",
      [segmentNo],
    );
    expect(rows, "what was changed on a line of the kept stack is there again").toEqual([{ contact_id: 202 }]);
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "P101", "P202"]);
    expect(await undoStackChange(context, { segmentNo, fromStep: 3 })).toEqual(err({ code: "no_change_to_undo", segmentNo }));
  });

  it("is moved, switched off and on, and removed", async () => {
    const segmentNo = await givenThreeSteps();
    await changeTo(context, segmentNo, { change: "move", step: 3, to: 1 });
    expect(await stackOf(context, segmentNo)).toEqual(["1 reduce ±0 = 0", "2 add +3 = 3", "3 add +2 = 5"]);
    await changeTo(context, segmentNo, { change: "switch", step: 2, on: false });
    expect(await stackOf(context, segmentNo)).toEqual(["1 reduce ±0 = 0", "2 add ±0 = 0 off", "3 add +3 = 3"]);
    expect(await contactsOf(context, segmentNo)).toEqual(["C200", "P201", "P202"]);
    await changeTo(context, segmentNo, { change: "switch", step: 2, on: true });
    expect(await stackOf(context, segmentNo)).toEqual(["1 reduce ±0 = 0", "2 add +3 = 3", "3 add +2 = 5"]);
    const gone = await changeTo(context, segmentNo, { change: "remove", step: 2 });
    expect(gone.steps.map(({ was, step, now }) => [was, step, now?.after ?? null])).toEqual([
      [3, 2, 3],
      [2, null, null],
    ]);
    expect(await stackOf(context, segmentNo)).toEqual(["1 reduce ±0 = 0", "2 add +3 = 3"]);
  });

  it("switched off can be gone back and forward over, explained, and exported around", async () => {
    const segmentNo = await givenThreeSteps();
    await changeTo(context, segmentNo, { change: "switch", step: 1, on: false });
    expect(await stackOf(context, segmentNo)).toEqual(["1 add ±0 = 0 off", "2 add +3 = 3", "3 reduce −2 = 1"]);
    expect(await goBack(context, { segmentNo, fromStep: 3 })).toEqual(ok({ currentStep: 2, size: 3 }));
    value(await goBack(context, { segmentNo, fromStep: 2 }));
    expect(await contactsOf(context, segmentNo)).toEqual([]);
    value(await goForward(context, { segmentNo, fromStep: 1 }));
    value(await goForward(context, { segmentNo, fromStep: 2 }));
    expect(await contactsOf(context, segmentNo)).toEqual(["P202"]);
    const why = await whyContact(context, { segmentNo, contactNo: "P101" });
    expect(why?.steps.map(({ what, stillSo }) => [what, stillSo])).toEqual([
      ["not_there", true],
      ["did_not_match", true],
      ["not_there", true],
    ]);
    expect(await listStepChanges(context, { segmentNo, step: 1, change: "came" })).toMatchObject({ total: 0 });
    let text = "";
    for await (const part of (await exportSegmentLines(context, { segmentNo }))?.content ?? []) text += part;
    expect([text.includes("P202"), text.includes("P101")]).toEqual([true, false]);
  });

  it("by hand is replayed by what was meant: whom it added and removed", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", country("GB")); // C200 P201 P202
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P900"] } }));
    value(await removeLines(context, { segmentNo, contactNos: ["P201"] }));
    const criteria = { kind: "add" as const, filter: group("NEWS"), options: {} };
    await changeTo(context, segmentNo, { change: "edit", step: 1, criteria }); // P900 P101 P201: P900 is there already
    expect(await stackOf(context, segmentNo)).toEqual(["1 add +3 = 3", "2 edit −1 = 2"]);
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "P101"]);
    await changeTo(context, segmentNo, { change: "remove", step: 1 });
    expect(await contactsOf(context, segmentNo), "P900 was meant to be added although it was there").toEqual(["P900"]);
  });

  it("keeps lines that stand twice with what was changed on each, and Undo turns them back", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", country("DK"));
    await take(context, segmentNo, "add", group("NEWS"));
    await take(context, segmentNo, "add", group("NEWS"), { allowExisting: true });
    const changed = async (layer: number, type: string) =>
      db.pool.query(
        `insert into segment_line_override (segment_id, contact_id, layer, overridden, correspondence_type)
         select id, 101, $2, '{correspondence_type}', $3::correspondence_type from segment where segment_no = $1`,
        [segmentNo, layer, type],
      );
    await changed(1, "phone");
    await changed(2, "email");
    value(await removeLines(context, { segmentNo, lines: [{ contactNo: "P101", layer: 1 }] }));
    const overrides = async () =>
      (
        await db.pool.query(
          "select layer, segment_line_override.correspondence_type as type from segment_line_override join segment on segment.id = segment_id where segment_no = $1 order by layer",
          [segmentNo],
        )
      ).rows;
    const before = { overrides: await overrides(), steps: await stored(segmentNo), lines: await contactsOf(context, segmentNo) };
    expect(before.overrides[0]).toEqual({ layer: 1, type: "email" });
    await changeTo(context, segmentNo, { change: "switch", step: 1, on: false });
    expect(await stackOf(context, segmentNo)).toEqual(["1 add ±0 = 0 off", "2 add +3 = 3", "3 add +3 = 6", "4 edit −1 = 5"]);
    value(await goBack(context, { segmentNo, fromStep: 4 }));
    expect(await overrides()).toEqual([
      { layer: 1, type: "phone" },
      { layer: 2, type: "email" },
    ]);
    value(await undoStackChange(context, { segmentNo, fromStep: 3 }));
    expect({ overrides: await overrides(), steps: await stored(segmentNo), lines: await contactsOf(context, segmentNo) }).toEqual(before);
  });

  it("drops undone steps, and Undo brings them back undone", async () => {
    const segmentNo = await givenThreeSteps();
    value(await goBack(context, { segmentNo, fromStep: 3 }));
    expect(await tryChange(context, segmentNo, { change: "switch", step: 1, on: false })).toMatchObject({
      droppedUndone: 1,
      currentStep: 2,
    });
    await changeTo(context, segmentNo, { change: "switch", step: 1, on: false });
    expect(await stackOf(context, segmentNo)).toEqual(["1 add ±0 = 0 off", "2 add +3 = 3"]);
    value(await undoStackChange(context, { segmentNo, fromStep: 2 }));
    expect(await stackOf(context, segmentNo)).toEqual(["1 add +3 = 3", "2 add +2 = 5", "3 reduce −2 = 3 undone"]);
  });

  it("can be undone until the next step is taken, not after", async () => {
    const segmentNo = await givenThreeSteps();
    await changeTo(context, segmentNo, { change: "remove", step: 3 });
    await take(context, segmentNo, "add", country("DK"));
    expect((await segmentOf(context, segmentNo)).former).toBeNull();
    expect(await undoStackChange(context, { segmentNo, fromStep: 3 })).toEqual(err({ code: "no_change_to_undo", segmentNo }));
  });
});

describe("a change of the stack", () => {
  it("changes nothing while it is only shown", async () => {
    const segmentNo = await givenThreeSteps();
    const before = await segmentOf(context, segmentNo);
    await tryChange(context, segmentNo, { change: "remove", step: 1 });
    expect(await segmentOf(context, segmentNo)).toEqual(before);
  });

  it("is refused when the stack or the numbers are not those that were shown", async () => {
    const segmentNo = await givenThreeSteps();
    const change = { change: "refresh" as const };
    const shown = shownBy(await tryChange(context, segmentNo, change));
    await db.pool.query("update contact set country_region_code = 'GB' where id = 300");
    expect(await changeStack(context, { segmentNo, change, ...shown })).toMatchObject({
      ok: false,
      error: { code: "numbers_moved", now: { before: 3, added: 1, removed: 0, after: 4 } },
    });
    await db.pool.query("update contact set country_region_code = 'DK' where id = 300");
    await take(context, segmentNo, "add", country("DK"));
    expect(await changeStack(context, { segmentNo, change, ...shown })).toMatchObject({ ok: false, error: { code: "step_moved" } });
    expect(await stackOf(context, segmentNo)).toHaveLength(4);
  });

  it("names the step whose filter cannot be read any more; a code that is gone matches nobody", async () => {
    const segmentNo = await givenThreeSteps();
    const spoil = (filter: unknown) =>
      db.pool.query(
        "update criteria_action set filter = $2 from segment where segment.id = segment_id and segment_no = $1 and action_no = 2",
        [segmentNo, JSON.stringify(filter)],
      );
    await spoil(is("gone", "x"));
    const change = { change: "switch" as const, step: 1, on: false };
    expect(await changeOrTry(context, { segmentNo, change, decided: null }, { limitMs: null })).toMatchObject({
      error: { code: "replay_refused", step: 2 },
    });
    await spoil({ kind: "nonsense" });
    expect(await changeOrTry(context, { segmentNo, change, decided: null }, { limitMs: null })).toMatchObject({
      error: { code: "replay_refused", step: 2, error: null },
    });
    await spoil(group("NOSUCHGROUP"));
    expect((await tryChange(context, segmentNo, change)).numbers).toEqual({ before: 3, added: 0, removed: 3, after: 0 });
  });

  it("refreshes: who would join and leave today, then does it", async () => {
    const segmentNo = await givenThreeSteps();
    await db.pool.query("insert into contact_mailing_group values (300, 'NEWS'); delete from contact_mailing_group where contact_id = 900");
    const difference = await changeTo(context, segmentNo, { change: "refresh" });
    expect(difference).toMatchObject({ joining: [{ contactNo: "C300" }], leaving: [{ contactNo: "P900" }], kept: 0 });
    expect(await contactsOf(context, segmentNo)).toEqual(["P101", "P202", "C300"]);
    await db.pool.query("delete from contact_mailing_group where contact_id = 300; insert into contact_mailing_group values (900, 'NEWS')");
  });

  it("goes on as a job when its time is over, and leaves nothing behind", async () => {
    const segmentNo = await givenThreeSteps();
    const before = await segmentOf(context, segmentNo);
    const over = await changeOrTry(context, { segmentNo, change: { change: "refresh" }, decided: null }, { limitMs: 0 });
    expect(over).toEqual(err({ code: "timed_out" }));
    expect(await segmentOf(context, segmentNo)).toEqual(before);
  });

  it("is carried out by a job once, also when the job is begun again after its answer got lost", async () => {
    const segmentNo = await givenThreeSteps();
    const change = { change: "remove" as const, step: 2 };
    const { version, shown } = shownBy(await tryChange(context, segmentNo, change));
    const heading = { title: "Change the steps", subjectKind: "segment", subjectKey: segmentNo, userId: context.user.id };
    const asked = { segmentNo, change, decided: { version, shown } };
    const jobId = value(await inTransaction<string, never>(db, async (tx) => ok(await addJob(tx, changeStackJob, asked, heading))));
    const run = () => runJob(db, changeStackJob, { jobId }, { lastAttempt: true, signal: new AbortController().signal });
    await run();
    expect(await findJob(context, { jobId })).toMatchObject({ state: "done", done: 1, total: 1, result: { currentStep: 2, version } });
    const after = await segmentOf(context, segmentNo);
    expect(await stackOf(context, segmentNo)).toEqual(["1 add +3 = 3", "2 reduce −1 = 2"]);
    await db.pool.query("update job set state = 'running' where id = $1", [jobId]);
    await run();
    expect(await findJob(context, { jobId })).toMatchObject({ state: "done", result: { done: true } });
    expect(await segmentOf(context, segmentNo)).toEqual(after);
  });

  it("SEG-REUSE-006 does not mind contacts that are gone", async () => {
    const administrator = await testContext(db, { user: { ...context.user, id: "admin", email: "admin@example.test", role: "admin" } });
    await db.pool.query("insert into contact (id, contact_no, type, name) values (901, 'P901', 'person', 'Gone')");
    const segmentNo = await givenSegment(context);
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P901"] } }));
    await take(context, segmentNo, "add", country("DK"));
    await changeTo(context, segmentNo, { change: "refresh" });
    value(await deleteContacts(administrator, { contactNos: ["P901"] }));
    await changeTo(context, segmentNo, { change: "refresh" });
    expect(await stackOf(context, segmentNo)).toEqual(["1 edit ±0 = 0", "2 add +1 = 1"]);
  });
});
