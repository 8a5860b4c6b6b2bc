import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findCampaign } from "@/lib/campaigns/find-campaign";
import { startWorker } from "@/lib/jobs/worker";
import { cancelEntries, reinstateEntries } from "@/lib/logging/cancel-entries";
import { cancelLoggedSegments, reinstateLoggedSegments } from "@/lib/logging/cancel-logged-segments";
import { findLogOutcome } from "@/lib/logging/find-log-outcome";
import { findLoggedSegment } from "@/lib/logging/find-logged-segment";
import { countFollowUp, followUp } from "@/lib/logging/follow-up";
import { logJob } from "@/lib/logging/log-job";
import { err } from "@/lib/result";
import { changeLines } from "@/lib/segmentation/change-lines";
import type { ChangeLines } from "@/lib/segmentation/line-changes-schema";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { whyContact } from "@/lib/segmentation/why-contact";
import { givenBaseWorld } from "@/tests/support/base-world";
import { ended } from "@/tests/support/ended";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { changeTo, stackOf } from "../segmentation/stack-changes";
import { contactsOf, country, givenSegment, linesOf, segmentOf, take, value } from "../segmentation/worksheet";
import { checkOf, givenWorksheet, log, logTables, press } from "./support";

let db: TestDatabase;
let context: OperationContext;
let entryNo: number;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  const segmentNo = await givenWorksheet(context, ["P201", "P101", "P900", "P102"], { campaignNo: "CP1" });
  value(await updateSegmentHeader(context, { segmentNo, headerVersion: 1, changes: { campaignTarget: true } }));
  entryNo = value(await log(context, segmentNo)).entryNo;
  await db.pool.query(
    `update interaction_log_entry set evaluation = case contact_no when 'P101' then evaluation 'positive' end, attempt_failed = contact_no = 'P201'
     where logged_segment_entry_no = $1`,
    [entryNo],
  );
});
afterAll(() => db.drop());

describe("Reuse Segment", () => {
  it("SEG-REUSE-007 adds the contacts of a logged segment, each once, excluded ones refused, in one step", async () => {
    const segmentNo = await givenSegment(context, { salespersonCode: null });
    await changeTo(context, segmentNo, { change: "reuse_logged", entryNo, choice: { who: "all" } });
    expect([await contactsOf(context, segmentNo), await stackOf(context, segmentNo)]).toEqual([
      ["P900", "P101", "P201"],
      ["1 reuse +3 = 3"],
    ]);
    const { steps, header } = await segmentOf(context, segmentNo);
    expect(steps[0]).toMatchObject({
      kind: "reuse",
      words: [{ text: "From logged segment " }, { text: String(entryNo), strong: true }],
      found: { refusedExcluded: 1 },
    });
    expect([header.campaign, header.interactionTemplate], "the header stays").toEqual([null, null]);
    const lines = await linesOf(context, segmentNo);
    expect(lines.map(({ salespersonCode }) => salespersonCode)).toEqual(["JO", "JO", "MK"]);
    expect((await whyContact(context, { segmentNo, contactNo: "P102" }))?.steps).toMatchObject([{ what: "refused" }]);
    expect((await whyContact(context, { segmentNo, contactNo: "P202" }))?.steps).toMatchObject([{ what: "did_not_match" }]);
  });

  it("SEG-REUSE-011 comes on top of what is there and asks nothing; a number that is not there changes nothing", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", country("DK"));
    await changeTo(context, segmentNo, { change: "reuse_logged", entryNo, choice: { who: "evaluated", evaluations: ["positive"] } });
    expect(await contactsOf(context, segmentNo)).toEqual(["P101", "C300"]);
    await expect(changeTo(context, segmentNo, { change: "reuse_logged", entryNo: 999, choice: { who: "all" } })).rejects.toThrow(
      "logged_segment_not_found",
    );
    expect(await stackOf(context, segmentNo)).toHaveLength(2);
  });

  it("SEG-REUSE-012 reads the contacts anew and keeps the header's campaign", async () => {
    await db.pool.query("update contact set salesperson_code = 'PS' where id = 101");
    const segmentNo = await givenSegment(context, {
      description: "New",
      salespersonCode: null,
      interactionTemplateCode: "CALL",
      campaignNo: "CP2",
    });
    await changeTo(context, segmentNo, {
      change: "reuse_logged",
      entryNo,
      choice: { who: "evaluated", evaluations: ["positive", "neutral"] },
    });
    expect(await linesOf(context, segmentNo)).toMatchObject([
      { contactNo: "P101", description: "New", salespersonCode: "PS", interactionTemplateCode: "CALL", costLcy: 5, campaignNo: "CP2" },
    ]);
    await db.pool.query("update contact set salesperson_code = 'JO' where id = 101");
  });

  it("W-28 leaves canceled entries out", async () => {
    await db.pool.query("update interaction_log_entry set canceled = true where logged_segment_entry_no = $1 and contact_no = 'P900'", [
      entryNo,
    ]);
    expect(await countFollowUp(context, { entryNo, choice: { who: "all" } })).toMatchObject({ contacts: 2 });
    await db.pool.query("update interaction_log_entry set canceled = false where logged_segment_entry_no = $1", [entryNo]);
  });
});

describe("a follow-up segment", () => {
  const counted = async (choice: Parameters<typeof countFollowUp>[1]["choice"]) =>
    (await countFollowUp(context, { entryNo, choice }))?.contacts;

  it("is for all, those with an evaluation, those not reached or those who did not answer, with the number shown before", async () => {
    expect([
      await counted({ who: "all" }),
      await counted({ who: "evaluated", evaluations: ["positive"] }),
      await counted({ who: "evaluated", evaluations: ["negative"] }),
      await counted({ who: "not_reached" }),
      await counted({ who: "not_answered" }),
    ]).toEqual([3, 1, 0, 1, 2]);
    const respond = `insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description, campaign_no, campaign_response)
      select id, contact_no, name, '2026-03-20', 'Answer', $1, true from contact where id = 900`;
    await db.pool.query(respond, ["CP2"]);
    expect(await counted({ who: "not_answered" }), "an answer to another campaign is none").toBe(2);
    await db.pool.query(respond, ["CP1"]);
    expect(await counted({ who: "not_answered" })).toBe(1);
    const made = value(await followUp(context, { entryNo, choice: { who: "not_answered" } }));
    expect([made.contacts, await contactsOf(context, made.segmentNo)]).toEqual([1, ["P201"]]);
  });

  it("W-39 carries template and flags over when asked for; LOGSEG-002 the campaign always", async () => {
    const carried = value(await followUp(context, { entryNo, choice: { who: "all" } }));
    const { header } = await segmentOf(context, carried.segmentNo);
    expect(header).toMatchObject({
      campaign: { code: "CP1" },
      campaignTarget: true,
      interactionTemplate: { code: "LETTER" },
      date: context.workDate,
    });
    expect(header.description).toMatch(/^Follow-up on segment SM\d+$/);
    const bare = value(await followUp(context, { entryNo, choice: { who: "all" }, carry: false }));
    expect((await segmentOf(context, bare.segmentNo)).header).toMatchObject({
      campaign: { code: "CP1" },
      campaignTarget: false,
      interactionTemplate: null,
    });
    expect(await followUp(context, { entryNo: 999, choice: { who: "all" } })).toEqual(
      err({ code: "logged_segment_not_found", entryNo: 999 }),
    );
  });
});

describe("lines with campaigns of their own", () => {
  it("LOGSEG-002 logging writes an entry for each campaign, and the follow-up made with it keeps them on the lines", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202", "P900"]);
    const set = async (contactNo: string, set: ChangeLines["set"]) =>
      value(await changeLines(context, { segmentNo, which: { lines: [{ contactNo }] }, set }));
    await set("P101", { campaignNo: "CP1", campaignTarget: true, costLcy: 4 });
    await set("P201", { campaignNo: "CP2" });
    await set("P202", { campaignNo: "CP1" });
    expect((await checkOf(context, segmentNo)).campaigns).toEqual([
      { code: "CP1", interactions: 2, targets: 1 },
      { code: "CP2", interactions: 1, targets: 0 },
    ]);
    const before = (await findCampaign(context, { campaignNo: "CP2" }))?.entries.length;

    const { jobId } = value(await press(context, segmentNo, { followUp: true }));
    const worker = await startWorker(db, [logJob]);
    expect(await ended(context, jobId)).toMatchObject({ state: "done" });
    await worker.stop();

    const outcome = await findLogOutcome(context, { segmentNo });
    const followUpNo = outcome?.followUpNo ?? "";
    const { header } = await segmentOf(context, followUpNo);
    expect(header).toMatchObject({
      campaign: null,
      interactionTemplate: { code: "LETTER" },
      description: `Follow-up on segment ${segmentNo}`,
    });
    expect((await linesOf(context, followUpNo)).map((line) => [line.contactNo, line.campaignNo, line.campaignTarget])).toEqual([
      ["P900", null, false],
      ["P101", "CP1", true],
      ["P201", "CP2", false],
      ["P202", "CP1", false],
    ]);
    expect(await stackOf(context, followUpNo)).toEqual(["1 reuse +4 = 4"]);

    const entryNo = outcome?.entryNo ?? 0;
    const rows = async () =>
      (await findLoggedSegment(context, { entryNo }))?.campaignEntryRows.map((row) => [
        row.campaignNo,
        row.canceled,
        row.interactions,
        row.costLcy,
        row.durationMin,
      ]);
    const all = [
      ["CP1", false, 2, 14, 30],
      ["CP2", false, 1, 10, 15],
    ];
    expect(await rows()).toEqual(all);
    const { entries } = await logTables(context);
    const [single = 0] = entries.flatMap((entry) =>
      entry.loggedSegmentEntryNo === entryNo && entry.contactNo === "P101" ? [Number(entry.entryNo)] : [],
    );
    value(await cancelEntries(context, { entryNos: [single] }));
    expect(await rows(), "a canceled entry counts no more").toEqual([["CP1", false, 1, 10, 15], all[1]]);
    value(await cancelLoggedSegments(context, { entryNos: [entryNo] }));
    expect(await rows(), "all are canceled, and counted as such").toEqual([
      ["CP1", true, 2, 14, 30],
      ["CP2", true, 1, 10, 15],
    ]);
    expect(await reinstateEntries(context, { entryNos: [single] })).toMatchObject({ error: { code: "logged_segment_is_canceled" } });
    value(await reinstateLoggedSegments(context, { entryNos: [entryNo] }));
    expect(await rows()).toEqual(all);
    const ofSummer = (await findCampaign(context, { campaignNo: "CP2" }))?.entries;
    expect([ofSummer?.length, ofSummer?.[0]]).toMatchObject([
      (before ?? 0) + 1,
      { segmentNo, interactions: 1, costLcy: 10, durationMin: 15 },
    ]);
  });

  it("LOGSEG-002 a line that had none keeps none below a header with one, and flags stay behind when asked", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201", "P202"], { campaignNo: "CP1" });
    const which = (contactNo: string) => ({ segmentNo, which: { lines: [{ contactNo }] } });
    value(await changeLines(context, { ...which("P101"), set: { campaignNo: null } }));
    value(await changeLines(context, { ...which("P201"), set: { campaignNo: "CP2", campaignResponse: true } }));
    const { entryNo } = value(await log(context, segmentNo));
    const campaignsOf = async (carry: boolean) => {
      const made = value(await followUp(context, { entryNo, choice: { who: "all" }, carry }));
      return (await linesOf(context, made.segmentNo)).map((line) => [line.campaignNo, line.campaignResponse]);
    };
    expect(await campaignsOf(true)).toEqual([
      [null, false],
      ["CP2", true],
      ["CP1", false],
    ]);
    expect((await campaignsOf(false))[1]).toEqual(["CP2", false]);
    const unanswered = async () => (await countFollowUp(context, { entryNo, choice: { who: "not_answered" } }))?.contacts;
    expect(await unanswered()).toBe(3);
    await db.pool.query(
      `insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description, campaign_no, campaign_response)
       select id, contact_no, name, '2026-03-20', 'Answer', 'CP2', true from contact where id = 201`,
    );
    expect(await unanswered(), "an answer to any of its campaigns").toBe(2);
  });
});
