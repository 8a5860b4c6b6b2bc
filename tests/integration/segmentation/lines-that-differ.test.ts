import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { changeLines } from "@/lib/segmentation/change-lines";
import { goBack, goForward } from "@/lib/segmentation/go-to-step";
import type { ChangeLines } from "@/lib/segmentation/line-changes-schema";
import type { LinesChanged } from "@/lib/segmentation/line-types";
import type { LineFilter } from "@/lib/segmentation/lines-schema";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { removeLines } from "@/lib/segmentation/remove-lines";
import type { CreateSegment, UpdateSegmentHeader } from "@/lib/segmentation/schema";
import { undoLineChanges } from "@/lib/segmentation/undo-line-changes";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { givenSegment, group, linesOf, segmentOf, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
let later: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  await db.pool.query(`
    insert into contact_alt_address (contact_id, code, address, city, email, phone_no) values
      (101, 'SUMMER', 'Seestrasse 1', 'Binz', 'anna@beach.example', null), (101, 'HOME', 'Hof 2', 'Ulm', null, '0731-1');
    insert into contact_alt_address_date_range values (101, '2026-04-01', '2026-08-31', 'SUMMER'), (101, '2026-03-01', null, 'HOME');
    insert into salesperson (code, name, blocked) values ('XX', 'Gone Person', true)`);
  context = await testContext(db);
  later = { ...context, now: new Date(context.now.getTime() + 60_000) };
});
afterAll(() => db.drop());

async function givenLines(contactNos: string[], header: CreateSegment = {}): Promise<string> {
  const segmentNo = await givenSegment(context, { description: "Spring letter", interactionTemplateCode: "LETTER", ...header });
  if (contactNos.length > 0) value(await addLines(context, { segmentNo, contacts: { contactNos } }));
  return segmentNo;
}
const change = (segmentNo: string, contactNos: string[], set: ChangeLines["set"], inherit: ChangeLines["inherit"] = []) =>
  changeLines(context, { segmentNo, which: { lines: contactNos.map((contactNo) => ({ contactNo })) }, set, inherit });
const changed = async (...request: Parameters<typeof change>): Promise<LinesChanged> => value(await change(...request));
const lineOf = async (segmentNo: string, contactNo: string) => {
  const line = (await linesOf(context, segmentNo)).find((line) => line.contactNo === contactNo);
  if (!line) throw new Error(`${contactNo} is not on ${segmentNo}`);
  return line;
};
const header = async (segmentNo: string, changes: UpdateSegmentHeader["changes"], lines: UpdateSegmentHeader["lines"] = "not_changed") =>
  value(
    await updateSegmentHeader(context, {
      segmentNo,
      headerVersion: (await segmentOf(context, segmentNo)).header.headerVersion,
      changes,
      lines,
    }),
  );
const each = async <T>(segmentNo: string, what: (line: Awaited<ReturnType<typeof lineOf>>) => T) =>
  Object.fromEntries((await linesOf(context, segmentNo)).map((line) => [line.contactNo, what(line)]));

describe("the template of a line", () => {
  it("SEG-LIN-012 brings its presets to the line alone; a channel that nobody offers stays as it was", async () => {
    const segmentNo = await givenLines(["P101", "P201", "P202"], { campaignNo: null });
    await changed(segmentNo, ["P101", "P201"], { interactionTemplateCode: "CALL" });
    const ofCall = {
      interactionTemplateCode: "CALL",
      interactionGroupCode: "PHONE",
      description: "Outgoing call",
      costLcy: 5,
      durationMin: 3,
      informationFlow: "outbound",
      initiatedBy: "us",
      campaignNo: null,
      languageCode: null,
      changedHere: ["interactionTemplateCode"],
    };
    expect(await lineOf(segmentNo, "P101")).toMatchObject({ ...ofCall, correspondenceType: "hard_copy" });
    expect(await lineOf(segmentNo, "P201")).toMatchObject({ ...ofCall, correspondenceType: "email" });
    expect(await lineOf(segmentNo, "P202")).toMatchObject({ interactionTemplateCode: "LETTER", costLcy: 10, changedHere: [] });
    expect((await lineOf(segmentNo, "P101")).inherited).toMatchObject({ interactionTemplateCode: "LETTER", costLcy: 5 });
  });

  it("gives way to what else was changed on the line, and brings its campaign where the header has none", async () => {
    const segmentNo = await givenLines(["P101", "P201"]);
    await changed(segmentNo, ["P101"], { costLcy: 99, description: "VIP letter" });
    await changed(segmentNo, ["P101", "P201"], { interactionTemplateCode: "PROMO" });
    expect(await lineOf(segmentNo, "P101")).toMatchObject({
      costLcy: 99,
      description: "VIP letter",
      durationMin: 1,
      correspondenceType: "email",
    });
    expect(await each(segmentNo, (line) => [line.campaignNo, line.campaignTarget])).toEqual({ P101: ["CP1", true], P201: ["CP1", true] });
    await header(segmentNo, { campaignNo: "CP2" });
    expect(await each(segmentNo, (line) => [line.campaignNo, line.campaignTarget])).toEqual({ P101: ["CP2", true], P201: ["CP2", true] });
  });

  it("of the header reaches all lines that have none of their own, cost, direction and flags included", async () => {
    const segmentNo = await givenLines(["P101", "P201"]);
    await changed(segmentNo, ["P201"], { interactionTemplateCode: "MAIL" });
    await header(segmentNo, { interactionTemplateCode: "VISIT" });
    expect(await lineOf(segmentNo, "P101")).toMatchObject({
      interactionGroupCode: "MEET",
      costLcy: 50,
      informationFlow: "inbound",
      initiatedBy: "them",
    });
    expect(await lineOf(segmentNo, "P201")).toMatchObject({
      interactionGroupCode: "LETTERS",
      costLcy: 2,
      initiatedBy: "us",
      languageCode: "ENU",
    });
  });

  it("decides which languages a line can have, and a changed one comes back with a template that has it", async () => {
    const segmentNo = await givenLines(["P101", "P201"]);
    expect(await change(segmentNo, ["P201"], { languageCode: "FRA" })).toEqual(
      err({ code: "language_missing", languageCode: "FRA", templateCode: "LETTER", name: "Cara Bell" }),
    );
    await changed(segmentNo, ["P201"], { languageCode: "DEU" });
    expect(await each(segmentNo, (line) => line.languageCode)).toEqual({ P101: "DEU", P201: "DEU" });
    await header(segmentNo, { interactionTemplateCode: "MAIL" });
    expect(await each(segmentNo, (line) => line.languageCode), "MAIL has English only").toEqual({ P101: "ENU", P201: "ENU" });
    await header(segmentNo, { interactionTemplateCode: null });
    expect(await change(segmentNo, ["P201"], { languageCode: "ENU" })).toEqual(err({ code: "template_needed", name: "Cara Bell" }));
    await header(segmentNo, { interactionTemplateCode: "LETTER" });
    expect(await each(segmentNo, (line) => line.languageCode)).toEqual({ P101: "DEU", P201: "DEU" });
  });
});

describe("changing lines", () => {
  it("sets every field, marks it, says what it would go back to, and gives it back", async () => {
    const segmentNo = await givenLines(["P101", "P201"]);
    const set = {
      description: "Call first",
      date: "2026-05-02",
      timeOfInteraction: "14:30",
      correspondenceType: "phone",
      salespersonCode: "PS",
      interactionTemplateCode: "MAIL",
      languageCode: "ENU",
      campaignNo: "CP2",
      campaignTarget: true,
      campaignResponse: true,
      informationFlow: "inbound",
      initiatedBy: "them",
      costLcy: 8.25,
      durationMin: 7,
      evaluation: "positive",
      attemptFailed: true,
      altAddressCode: "HOME",
    } as const;
    const before = await lineOf(segmentNo, "P101");
    await changed(segmentNo, ["P101"], set);
    const line = await lineOf(segmentNo, "P101");
    expect(line).toMatchObject({ ...set, salespersonName: "Peter Saddow", city: "Ulm", phoneNo: "0731-1", email: "anna@alder.example" });
    expect(line.changedHere).toEqual(Object.keys(set));
    expect(line.inherited).toMatchObject({ timeOfInteraction: null, salespersonCode: "JO", date: "2026-03-16", altAddressCode: "SUMMER" });
    expect(await lineOf(segmentNo, "P201")).toMatchObject({ changedHere: [], inherited: null });
    const fields = line.changedHere;
    await changed(segmentNo, ["P101", "P201"], {}, fields.slice(0, 3));
    expect((await lineOf(segmentNo, "P101")).changedHere).toEqual(fields.slice(3));
    await changed(segmentNo, ["P101"], {}, fields);
    expect(await lineOf(segmentNo, "P101")).toEqual(before);
    expect(await db.prisma.segmentLineOverride.count({ where: { segment: { segmentNo } } })).toBe(0);
  });

  it("SEG-LIN-008 adding a contact again keeps its changes; giving them back returns the header's values", async () => {
    const segmentNo = await givenLines(["P101"]);
    await changed(segmentNo, ["P101"], { description: "VIP letter", costLcy: 99, evaluation: "positive" });
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P101"] } }));
    expect(await lineOf(segmentNo, "P101")).toMatchObject({ description: "VIP letter", costLcy: 99, evaluation: "positive" });
    await changed(segmentNo, ["P101"], {}, ["description", "costLcy", "evaluation"]);
    expect(await lineOf(segmentNo, "P101")).toMatchObject({
      description: "Spring letter",
      costLcy: 10,
      evaluation: null,
      languageCode: "DEU",
    });
    expect((await segmentOf(context, segmentNo)).steps).toHaveLength(1);
  });

  it("refuses blocked values, unknown codes and what does not fit, and changes nothing then", async () => {
    const segmentNo = await givenLines(["P101", "P201"]);
    const refusals = [
      await change(segmentNo, ["P101"], { salespersonCode: "XX" }),
      await change(segmentNo, ["P101"], { campaignNo: "CP9" }),
      await change(segmentNo, ["P101"], { interactionTemplateCode: "NONE" }),
      await change(segmentNo, ["P101"], { campaignTarget: true }),
      await change(segmentNo, ["P101", "P201"], { altAddressCode: "HOME" }),
    ];
    expect(refusals).toEqual([
      err({ code: "salesperson_blocked", salespersonCode: "XX", name: "Gone Person" }),
      err({ code: "unknown_code", field: "campaign", value: "CP9" }),
      err({ code: "unknown_code", field: "interactionTemplate", value: "NONE" }),
      err({ code: "campaign_needed" }),
      err({ code: "address_missing", altAddressCode: "HOME", name: "Cara Bell" }),
    ]);
    expect(await each(segmentNo, (line) => line.changedHere)).toEqual({ P101: [], P201: [] });
    expect(await change(segmentNo, ["P101"], { costLcy: -1 })).toMatchObject(err({ code: "invalid_input" }));
    expect(await change(segmentNo, ["P101"], {})).toMatchObject(err({ code: "invalid_input" }));
  });

  it("reaches all lines that match with one request, when they are as many as shown, and takes it back exactly", async () => {
    const segmentNo = await givenSegment(context, { interactionTemplateCode: "LETTER" });
    await take(context, segmentNo, "add", { kind: "all", of: [] });
    await changed(segmentNo, ["P201"], { costLcy: 3, description: "Kept" });
    const before = await linesOf(context, segmentNo);
    const all = { matching: { type: "person" as const }, expected: 3 };
    expect(await changeLines(context, { segmentNo, which: all, set: { costLcy: 7 } })).toEqual(
      err({ code: "count_moved", segmentNo, now: 4 }),
    );
    expect(await linesOf(context, segmentNo)).toEqual(before);
    const done = value(
      await changeLines(later, { segmentNo, which: { ...all, expected: 4 }, set: { costLcy: 7 }, inherit: ["description"] }),
    );
    expect(done.changed).toBe(4);
    expect(await each(segmentNo, (line) => line.changedHere.join())).toEqual({
      P900: "costLcy",
      C100: "",
      P101: "costLcy",
      C200: "",
      P201: "costLcy",
      P202: "costLcy",
      C300: "",
    });
    expect((await segmentOf(context, segmentNo)).totals).toMatchObject({ costLcy: 3 * 10 + 4 * 7, changedByField: { costLcy: 4 } });
    expect(await undoLineChanges(later, { segmentNo, undoId: done.undoId })).toMatchObject(ok({ changed: 4 }));
    expect(await linesOf(context, segmentNo)).toEqual(before);
    expect(await undoLineChanges(later, { segmentNo, undoId: done.undoId }), "once only").toEqual(
      err({ code: "changed_since", segmentNo }),
    );
  });

  it("changes one of several lines of a contact, and finds and counts each by itself", async () => {
    const segmentNo = await givenLines(["P101"]);
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P101"] }, allowExisting: true }));
    const second = { lines: [{ contactNo: "P101", layer: 2 }] };
    const { undoId } = value(await changeLines(context, { segmentNo, which: second, set: { costLcy: 4, correspondenceType: "phone" } }));
    const lines = async () =>
      (await linesOf(context, segmentNo)).map(({ layer, costLcy, correspondenceType }) => [layer, costLcy, correspondenceType]);
    expect(await lines()).toEqual([
      [1, 10, "hard_copy"],
      [2, 4, "phone"],
    ]);
    expect((await segmentOf(context, segmentNo)).totals).toMatchObject({ lines: 2, costLcy: 14, linesChanged: 1 });
    const page = await listSegmentLines(context, { segmentNo, lines: { channel: "phone" } });
    expect(page).toMatchObject({ matching: 1, lines: [{ layer: 2 }] });
    const byPhone = { matching: { channel: "phone" as const }, expected: 1 };
    expect(value(await changeLines(later, { segmentNo, which: byPhone, set: {}, inherit: ["correspondenceType"] })).changed).toBe(1);
    expect(await undoLineChanges(context, { segmentNo, undoId }), "the other change came later").toMatchObject({ ok: false });
    expect(await lines()).toEqual([
      [1, 10, "hard_copy"],
      [2, 4, "hard_copy"],
    ]);
  });

  it("is not taken back over what somebody changed since", async () => {
    const segmentNo = await givenLines(["P101"]);
    const { undoId } = await changed(segmentNo, ["P101"], { costLcy: 7 });
    value(await changeLines(later, { segmentNo, which: { lines: [{ contactNo: "P101" }] }, set: { durationMin: 2 } }));
    expect(await undoLineChanges(context, { segmentNo, undoId })).toEqual(err({ code: "changed_since", segmentNo }));
    expect(await lineOf(segmentNo, "P101")).toMatchObject({ costLcy: 7, durationMin: 2 });
  });

  it("W-17 Go Back and Go Forward bring a line back with its changes", async () => {
    const segmentNo = await givenLines(["P101"]);
    await take(context, segmentNo, "add", group("NEWS"));
    await changed(segmentNo, ["P201"], { evaluation: "negative", altAddressCode: null });
    value(await goBack(context, { segmentNo, fromStep: 2 }));
    expect((await segmentOf(context, segmentNo)).totals).toMatchObject({ lines: 1, linesChanged: 0, changedByField: {} });
    value(await goForward(context, { segmentNo, fromStep: 1 }));
    expect(await lineOf(segmentNo, "P201")).toMatchObject({ evaluation: "negative", changedHere: ["evaluation", "altAddressCode"] });
  });

  it("SEG-CRE-007 keeps totals that are the sums over the lines", async () => {
    const segmentNo = await givenLines(["P101", "P201", "P202"], { interactionTemplateCode: "CALL" });
    const totals = async () => {
      const { lines, costLcy, durationMin } = (await segmentOf(context, segmentNo)).totals;
      return [lines, costLcy, durationMin];
    };
    expect(await totals()).toEqual([3, 15, 9]);
    await changed(segmentNo, ["P201"], { costLcy: 8 });
    expect(await totals()).toEqual([3, 18, 9]);
    value(await removeLines(context, { segmentNo, contactNos: ["P202"] }));
    expect(await totals()).toEqual([2, 13, 6]);
    await changed(segmentNo, ["P101"], { interactionTemplateCode: "VISIT" });
    expect(await totals()).toEqual([2, 58, 63]);
  });
});

describe("the alternative address of a line", () => {
  it("is the active one on the line's date unless one is picked, and gives address, e-mail and phone", async () => {
    const segmentNo = await givenLines(["P101", "P201"]);
    const where = async () => {
      const { altAddressCode, city, email, phoneNo } = await lineOf(segmentNo, "P101");
      return [altAddressCode, city, email, phoneNo];
    };
    const home = ["HOME", "Ulm", "anna@alder.example", "0731-1"];
    const summer = ["SUMMER", "Binz", "anna@beach.example", "030-101"];
    expect(await where()).toEqual(home);
    await header(segmentNo, { date: "2026-04-01" });
    expect(await where()).toEqual(summer);
    await changed(segmentNo, ["P101"], { date: "2026-09-01" });
    expect(await where()).toEqual(home);
    await changed(segmentNo, ["P101"], { altAddressCode: "SUMMER" });
    expect(await where(), "picked by hand").toEqual(summer);
    await changed(segmentNo, ["P101"], { altAddressCode: null });
    expect(await where(), "the main address").toEqual([null, null, "anna@alder.example", "030-101"]);
    expect(await lineOf(segmentNo, "P201")).toMatchObject({ altAddressCode: null, email: "cara@birch.example" });
  });
});

describe("a change of the header", () => {
  it("SEG-PROP-001 reaches lines that were not changed themselves", async () => {
    const segmentNo = await givenLines(["P101", "P201", "P202"]);
    await changed(segmentNo, ["P202"], { interactionTemplateCode: "CALL" });
    await header(segmentNo, { description: "May letter" });
    expect(await each(segmentNo, (line) => line.description)).toEqual({ P101: "May letter", P201: "May letter", P202: "Outgoing call" });
  });

  it("SEG-PROP-002 has no header only: lines without a value of their own follow at once", async () => {
    const segmentNo = await givenLines(["P101", "P201"]);
    await header(segmentNo, { unitCostLcy: 12 });
    expect((await segmentOf(context, segmentNo)).totals.costLcy).toBe(24);
  });

  it("SEG-PROP-003 asks nothing; a line with a date of its own keeps it", async () => {
    const segmentNo = await givenLines(["P202"]);
    await changed(segmentNo, ["P202"], { interactionTemplateCode: "CALL", date: "2026-03-16" });
    const empty = await givenLines([]);
    expect(await header(segmentNo, { date: "2026-04-01" })).toEqual({ headerVersion: 2, lines: null });
    expect(await header(empty, { date: "2026-04-01" })).toEqual({ headerVersion: 2, lines: null });
    expect((await lineOf(segmentNo, "P202")).date).toBe("2026-03-16");
  });

  it("SEG-PROP-004 shows each field on every line, and reaches all lines only when told so", async () => {
    const segmentNo = await givenLines(["P101", "P201"]);
    await changed(segmentNo, ["P201"], { costLcy: 1, durationMin: 1, salespersonCode: "MK", evaluation: "neutral" });
    const changes = {
      campaignNo: "CP2",
      salespersonCode: "PS",
      date: "2026-04-01",
      campaignTarget: true,
      campaignResponse: true,
      informationFlow: "inbound",
      initiatedBy: "them",
    } as const;
    for (const [field, to] of Object.entries(changes)) await header(segmentNo, { [field]: to });
    await header(segmentNo, { unitCostLcy: 7, unitDurationMin: 9 });
    expect(await lineOf(segmentNo, "P101")).toMatchObject({ ...changes, costLcy: 7, durationMin: 9 });
    expect(await lineOf(segmentNo, "P201")).toMatchObject({ ...changes, salespersonCode: "MK", costLcy: 1, durationMin: 1 });
    expect((await segmentOf(context, segmentNo)).totals).toMatchObject({ costLcy: 8, durationMin: 10 });

    const before = await segmentOf(context, segmentNo);
    const saved = await header(segmentNo, { unitCostLcy: 5, salespersonCode: "JO" }, "all");
    expect(saved.lines?.changed).toBe(1);
    expect(await lineOf(segmentNo, "P201")).toMatchObject({
      salespersonCode: "JO",
      costLcy: 5,
      changedHere: ["durationMin", "evaluation"],
    });
    value(await undoLineChanges(context, { segmentNo, undoId: saved.lines?.undoId ?? "" }));
    expect(await lineOf(segmentNo, "P201")).toMatchObject({ salespersonCode: "MK", costLcy: 1 });
    expect((await segmentOf(context, segmentNo)).header).toMatchObject({
      salesperson: before.header.salesperson,
      unitCostLcy: 7,
      headerVersion: before.header.headerVersion + 2,
    });
  });

  it("SEG-PROP-006 the flag and the default channel together decide, and a channel of the line's own stays", async () => {
    const segmentNo = await givenLines(["P101", "P201"], { interactionTemplateCode: "CALL" });
    await changed(segmentNo, ["P201"], { correspondenceType: "hard_copy" });
    await header(segmentNo, { ignoreContactCorresType: true });
    expect(await each(segmentNo, (line) => line.correspondenceType)).toEqual({ P101: null, P201: "hard_copy" });
    await header(segmentNo, { correspondenceType: "email" });
    expect(await each(segmentNo, (line) => line.correspondenceType)).toEqual({ P101: "email", P201: "hard_copy" });
    await header(segmentNo, { correspondenceType: null }, "all");
    expect(await each(segmentNo, (line) => line.correspondenceType)).toEqual({ P101: null, P201: "email" });
  });

  it("SEG-PROP-010 another template needs no consent of lines: those without one of their own follow", async () => {
    const segmentNo = await givenLines(["P101"]);
    expect(await header(segmentNo, { interactionTemplateCode: "MAIL" })).toEqual({ headerVersion: 2, lines: null });
    expect(await lineOf(segmentNo, "P101")).toMatchObject({ interactionTemplateCode: "MAIL", costLcy: 2, languageCode: "ENU" });
  });
});

describe("the lines page", () => {
  it("is narrowed by what the changed lines show", async () => {
    const segmentNo = await givenSegment(context, { interactionTemplateCode: "LETTER" });
    await take(context, segmentNo, "add", { kind: "all", of: [] });
    await changed(segmentNo, ["P201"], { interactionTemplateCode: "CALL", evaluation: "positive" });
    await changed(segmentNo, ["C300"], { campaignNo: "CP1", date: "2026-05-01" });
    const matching = async (lines: Partial<LineFilter>) => {
      const page = await listSegmentLines(context, { segmentNo, lines });
      expect(page?.matching).toBe(page?.lines.length);
      return page?.lines.map((line) => line.contactNo);
    };
    expect(await matching({ interactionTemplateCode: "CALL" })).toEqual(["P201"]);
    expect(await matching({ interactionTemplateCode: "LETTER" })).toEqual(["P900", "C100", "P101", "C200", "P202", "C300"]);
    expect(await matching({ languageCode: "DEU" })).toEqual(["C100", "P101"]);
    expect(await matching({ languageCode: "ENU" })).toEqual(["P900", "C200", "P202", "C300"]);
    expect(await matching({ languageCode: "" })).toEqual(["P201"]);
    expect(await matching({ campaignNo: "CP1" })).toEqual(["C300"]);
    expect(await matching({ evaluation: "positive" })).toEqual(["P201"]);
    expect(await matching({ evaluation: "none", type: "company" })).toEqual(["C100", "C200", "C300"]);
    expect(await matching({ changedField: "date" })).toEqual(["C300"]);
    expect(await matching({ withoutEmail: true })).toEqual(["C300"]);
    await db.pool.query("update contact set email = null where id = 101");
    expect(await matching({ withoutEmail: true })).toEqual(["P101", "C300"]);
    await header(segmentNo, { date: "2026-06-01" });
    expect(await matching({ withoutEmail: true }), "the address in summer has one").toEqual(["C300"]);
    await db.pool.query("update contact set email = 'anna@alder.example' where id = 101");
  });
});
