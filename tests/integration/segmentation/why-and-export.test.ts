import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccessDenied, type OperationContext } from "@/lib/access/operation";
import { addLines } from "@/lib/segmentation/add-lines";
import { countKinds } from "@/lib/segmentation/count-kinds";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";
import { goBack } from "@/lib/segmentation/go-to-step";
import type { ExportSegmentLines } from "@/lib/segmentation/lines-schema";
import { whyContact } from "@/lib/segmentation/why-contact";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { contactNo, country, everybody, givenSegment, group, is, relationTo, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

describe("Why is this contact here?", () => {
  it("tells every step, with each condition as it stands", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", relationTo("CUST"));
    await take(context, segmentNo, "add", group("VIP"));
    await take(context, segmentNo, "reduce", country("GB"));
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P900"] } }));
    await take(context, segmentNo, "refine", country("SE"));
    value(await goBack(context, { segmentNo, fromStep: 5 }));
    const why = await whyContact(context, { segmentNo, contactNo: "P101" });
    expect(why).toMatchObject({
      contactNo: "P101",
      name: "Anna Alt",
      companyName: "Alder Foods",
      email: "anna@alder.example",
      onSegment: true,
    });
    expect(why?.steps.map(({ step, what, undone, stillSo }) => [step, what, undone, stillSo])).toEqual([
      [1, "came_in", false, true],
      [2, "did_not_match", false, true],
      [3, "stayed", false, true],
      [4, "stayed", false, true],
      [5, "left", true, true],
    ]);
    expect(why?.steps[0]).toMatchObject({
      kind: "add",
      userName: "Ada Admin",
      takenAt: context.now,
      conditions: [{ held: true, words: expect.any(Array), actual: expect.any(String) }],
    });
    expect((await whyContact(context, { segmentNo, contactNo: "P900" }))?.steps.map(({ what }) => what)).toEqual([
      "did_not_match",
      "did_not_match",
      "not_there",
      "came_in",
      "stayed",
    ]);
    expect((await whyContact(context, { segmentNo, contactNo: "P102" }))?.steps.slice(0, 2).map(({ what }) => what)).toEqual([
      "refused",
      "refused",
    ]);
    expect(await whyContact(context, { segmentNo, contactNo: "NONE" })).toBeNull();
    expect((await whyContact(context, { segmentNo, contactNo: "P102" }))?.steps[1]).toMatchObject({
      what: "refused",
      refusedAs: "excluded",
    });
    await take(context, segmentNo, "add", contactNo("P301"));
    expect((await whyContact(context, { segmentNo, contactNo: "P301" }))?.steps.at(-1)).toMatchObject({
      what: "refused",
      refusedAs: "blocked",
    });
  });

  it("says who came through their company, and what would be otherwise today", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", contactNo("P101"), { expandCompanies: true });
    await take(context, segmentNo, "refine", country("DE"));
    expect((await whyContact(context, { segmentNo, contactNo: "C100" }))?.steps.map(({ what }) => what)).toEqual([
      "through_company",
      "stayed",
    ]);
    await db.pool.query("update contact set country_region_code = 'GB' where id = 101");
    expect((await whyContact(context, { segmentNo, contactNo: "P101" }))?.steps.map(({ what, stillSo }) => [what, stillSo])).toEqual([
      ["came_in", true],
      ["stayed", false],
    ]);
    await db.pool.query("update contact set country_region_code = 'DE' where id = 101");
  });
});

describe("the export", () => {
  const rowsOf = async (request: ExportSegmentLines): Promise<Record<string, string>[]> => {
    const file = await exportSegmentLines(context, request);
    let text = "";
    for await (const part of file?.content ?? []) text += Buffer.from(part).toString();
    const records: Record<string, string>[] = parse(text, { bom: true, columns: true, relax_quotes: false, relax_column_count: true });
    return records.slice(0, -1); // the last line is no row
  };

  it("EXP-001 has a heading, the 36 columns of a contact, then what the line shows, in the order of the page", async () => {
    const segmentNo = await givenSegment(context, { interactionTemplateCode: "LETTER", salespersonCode: "PS", campaignNo: "CP1" });
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P201", "P102"] }, ignoreExclusion: true }));
    const rows = await rowsOf({ segmentNo });
    expect(rows.map((row) => row["No."])).toEqual(["P102", "P201"]);
    expect(Object.keys(rows[0] ?? {})).toHaveLength(57);
    expect(Object.keys(rows[0] ?? {}).slice(0, 3)).toEqual(["No.", "External ID", "Name"]);
    expect(rows[0]).toMatchObject({
      "Country/Region Code": "DE",
      "Salesperson Code": "MK",
      Type: "Person",
      "Exclude from Segment": "Yes",
      "Correspondence Type": "Hard Copy",
      "Salutation Code": "",
      "Line Description": "Test",
      "Line Date": "2026-03-16",
      "Line Salesperson Code": "PS",
      "Line Correspondence Type": "Hard Copy",
      "Line Language Code": "ENU",
      "Cost (LCY)": "10",
      "Duration (Min.)": "15",
      "Campaign No.": "CP1",
      "Campaign Target": "No",
      "Information Flow": "Outbound",
    });
    expect((await rowsOf({ segmentNo, order: "name", direction: "desc", lines: { search: "cara" } })).map((row) => row["No."])).toEqual([
      "P201",
    ]);
    expect(await rowsOf({ segmentNo, step: 0 })).toEqual([]);
  });

  it("cannot be run by a spreadsheet and keeps commas, quotes and line ends", async () => {
    const name = '=HYPERLINK("http://x.example","a, b")\nsecond line';
    await db.pool.query("update contact set name = $1 where id = 900", [name]);
    const segmentNo = await givenSegment(context, { description: "@SUM(A1)" });
    await take(context, segmentNo, "add", contactNo("P900"));
    expect(await rowsOf({ segmentNo })).toMatchObject([{ Name: `'${name}`, "Line Description": "'@SUM(A1)" }]);
    await db.pool.query("update contact set name = 'Finn Solo' where id = 900");
  });

  it("gives its connection back when the reader stops in the middle, is written down, and needs the right to export", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", everybody);
    for (let round = 0; round < 25; round++) {
      const file = await exportSegmentLines(context, { segmentNo });
      for await (const _ of file?.content ?? []) break;
    }
    expect(await rowsOf({ segmentNo })).toHaveLength(7);
    const audit = await db.pool.query(
      "select count(*)::int, max(user_name) as who from audit_entry where operation = 'segment.exportLines' and subject_key = $1",
      [segmentNo],
    );
    expect(audit.rows).toEqual([{ count: 26, who: "Ada Admin" }]);
    const viewer = await testContext(db, {
      user: { id: "vera", name: "Vera", email: "vera@example.test", role: "viewer", salespersonCode: null },
    });
    await expect(exportSegmentLines(viewer, { segmentNo })).rejects.toThrow(AccessDenied);
    expect(await exportSegmentLines(context, { segmentNo: "NONE" })).toBeNull();
  });
});

it("companies and persons of a segment are counted at any step", async () => {
  const segmentNo = await givenSegment(context);
  await take(context, segmentNo, "add", everybody);
  await take(context, segmentNo, "reduce", is("type", "company"));
  expect(await countKinds(context, { segmentNo, step: 1 })).toEqual({ companies: 3, persons: 4 });
  expect(await countKinds(context, { segmentNo })).toEqual({ companies: 0, persons: 4 });
});
