import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findCallee } from "@/lib/calls/find-callee";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import { cancelEntries, reinstateEntries } from "@/lib/logging/cancel-entries";
import { listEntryComments } from "@/lib/logging/entry-comments";
import { evaluateEntries } from "@/lib/logging/evaluate-entries";
import { listProblemLines } from "@/lib/logging/list-problem-lines";
import { addLines } from "@/lib/segmentation/add-lines";
import { deleteSegment } from "@/lib/segmentation/delete-segment";
import { goToStep } from "@/lib/segmentation/go-to-step";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { heard } from "../consent/support";
import { checkOf, givenWorksheet, log } from "../logging/support";
import { changeTo } from "../segmentation/stack-changes";
import { country, linesOf, segmentOf, take, value } from "../segmentation/worksheet";
import { call, callFrom } from "./support";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  await db.pool.query(`
    insert into contact (id, contact_no, type, name, company_id, company_no, company_name, salesperson_code, country_region_code, phone_no, mobile_phone_no) values
      (203, 'P203', 'person', 'Xenia Two', 200, 'C200', 'Birch Tools', 'JO', 'GB', '1234', '9876'),
      (901, 'P901', 'person', 'Gus Gone', null, null, null, 'JO', 'SE', '08-901', null), (902, 'P902', 'person', 'Hanna Here', null, null, null, 'JO', 'SE', '08-902', null);
    insert into contact_alt_address (contact_id, code, phone_no) values (902, 'BOAT', '040-902');
    insert into contact_alt_address_date_range (contact_id, starting_date, ending_date, alt_address_code) values (902, '2026-03-01', '2026-03-31', 'BOAT');`);
});
afterAll(() => db.drop());

const doneOn = async (segmentNo: string) =>
  (await linesOf(context, segmentNo))
    .filter((line) => line.call?.done)
    .map(({ contactNo, layer }) => (layer > 1 ? `${contactNo}~${layer}` : contactNo));
const entryAt = (entryNo: number) => db.prisma.interactionLogEntry.findUniqueOrThrow({ where: { entryNo } });
const goTo = async (segmentNo: string, step: number) =>
  value(await goToStep(context, { segmentNo, fromStep: (await segmentOf(context, segmentNo)).currentStep, step }));

describe("a call from a line", () => {
  it("CALL-001, A-24 is logged at once, and W-40 the line is done: it stays and is not logged again", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"], { salespersonCode: null, campaignNo: "CP1" });
    const callee = await findCallee(context, { contactNo: "P201", line: { segmentNo } });
    expect(callee).toMatchObject({
      numbers: [
        { number: "020-201", kind: "phone" },
        { number: "020-200", kind: "company" },
      ],
      salesperson: { code: "MK" },
      campaign: { code: "CP1" },
      description: null,
      zone: "Europe/London",
      date: "2026-03-16",
      time: "10:00",
    });
    expect(callee?.templates[0]).toMatchObject({ code: "CALL", name: "Outgoing call", costLcy: 5, durationMin: 3 });
    expect(callee?.templates.map(({ code }) => code)).not.toContain("LETTER");
    const entryNo = await callFrom(context, segmentNo, "P201", { evaluation: "neutral", comment: "Rings back" });
    expect(await entryAt(entryNo)).toMatchObject({
      contactNo: "P201",
      companyNo: "C200",
      interactionTemplateCode: "CALL",
      interactionGroupCode: "PHONE",
      description: "Outgoing call",
      informationFlow: "outbound",
      initiatedBy: "us",
      durationMin: 3,
      contactVia: "020-201",
      salespersonCode: "MK",
      segmentNo,
      loggedSegmentEntryNo: null,
      correspondenceType: "phone",
      evaluation: "neutral",
      attemptFailed: false,
      userId: "test-admin",
    });
    expect(await listEntryComments(context, { entryNo })).toMatchObject([{ text: "Rings back" }]);
    expect(await db.prisma.auditEntry.findFirst({ where: { operation: "call.log", subjectKey: String(entryNo) } })).toMatchObject({
      userName: "Ada Admin",
    });
    expect(await doneOn(segmentNo)).toEqual(["P201"]);
    const check = await checkOf(context, segmentNo);
    expect([check.lines, check.interactions, check.channels.map(({ lines }) => lines)]).toEqual([2, 1, [1]]);
    expect(check.leftOut).toEqual([
      { problem: "called_already", count: 1, sample: [expect.objectContaining({ contactNo: "P201" })], detail: [String(entryNo)] },
    ]);
    expect(check.worthALook).toEqual([]); // the call is an interaction of today, and no reason to look at the line
    expect((await listProblemLines(context, { segmentNo, problem: "called_already" }))?.lines.map((line) => line.contactNo)).toEqual([
      "P201",
    ]);
    const written = value(await log(context, segmentNo));
    expect(written).toMatchObject({ interactions: 1, leftOut: 1 });
    const logged = await db.prisma.interactionLogEntry.findMany({ where: { segmentNo }, orderBy: { entryNo: "asc" } });
    expect(logged.map((entry) => [entry.contactNo, entry.loggedSegmentEntryNo])).toEqual([
      ["P201", null],
      ["P101", written.entryNo],
    ]);
    expect(await call(context, "P201", { line: { segmentNo } })).toMatchObject({ ok: false, error: { code: "not_draft" } });
  });

  it("the way back: canceled, or noted as failed afterwards, the line is to be logged again; reinstated it is done again", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
    const entryNo = await callFrom(context, segmentNo, "P201");
    value(await cancelEntries(context, { entryNos: [entryNo] }));
    expect([await doneOn(segmentNo), (await checkOf(context, segmentNo)).interactions]).toEqual([[], 2]);
    value(await reinstateEntries(context, { entryNos: [entryNo] }));
    expect([await doneOn(segmentNo), (await checkOf(context, segmentNo)).interactions]).toEqual([["P201"], 1]);
    value(await evaluateEntries(context, { entries: { entryNos: [entryNo] }, change: { set: "attemptFailed", attemptFailed: true } }));
    expect((await checkOf(context, segmentNo)).interactions).toBe(2);
    expect(value(await log(context, segmentNo)).interactions).toBe(2);
  });

  it("A-25 an attempt that failed leaves the line to be called and to be logged", async () => {
    const segmentNo = await givenWorksheet(context, ["P201"]);
    const failed = await callFrom(context, segmentNo, "P201", { reached: false });
    expect(await entryAt(failed)).toMatchObject({ attemptFailed: true });
    expect((await linesOf(context, segmentNo))[0]?.call).toEqual({ entryNo: failed, done: false });
    expect((await checkOf(context, segmentNo)).interactions).toBe(1);
    const reached = await callFrom(context, segmentNo, "P201");
    expect((await linesOf(context, segmentNo))[0]?.call).toEqual({ entryNo: reached, done: true });
    expect((await checkOf(context, segmentNo)).interactions).toBe(0);
    expect(await log(context, segmentNo)).toEqual({ ok: false, error: { code: "nothing_to_log", segmentNo } });
  });

  it("of two people who call from the same line at once, one is recorded and the other is told", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
    const other = await testContext(db, {
      user: { id: "esther", name: "Esther", email: "esther@example.test", role: "marketer", salespersonCode: null },
    });
    const answers = await Promise.all([context, other].map((one) => call(one, "P201", { line: { segmentNo } })));
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: { code: "line_is_done", contactName: "Cara Bell" } });
    expect(await db.prisma.segmentLineCall.count({ where: { segment: { segmentNo } } })).toBe(1);
  });

  it("moves down with its line when one of several lines goes, and back with Go Back", async () => {
    const segmentNo = await givenWorksheet(context, ["P201"]);
    for (let times = 0; times < 2; times += 1)
      value(await addLines(context, { segmentNo, contacts: { contactNos: ["P201"] }, allowExisting: true }));
    await callFrom(context, segmentNo, "P201", { layer: 2 });
    expect(await doneOn(segmentNo)).toEqual(["P201~2"]);
    const { currentStep } = await segmentOf(context, segmentNo);
    value(await removeLines(context, { segmentNo, lines: [{ contactNo: "P201", layer: 1 }] }));
    expect([await doneOn(segmentNo), (await checkOf(context, segmentNo)).interactions]).toEqual([["P201"], 1]);
    await goTo(segmentNo, currentStep);
    expect([await doneOn(segmentNo), (await checkOf(context, segmentNo)).interactions]).toEqual([["P201~2"], 2]);
    value(await removeLines(context, { segmentNo, lines: [{ contactNo: "P201", layer: 2 }] }));
    expect([await doneOn(segmentNo), (await checkOf(context, segmentNo)).interactions]).toEqual([[], 2]);
    await goTo(segmentNo, currentStep);
    expect(value(await log(context, segmentNo))).toMatchObject({ interactions: 2, leftOut: 1 });
  });

  it("stays done through Go Back, a step taken again on today's data, and when the contact comes back after it was gone for good", async () => {
    const segmentNo = await givenWorksheet(context, []);
    await take(context, segmentNo, "add", country("GB"));
    await take(context, segmentNo, "add", country("DE"));
    await callFrom(context, segmentNo, "P101");
    await goTo(segmentNo, 1);
    expect(await doneOn(segmentNo)).toEqual([]);
    await goTo(segmentNo, 2);
    expect(await doneOn(segmentNo)).toEqual(["P101"]);
    await changeTo(context, segmentNo, { change: "refresh" });
    expect(await doneOn(segmentNo)).toEqual(["P101"]);
    await goTo(segmentNo, 1);
    await take(context, segmentNo, "add", country("DK"));
    await take(context, segmentNo, "add", country("DE"));
    expect(await doneOn(segmentNo)).toEqual(["P101"]);
  });

  it("goes with the merged contact, and away with a deleted contact or segment; its entry stays", async () => {
    const segmentNo = await givenWorksheet(context, ["P901", "P902", "P101"]);
    const merged = await callFrom(context, segmentNo, "P901");
    value(await mergeContacts(context, { keep: "P902", contactNos: ["P901"] }));
    expect([await doneOn(segmentNo), (await entryAt(merged)).contactNo]).toEqual([["P902"], "P902"]);
    value(await deleteContacts(context, { contactNos: ["P902"] }));
    expect([await doneOn(segmentNo), (await checkOf(context, segmentNo)).interactions]).toEqual([[], 1]);
    const other = await callFrom(context, segmentNo, "P101");
    value(await deleteSegment(context, { segmentNo, version: (await segmentOf(context, segmentNo)).header.version }));
    expect(await entryAt(other)).toMatchObject({ segmentNo, canceled: false });
    expect(await db.prisma.segmentLineCall.count({ where: { entryNo: { in: [merged, other] } } })).toBe(0);
  });
});

describe("a call from a contact", () => {
  it("CALL-004 offers the contact's numbers before its company's, the one of an alternative address before all", async () => {
    const numbersOf = async (contactNo: string) => (await findCallee(context, { contactNo }))?.numbers.map(({ number }) => number);
    expect(await numbersOf("P202")).toEqual(["0777-202", "020-200"]);
    expect(await numbersOf("P203")).toEqual(["1234", "9876", "020-200"]);
    expect(await numbersOf("C200")).toEqual(["020-200"]);
  });

  it("CALL-005 stores the date and time that were chosen, and its comment", async () => {
    const { entryNo } = value(
      await call(context, "P203", { date: "2026-03-14", time: "18:30", comment: "Sounded glad", campaignNo: "CP2" }),
    );
    expect(await entryAt(entryNo)).toMatchObject({
      date: new Date("2026-03-14"),
      timeOfInteraction: new Date("1970-01-01T18:30:00Z"),
      segmentNo: null,
      campaignNo: "CP2",
      campaignTarget: false,
    });
  });

  it("is proposed by the template of the set-up, and refused by one of another channel, an unknown campaign or a blocked salesperson", async () => {
    await db.prisma.marketingSetup.update({ where: { id: 1 }, data: { callTemplateCode: "VISIT" } });
    expect((await findCallee(context, { contactNo: "P203" }))?.templates[0]?.code).toBe("VISIT");
    await db.prisma.salesperson.update({ where: { code: "PS" }, data: { blocked: true } });
    const refusals = await Promise.all(
      [{ interactionTemplateCode: "LETTER" }, { campaignNo: "NONE" }, { salespersonCode: "PS" }].map((more) => call(context, "P203", more)),
    );
    expect(refusals.map((answer) => !answer.ok && answer.error.code)).toEqual(["no_call_template", "unknown_code", "salesperson_unknown"]);
    expect(await call(context, "P203", { number: "none" })).toMatchObject({ ok: false, error: { code: "invalid_input" } });
  });

  it("is refused for who is blocked or refused to be called, with the reason", async () => {
    expect(await call(context, "P301")).toMatchObject({ ok: false, error: { code: "must_not_be_called", reason: "privacy_blocked" } });
    expect(await findCallee(context, { contactNo: "P301" })).toMatchObject({ refusal: "privacy_blocked" });
    await heard(context, ["P203"], "do_not_contact", { channels: ["phone"] });
    expect(await call(context, "P203")).toMatchObject({ ok: false, error: { code: "must_not_be_called", reason: "do_not_contact" } });
    expect((await findCallee(context, { contactNo: "P203" }))?.templates[0]?.unreachable).toBe("do_not_contact");
  });

  it("is for who may work with the log", async () => {
    const viewer = await testContext(db, {
      user: { id: "vic", name: "Vic", email: "vic@example.test", role: "viewer", salespersonCode: null },
    });
    expect(await call(viewer, "P101")).toMatchObject({ ok: false, error: { code: "not_allowed" } });
  });
});
