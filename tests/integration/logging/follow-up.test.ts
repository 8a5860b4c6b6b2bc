import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { countFollowUp, followUp } from "@/lib/logging/follow-up";
import { err } from "@/lib/result";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { whyContact } from "@/lib/segmentation/why-contact";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { changeTo, stackOf } from "../segmentation/stack-changes";
import { contactsOf, country, givenSegment, linesOf, segmentOf, take, value } from "../segmentation/worksheet";
import { givenWorksheet, log } from "./support";

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
