import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { deleteSegment } from "@/lib/segmentation/delete-segment";
import { findSegment } from "@/lib/segmentation/find-segment";
import { listSegments } from "@/lib/segmentation/list-segments";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { everybody, givenSegment, linesOf, segmentOf, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

const countSegments = async () => (await listSegments(context, {})).total;
const change = async (segmentNo: string, changes: Parameters<typeof updateSegmentHeader>[1]["changes"]) =>
  updateSegmentHeader(context, { segmentNo, headerVersion: (await segmentOf(context, segmentNo)).header.headerVersion, changes });

describe("a new segment", () => {
  it("SEG-CRE-002 is refused when marketing setup names no number series", async () => {
    await db.pool.query("update marketing_setup set segment_nos = null");
    expect(await createSegment(context, {})).toEqual(err({ code: "number_series_missing" }));
    expect(await countSegments()).toBe(0);
    await db.pool.query("update marketing_setup set segment_nos = 'SM'");
  });

  it("SEG-CRE-003 takes a number typed by hand only where the series permits it, and the series does not move", async () => {
    expect(await createSegment(context, { segmentNo: "MYSEG" })).toEqual(
      err({ code: "manual_number_not_allowed", segmentNo: "MYSEG", series: "SM" }),
    );
    await db.pool.query("update number_series set manual_allowed = true where code = 'SM'");
    expect(await createSegment(context, { segmentNo: " MySeg " })).toEqual(ok({ segmentNo: "MYSEG" })); // numbers are in upper case
    expect(await createSegment(context, { segmentNo: "myseg" })).toEqual(err({ code: "segment_no_taken", segmentNo: "MYSEG" }));
    expect((await db.pool.query("select number_series_code from segment where segment_no = 'MYSEG'")).rows).toEqual([
      { number_series_code: null },
    ]);
    expect(await createSegment(context, { segmentNo: "SM00002" })).toEqual(ok({ segmentNo: "SM00002" }));
    expect(await createSegment(context, {})).toEqual(ok({ segmentNo: "SM00001" }));
    expect(await createSegment(context, {})).toEqual(ok({ segmentNo: "SM00003" }));
  });

  it("SEG-CRE-003 is made once when the same number is typed twice at the same moment", async () => {
    const results = await Promise.all([1, 2, 3].map(() => createSegment(context, { segmentNo: "TWICE" })));
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok)).toEqual([1, 2].map(() => err({ code: "segment_no_taken", segmentNo: "TWICE" })));
  });

  it("SEG-CRE-004 has the user's salesperson unless one is given", async () => {
    const mary = await testContext(db, {
      user: { id: "mary", name: "Mary", email: "mary@example.test", role: "marketer", salespersonCode: "MK" },
    });
    const salespersonOf = async (segmentNo: string) => (await segmentOf(context, segmentNo)).header.salesperson?.code ?? null;
    expect(await salespersonOf(await givenSegment(mary))).toBe("MK");
    expect(await salespersonOf(await givenSegment(mary, { salespersonCode: "JO" }))).toBe("JO");
    expect(await salespersonOf(await givenSegment(mary, { salespersonCode: null }))).toBeNull();
    expect(await salespersonOf(await givenSegment(context))).toBeNull();
  });

  it("SEG-CRE-008 keeps the details it was entered with, and a line repeats them", async () => {
    const segmentNo = await givenSegment(context, {
      description: "Spring letters",
      campaignNo: "CP1",
      salespersonCode: "JO",
      interactionTemplateCode: "LETTER",
    });
    await addLines(context, { segmentNo, contacts: { contactNos: ["P201"] } });
    expect((await segmentOf(context, segmentNo)).header).toMatchObject({
      description: "Spring letters",
      date: "2026-03-16",
      campaign: { code: "CP1", name: "Spring" },
      salesperson: { code: "JO", name: "Jim Olive" },
      interactionTemplate: { code: "LETTER", name: "Product letter" },
    });
    expect(await linesOf(context, segmentNo)).toMatchObject([
      { description: "Spring letters", campaignNo: "CP1", salespersonCode: "JO", interactionTemplateCode: "LETTER" },
    ]);
  });

  it("refuses codes that do not exist and leaves no number used up", async () => {
    const before = (await db.pool.query("select last_no from number_series where code = 'SM'")).rows;
    expect(await createSegment(context, { campaignNo: "NONE" })).toEqual(err({ code: "unknown_code", field: "campaign", value: "NONE" }));
    expect(await createSegment(context, { interactionTemplateCode: "NONE" })).toEqual(
      err({ code: "unknown_code", field: "interactionTemplate", value: "NONE" }),
    );
    expect(await createSegment(context, { salespersonCode: "XX" })).toEqual(
      err({ code: "unknown_code", field: "salesperson", value: "XX" }),
    );
    expect((await db.pool.query("select last_no from number_series where code = 'SM'")).rows).toEqual(before);
  });
});

describe("the header", () => {
  it("SEG-CRE-006 refuses a negative cost, a negative or broken duration and a blocked salesperson", async () => {
    const segmentNo = await givenSegment(context, { salespersonCode: "JO" });
    await db.pool.query("update salesperson set blocked = true where code = 'PS'");
    expect(await change(segmentNo, { unitCostLcy: -1 })).toMatchObject(
      err({ code: "invalid_input", issues: [{ path: "changes.unitCostLcy" }] }),
    );
    expect(await change(segmentNo, { unitDurationMin: -5 })).toMatchObject(
      err({ code: "invalid_input", issues: [{ path: "changes.unitDurationMin" }] }),
    );
    expect(await change(segmentNo, { unitDurationMin: 2.5 })).toMatchObject(err({ code: "invalid_input" }));
    expect(await change(segmentNo, { salespersonCode: "PS" })).toEqual(
      err({ code: "salesperson_blocked", salespersonCode: "PS", name: "Peter Saddow" }),
    );
    await db.pool.query("update salesperson set blocked = false, privacy_blocked = true where code = 'PS'");
    expect(await change(segmentNo, { salespersonCode: "PS" })).toMatchObject(err({ code: "salesperson_blocked" }));
    await db.pool.query("update salesperson set privacy_blocked = false where code = 'PS'");
    expect((await segmentOf(context, segmentNo)).header).toMatchObject({
      unitCostLcy: 0,
      unitDurationMin: 0,
      salesperson: { code: "JO" },
      version: 1,
    });
  });

  it("SEG-CRE-007 totals are unit times lines, at once", async () => {
    const segmentNo = await givenSegment(context, { interactionTemplateCode: "CALL" });
    await addLines(context, { segmentNo, contacts: { contactNos: ["P101", "P201", "P202"] } });
    expect((await segmentOf(context, segmentNo)).totals).toEqual({
      lines: 3,
      contacts: 3,
      costLcy: 15,
      durationMin: 9,
      linesChanged: 0,
      changedByField: {},
    });
    await removeLines(context, { segmentNo, contactNos: ["P202"] });
    expect((await segmentOf(context, segmentNo)).totals).toEqual({
      lines: 2,
      contacts: 2,
      costLcy: 10,
      durationMin: 6,
      linesChanged: 0,
      changedByField: {},
    });
    await change(segmentNo, { unitCostLcy: 0.1, unitDurationMin: 7 });
    expect((await segmentOf(context, segmentNo)).totals).toEqual({
      lines: 2,
      contacts: 2,
      costLcy: 0.2,
      durationMin: 14,
      linesChanged: 0,
      changedByField: {},
    });
  });

  it("SEG-PROP-007 takes the template's presets and its campaign; SEG-PROP-013 clearing the template is allowed and empties them", async () => {
    const segmentNo = await givenSegment(context, { campaignNo: "CP2" });
    await change(segmentNo, { interactionTemplateCode: "PROMO" });
    expect((await segmentOf(context, segmentNo)).header).toMatchObject({
      campaign: { code: "CP1" },
      campaignTarget: true,
      interactionGroup: { code: "LETTERS" },
      unitCostLcy: 1,
      unitDurationMin: 1,
      correspondenceType: "email",
      ignoreContactCorresType: true,
      language: { code: "ENU" },
      informationFlow: "outbound",
      initiatedBy: "us",
    });
    await change(segmentNo, { interactionTemplateCode: null });
    expect((await segmentOf(context, segmentNo)).header).toMatchObject({
      interactionTemplate: null,
      interactionGroup: null,
      unitCostLcy: 0,
      correspondenceType: null,
      ignoreContactCorresType: false,
      campaign: { code: "CP1" },
    });
    await change(segmentNo, { campaignNo: null });
    expect((await segmentOf(context, segmentNo)).header).toMatchObject({ campaign: null, campaignTarget: false, campaignResponse: false });
    expect(await change(segmentNo, { campaignResponse: true })).toEqual(err({ code: "campaign_needed" }));
  });

  it("refuses a change that was decided on an older header and says who changed it", async () => {
    const segmentNo = await givenSegment(context);
    const ben = await testContext(db, {
      user: { id: "ben", name: "Ben", email: "ben@example.test", role: "marketer", salespersonCode: null },
    });
    expect(await updateSegmentHeader(ben, { segmentNo, headerVersion: 1, changes: { description: "Ben's" } })).toEqual(
      ok({ headerVersion: 2, lines: null }),
    );
    expect(await updateSegmentHeader(context, { segmentNo, headerVersion: 1, changes: { description: "Mine" } })).toEqual(
      err({ code: "header_moved", segmentNo, version: 2, by: "Ben" }),
    );
    expect((await segmentOf(context, segmentNo)).header.description).toBe("Ben's");
  });

  it("goes through after a step that somebody took meanwhile", async () => {
    const segmentNo = await givenSegment(context);
    const { header } = await segmentOf(context, segmentNo);
    await take(context, segmentNo, "add", everybody);
    const request = { segmentNo, headerVersion: header.headerVersion, changes: { description: "After the step" } };
    expect(await updateSegmentHeader(context, request)).toMatchObject(ok({ headerVersion: 2 }));
    expect((await segmentOf(context, segmentNo)).header).toMatchObject({ description: "After the step", version: header.version + 2 });
  });

  it("is kept in the audit before and after; a change of nothing is none", async () => {
    const segmentNo = await givenSegment(context);
    expect(await change(segmentNo, { description: "Test", date: "2026-03-16" })).toMatchObject(ok({ headerVersion: 1 }));
    await change(segmentNo, { date: "2026-04-01" });
    const { rows } = await db.pool.query("select operation, detail from audit_entry where subject_key = $1 order by id", [segmentNo]);
    expect(rows).toEqual([
      { operation: "segment.create", detail: { date: "2026-03-16", description: "Test" } },
      { operation: "segment.updateHeader", detail: { before: { date: "2026-03-16" }, after: { date: "2026-04-01" } } },
    ]);
  });
});

describe("deleting a segment", () => {
  it("takes its stack along and leaves the contacts", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", everybody);
    const { header } = await segmentOf(context, segmentNo);
    expect(await deleteSegment(context, { segmentNo, version: 1 })).toMatchObject(err({ code: "header_moved" }));
    expect(value(await deleteSegment(context, { segmentNo, version: header.version }))).toEqual({ segmentNo, lines: 7 });
    expect(await findSegment(context, { segmentNo })).toBeNull();
    expect((await db.pool.query("select count(*)::int from contact")).rows).toEqual([{ count: 9 }]);
  });

  it("is refused once it was logged, as every other change is", async () => {
    const segmentNo = await givenSegment(context);
    await db.pool.query("update segment set state = 'logged' where segment_no = $1", [segmentNo]);
    const refused = err({ code: "not_draft", segmentNo, state: "logged" });
    expect(await deleteSegment(context, { segmentNo, version: 1 })).toEqual(refused);
    expect(await change(segmentNo, { description: "x" })).toEqual(refused);
    expect(await addLines(context, { segmentNo, contacts: { contactNos: ["P101"] } })).toEqual(refused);
    expect(await removeLines(context, { segmentNo, contactNos: ["P101"] })).toEqual(refused);
  });

  it("needs the right to edit segments", async () => {
    const viewer = await testContext(db, {
      user: { id: "vera", name: "Vera", email: "vera@example.test", role: "viewer", salespersonCode: null },
    });
    expect(await createSegment(viewer, {})).toEqual(err({ code: "not_allowed", needs: "segments.edit", role: "viewer" }));
  });
});

describe("the list of segments", () => {
  it("is searched, sorted and paged, and counts by state", async () => {
    const segmentNo = await givenSegment(context, { description: "100%_Zebra", campaignNo: "CP2" });
    const page = await listSegments(context, { search: "0%_zeb" });
    expect(page).toMatchObject({
      total: 1,
      countByState: { draft: 1, logging: 0, logged: 0 },
      rows: [{ segmentNo, size: 0, state: "draft", campaign: { code: "CP2", name: "Summer" }, ownerName: "Ada Admin" }],
    });
    const numbers = (await listSegments(context, { sort: "number", direction: "asc", pageSize: 2, page: 2 })).rows.map(
      (row) => row.segmentNo,
    );
    const everything = (await listSegments(context, { sort: "number", direction: "asc", pageSize: 200 })).rows.map((row) => row.segmentNo);
    expect(numbers).toEqual(everything.slice(2, 4));
    expect((await listSegments(context, { state: "logged" })).rows.every((row) => row.state === "logged")).toBe(true);
    expect((await listSegments(context, { campaignNo: "CP2", mine: true })).rows.map((row) => row.segmentNo)).toContain(segmentNo);
    for (const sort of ["changed", "number", "description", "date", "campaign", "salesperson", "owner", "size"] as const) {
      expect((await listSegments(context, { sort })).rows.length).toBeGreaterThan(3);
    }
  });
});
