import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { AccessDenied, type OperationContext } from "@/lib/access/operation";
import { listContactList } from "@/lib/printing/list-contact-list";
import { listCoverSheets } from "@/lib/printing/list-cover-sheets";
import { listLabels } from "@/lib/printing/list-labels";
import { logCoverSheets } from "@/lib/printing/log-cover-sheets";
import { addLines } from "@/lib/segmentation/add-lines";
import type { CreateSegment } from "@/lib/segmentation/schema";
import { changeCompanyDetails, findCompanyDetails } from "@/lib/setup/company-details";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { contactsOf, givenSegment, value } from "../segmentation/worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  await db.pool.query(`
    update contact set address = 'Hauptstr. 1', post_code = '10115', city = 'Berlin' where id in (100, 101);
    update contact set address = 'Seeweg 2', post_code = '14193', city = 'Berlin' where id = 102;
    update contact set address = '1 High Street', address_2 = 'Floor 3', post_code = 'N12 5XY', city = 'London' where id in (200, 201);
    update contact set address = 'Storgatan 5', post_code = '111 22', city = 'Stockholm' where id = 900;
    insert into contact_alt_address (contact_id, code, company_name, address, post_code, city, country_region_code) values
      (100, 'SUMMER', 'Alder Foods, summer office', 'Am Strand 7', '18225', 'Kühlungsborn', 'DE'),
      (900, 'BOAT', null, 'Pier 4', '211 19', 'Malmö', 'SE');
    insert into contact_alt_address_date_range (contact_id, starting_date, ending_date, alt_address_code) values
      (100, '2026-06-01', '2026-08-31', 'SUMMER'), (900, '2026-07-01', null, 'BOAT');
  `);
  value(
    await changeCompanyDetails(context, {
      companyName: "Base world",
      countryRegionCode: "DE",
      address: "Ring 9",
      city: "Bonn",
      coverSheetTemplateCode: "COVER",
    }),
  );
});
afterAll(() => db.drop());

async function givenLines(contactNos: string[], input: CreateSegment = {}): Promise<string> {
  const segmentNo = await givenSegment(context, input);
  value(await addLines(context, { segmentNo, contacts: { contactNos }, ignoreExclusion: true }));
  return segmentNo;
}
const printed = async (segmentNo: string) =>
  Object.fromEntries(((await listLabels(context, { segmentNo }))?.rows ?? []).map(({ contactNo, lines }) => [contactNo, lines]));

describe("labels", () => {
  it("have the address of 1.1.3 on the line's day: the contact's own alternative, else the company's, else the main one", async () => {
    const contactNos = ["C100", "P101", "P102", "P201", "P900"];
    expect(await printed(await givenLines(contactNos, { date: "2026-05-31" }))).toEqual({
      P900: ["Finn Solo", "Storgatan 5", "111 22 Stockholm", "SWEDEN"],
      C100: ["Alder Foods", "Hauptstr. 1", "10115 Berlin"],
      P101: ["Alder Foods", "Anna Alt", "Hauptstr. 1", "10115 Berlin"],
      P102: ["Alder Foods", "Ben Amsel", "Seeweg 2", "14193 Berlin"],
      P201: ["Birch Tools", "Cara Bell", "1 High Street", "Floor 3", "N12 5XY London", "GREAT BRITAIN"],
    });
    expect(await printed(await givenLines(contactNos, { date: "2026-08-31" }))).toMatchObject({
      P900: ["Finn Solo", "Pier 4", "211 19 Malmö", "SWEDEN"],
      C100: ["Alder Foods, summer office", "Alder Foods", "Am Strand 7", "18225 Kühlungsborn"],
      P101: ["Alder Foods, summer office", "Anna Alt", "Am Strand 7", "18225 Kühlungsborn"],
      P102: ["Alder Foods", "Ben Amsel", "Seeweg 2", "14193 Berlin"],
    });
    expect((await printed(await givenLines(["P101"], { date: "2026-09-01" }))).P101).toContain("Hauptstr. 1");
  });

  it("leave out and count lines without an address and blocked ones (W-48), in line order or by post code, part by part", async () => {
    const segmentNo = await givenLines(["P201", "P101", "C300", "P900", "P202"]);
    await db.pool.query("update contact set privacy_blocked = true where contact_no = 'P201'");
    const labels = await listLabels(context, { segmentNo });
    expect(labels).toMatchObject({ labels: 2, blocked: 1, withoutAddress: 2, parts: 1 });
    expect(labels?.rows.map(({ contactNo }) => contactNo)).toEqual(["P900", "P101"]);
    expect((await listLabels(context, { segmentNo, order: "postCode" }))?.rows.map(({ contactNo }) => contactNo)).toEqual(["P101", "P900"]);
    expect((await listLabels(context, { segmentNo, part: 2 }))?.rows).toEqual([]);
    expect(await listLabels(context, { segmentNo: "NONE" })).toBeNull();
    await db.pool.query("update contact set privacy_blocked = false where contact_no = 'P201'");
  });

  it("are as many as lines, for a contact on two lines two; cover sheets are one a contact", async () => {
    const segmentNo = await givenLines(["P101", "P900"]);
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P900"] }, allowExisting: true }));
    expect((await listLabels(context, { segmentNo }))?.rows.map(({ contactNo }) => contactNo)).toEqual(["P900", "P900", "P101"]);
    expect(await listContactList(context, { segmentNo })).toMatchObject({ total: 3, rows: { length: 3 } });
    expect(await listCoverSheets(context, { segmentNo })).toMatchObject({ sheets: 2, rows: { length: 2 } });
    expect((await listLabels(context, { segmentNo: await givenSegment(context) }))?.rows).toEqual([]);
  });

  it("use the alternative address that was chosen on the line itself", async () => {
    const segmentNo = await givenLines(["P900"], { date: "2026-03-01" });
    await db.pool.query(
      `insert into segment_line_override (segment_id, contact_id, overridden, alt_address_code)
       select id, 900, '{alt_address_code}', 'BOAT' from segment where segment_no = $1`,
      [segmentNo],
    );
    expect((await printed(segmentNo)).P900).toContain("Pier 4");
  });
});

it("EXP-006 the contact list has address, salesperson, interactions and cost of each contact, and totals of all", async () => {
  const segmentNo = await givenLines(["P101", "P201", "C100"], { interactionTemplateCode: "LETTER" });
  const list = await listContactList(context, { segmentNo });
  expect(
    list?.rows.map(({ contactNo, salesperson, interactions, costLcy, lineCostLcy }) => [
      contactNo,
      salesperson,
      interactions,
      costLcy,
      lineCostLcy,
    ]),
  ).toEqual([
    ["C100", "Jim Olive", 3, 25, 10],
    ["P101", "Jim Olive", 2, 15, 10],
    ["P201", "Mary King", 0, 0, 10],
  ]);
  expect(list).toMatchObject({ total: 3, parts: 1, totals: { interactions: 5, costLcy: 40, lineCostLcy: 30 } });
  expect(list?.rows[1]?.lines).toContain("Hauptstr. 1");
});

describe("cover sheets", () => {
  const entries = async () =>
    (
      await db.pool.query(
        "select contact_no, interaction_template_code, campaign_no, description, segment_no from interaction_log_entry where interaction_template_code = 'COVER' order by entry_no",
      )
    ).rows;

  it("EXP-005 are one page a contact; only logging them writes an entry for each, and the segment stays", async () => {
    const segmentNo = await givenLines(["C100", "C200"], { campaignNo: "CP1" });
    const sheets = await listCoverSheets(context, { segmentNo });
    expect(sheets).toMatchObject({
      sheets: 2,
      blocked: 0,
      company: { companyName: "Base world", address: "Ring 9", coverSheetTemplate: { code: "COVER" } },
    });
    expect(sheets?.rows.map(({ contactNo, lines }) => [contactNo, lines[0]])).toEqual([
      ["C100", "Alder Foods"],
      ["C200", "Birch Tools"],
    ]);
    expect(await entries()).toEqual([]);
    expect(await logCoverSheets(context, { segmentNo, expected: 3 })).toEqual({ ok: false, error: { code: "sheets_moved", now: 2 } });
    expect(await entries()).toEqual([]);
    expect(value(await logCoverSheets(context, { segmentNo, expected: 2 }))).toEqual({ interactions: 2 });
    expect(await entries()).toEqual(
      ["C100", "C200"].map((no) => ({
        contact_no: no,
        interaction_template_code: "COVER",
        campaign_no: "CP1",
        description: "Cover sheet",
        segment_no: segmentNo,
      })),
    );
    expect(await contactsOf(context, segmentNo)).toEqual(["C100", "C200"]);
  });

  it("are not logged without a template, nor by who may not log, nor for blocked contacts", async () => {
    const segmentNo = await givenLines(["P900", "P201"]);
    await db.pool.query("update contact set privacy_blocked = true where contact_no = 'P201'");
    expect(await listCoverSheets(context, { segmentNo })).toMatchObject({ sheets: 1, blocked: 1 });
    value(await logCoverSheets(context, { segmentNo, expected: 1 }));
    await db.pool.query("update contact set privacy_blocked = false where contact_no = 'P201'");
    const user = { id: "vera", name: "Vera", email: "vera@example.test", role: "viewer", salespersonCode: null } as const;
    const viewer = await testContext(db, { user });
    expect(await logCoverSheets(viewer, { segmentNo, expected: 2 })).toMatchObject({ ok: false, error: { code: "not_allowed" } });
    await expect(listLabels(viewer, { segmentNo })).rejects.toThrow(AccessDenied);
    const { coverSheetTemplate: _, country: __, suppression: ___, ...details } = await findCompanyDetails(context, {});
    expect(await changeCompanyDetails(viewer, details)).toMatchObject({ ok: false, error: { code: "not_allowed" } });
    expect(await changeCompanyDetails(context, { ...details, coverSheetTemplateCode: "NONE" })).toEqual({
      ok: false,
      error: { code: "unknown_template", value: "NONE" },
    });
    value(await changeCompanyDetails(context, details));
    expect(await logCoverSheets(context, { segmentNo, expected: 2 })).toEqual({ ok: false, error: { code: "no_cover_sheet_template" } });
  });
});
