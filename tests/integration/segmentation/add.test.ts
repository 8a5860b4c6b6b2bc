import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import type { Filter } from "@/lib/filters/schema";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import {
  all,
  contactNo,
  contactsOf,
  country,
  everybody,
  givenSegment,
  group,
  has,
  is,
  job,
  linesOf,
  relationTo,
  segmentOf,
  take,
} from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

/** Adds to a new worksheet and answers who stands on it. */
async function added(filter: Parameters<typeof take>[3], options: Parameters<typeof take>[4] = {}) {
  const segmentNo = await givenSegment(context);
  await take(context, segmentNo, "add", filter, options);
  return contactsOf(context, segmentNo);
}

describe("Add Contacts", () => {
  it("SEG-ADD-001 no filters adds everybody but the excluded, by company, and the blocked P301 is refused too", async () => {
    const segmentNo = await givenSegment(context);
    const taken = await take(context, segmentNo, "add", everybody);
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "C100", "P101", "C200", "P201", "P202", "C300"]);
    expect(taken).toEqual({
      step: 1,
      numbers: { before: 0, added: 7, removed: 0, after: 7 },
      found: { matching: 9, alreadyThere: 0, refusedExcluded: 1, refusedBlocked: 1 },
    });
  });

  it("SEG-ADD-002 filter on one contact number", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", contactNo("P201"));
    expect(await contactsOf(context, segmentNo)).toEqual(["P201"]);
    expect((await segmentOf(context, segmentNo)).steps).toMatchObject([{ step: 1, kind: "add", filter: contactNo("P201") }]);
  });

  it("SEG-ADD-003 two fields of the contact section are both required", async () => {
    expect(await added(all(country("GB"), is("type", "person")))).toEqual(["P201", "P202"]);
  });

  it("SEG-ADD-005 mailing group without related companies adds no companies", async () => {
    expect(await added(group("NEWS"))).toEqual(["P900", "P101", "P201"]);
  });

  it("SEG-ADD-006 related companies adds the companies once each, whether or not they match", async () => {
    expect(await added(group("NEWS"), { relatedCompanies: true })).toEqual(["P900", "C100", "P101", "C200", "P201"]);
  });

  it("SEG-ADD-007 a company that matches already is not added twice", async () => {
    await db.pool.query(
      "insert into mailing_group values ('ALL', 'Everybody'); insert into contact_mailing_group values (100, 'ALL'), (101, 'ALL'), (201, 'ALL')",
    );
    expect(await added(group("ALL"), { relatedCompanies: true })).toEqual(["C100", "P101", "C200", "P201"]);
    expect(await added(group("ALL"))).toEqual(["C100", "P101", "P201"]);
  });

  it("SEG-ADD-009 job responsibility belongs to the person", async () => {
    expect(await added(job("PURCHASE"))).toEqual(["P101", "P202"]);
  });

  it("SEG-ADD-011 business relation is read from the contact's company", async () => {
    expect(await added(relationTo("CUST"))).toEqual(["C100", "P101"]);
  });

  it("SEG-ADD-014 several answers and the questionnaire alone add each contact once", async () => {
    const lines: Filter = { kind: "field", field: "lineNo", op: "in", values: ["20", "30"] };
    expect(await added(has("profileAnswer", is("questionnaireCode", "LEADS"), lines))).toEqual(["P101", "P201", "P202"]);
    expect(await added(has("profileAnswer", is("questionnaireCode", "LEADS")))).toEqual(["P101", "P201", "P202"]);
  });

  it("SEG-ADD-016 interaction conditions hold on one entry; a canceled one counts only when asked for", async () => {
    const january: Filter = { kind: "field", field: "date", op: "between", values: ["2026-01-01", "2026-01-31"] };
    expect(await added(has("interaction", january, is("interactionTemplateCode", "CALL")))).toEqual([]);
    const canceled = { kind: "field", field: "canceled", op: "is", value: true } as const;
    expect(await added(has("interaction", january, is("interactionTemplateCode", "CALL"), canceled))).toEqual(["P201"]);
  });

  it("SEG-ADD-018 an interaction counts for its contact, whatever the company was at the time", async () => {
    await db.pool.query(`insert into interaction_log_entry (contact_id, contact_no, contact_name, company_id, company_no, date, description, interaction_template_code)
      values (900, 'P900', 'Finn Solo', 100, 'C100', '2026-03-10', 'Visit', 'VISIT')`);
    expect(await added(has("interaction", is("interactionTemplateCode", "VISIT")))).toEqual(["P900"]);
  });

  it("SEG-ADD-020 expand companies", async () => {
    expect(await added(contactNo("P101"), { expandCompanies: true })).toEqual(["C100", "P101"]);
    expect(await added(contactNo("P101"), { expandCompanies: true, ignoreExclusion: true })).toEqual(["C100", "P101", "P102"]);
    expect(await added(contactNo("P900"), { expandCompanies: true })).toEqual(["P900"]);
  });

  it("SEG-ADD-022 a related company that is itself excluded is dropped, its person stays", async () => {
    await db.pool.query("update contact set exclude_from_segment = true where id = 200");
    expect(await added(group("NEWS"), { relatedCompanies: true })).toEqual(["P900", "C100", "P101", "P201"]);
    await db.pool.query("update contact set exclude_from_segment = false where id = 200");
  });

  it("SEG-ADD-024 contacts already on the segment are skipped and counted", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", group("NEWS"));
    const taken = await take(context, segmentNo, "add", country("GB"));
    expect(taken).toMatchObject({
      step: 2,
      numbers: { before: 3, added: 2, removed: 0, after: 5 },
      found: { matching: 3, alreadyThere: 1 },
    });
    expect((await linesOf(context, segmentNo)).map((line) => [line.contactNo, line.step])).toEqual([
      ["P900", 1],
      ["P101", 1],
      ["C200", 2],
      ["P201", 1],
      ["P202", 2],
    ]);
  });

  it("SEG-ADD-026 a run that finds nobody still counts", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", country("FR"));
    expect(await segmentOf(context, segmentNo)).toMatchObject({
      currentStep: 1,
      totals: { lines: 0 },
      steps: [{ step: 1, filter: country("FR") }],
    });
  });

  it("SEG-ADD-027 purchases count for the contact they name and its company", async () => {
    await db.pool.query(
      "insert into value_entry (contact_id, company_id, item_no, posting_date, quantity, amount_lcy) values (101, 100, 'LAMP', '2026-01-05', 1, 20)",
    );
    expect(await added(has("purchase", is("itemNo", "LAMP")), { ignoreExclusion: true })).toEqual(["C100", "P101"]);
  });

  it("SEG-ADD expand companies brings blocked contacts of the company no more than others", async () => {
    expect(await added(contactNo("C300"), { expandCompanies: true, ignoreExclusion: true })).toEqual(["C300"]);
  });
});

describe("exclusion and privacy", () => {
  it("PRIV-001 excluded contacts come only with ignore exclusion", async () => {
    expect(await added(group("VIP"))).toEqual(["C100"]);
    expect(await added(group("VIP"), { ignoreExclusion: true })).toEqual(["C100", "P102"]);
  });

  it("PRIV-001 blocked contacts and minors without consent never come, ignore exclusion or not", async () => {
    await db.pool.query("update contact set minor = true where id = 202");
    expect(await added(all(country("GB"), is("type", "person")), { ignoreExclusion: true })).toEqual(["P201"]);
    expect(await added(contactNo("P301"), { ignoreExclusion: true })).toEqual([]);
    await db.pool.query("update contact set parental_consent_received = true where id = 202");
    expect(await added(all(country("GB"), is("type", "person")))).toEqual(["P201", "P202"]);
    await db.pool.query("update contact set minor = false, parental_consent_received = false where id = 202");
  });
});
