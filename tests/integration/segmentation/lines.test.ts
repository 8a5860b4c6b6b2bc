import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { goBack } from "@/lib/segmentation/go-to-step";
import type { LineFilter } from "@/lib/segmentation/lines-schema";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { removeLines, removeMatchingLines } from "@/lib/segmentation/remove-lines";
import { updateSegmentHeader } from "@/lib/segmentation/update-segment-header";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { contactsOf, everybody, givenSegment, group, linesOf, segmentOf, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
let ben: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  ben = await testContext(db, { user: { id: "ben", name: "Ben", email: "ben@example.test", role: "marketer", salespersonCode: null } });
});
afterAll(() => db.drop());

const add = (segmentNo: string, ...contactNos: string[]) => addLines(context, { segmentNo, contacts: { contactNos } });
const paste = (segmentNo: string, pasted: string, ignoreExclusion = false) =>
  addLines(context, { segmentNo, contacts: { pasted }, ignoreExclusion });
const lineOf = async (segmentNo: string, contactNo: string) =>
  (await linesOf(context, segmentNo)).find((line) => line.contactNo === contactNo);

describe("a line", () => {
  it("SEG-LIN-001 takes its values from header and contact; adding it by hand is one edit", async () => {
    const segmentNo = await givenSegment(context, {
      description: "Spring letter",
      campaignNo: "CP1",
      salespersonCode: "PS",
      interactionTemplateCode: "LETTER",
    });
    await add(segmentNo, "P101");
    expect(await linesOf(context, segmentNo)).toEqual([
      {
        contactNo: "P101",
        layer: 1,
        type: "person",
        name: "Anna Alt",
        contactName: "Anna Alt",
        companyNo: "C100",
        companyName: "Alder Foods",
        jobTitle: null,
        address: null,
        address2: null,
        city: null,
        postCode: null,
        county: null,
        countryRegionCode: "DE",
        email: "anna@alder.example",
        phoneNo: "030-101",
        mobilePhoneNo: null,
        description: "Spring letter",
        date: "2026-03-16",
        timeOfInteraction: null,
        salespersonCode: "PS",
        salespersonName: "Peter Saddow",
        correspondenceType: "hard_copy",
        interactionTemplateCode: "LETTER",
        interactionGroupCode: "LETTERS",
        languageCode: "DEU",
        informationFlow: "outbound",
        initiatedBy: "us",
        costLcy: 10,
        durationMin: 15,
        campaignNo: "CP1",
        campaignTarget: false,
        campaignResponse: false,
        evaluation: null,
        attemptFailed: false,
        altAddressCode: null,
        subject: null,
        documentId: null,
        personalText: null,
        document: null,
        changedHere: [],
        inherited: null,
        excluded: false,
        blocked: false,
        unreachable: null,
        call: null,
        step: 1,
      },
    ]);
    expect((await segmentOf(context, segmentNo)).steps).toMatchObject([
      { step: 1, kind: "edit", addedNames: ["Anna Alt"], removedNames: [], numbers: { added: 1 } },
    ]);
  });

  it("SEG-LIN-002 falls back to the contact's salesperson", async () => {
    const segmentNo = await givenSegment(context);
    await add(segmentNo, "P101", "P201", "P900");
    expect(Object.fromEntries((await linesOf(context, segmentNo)).map((line) => [line.contactNo, line.salespersonCode]))).toEqual({
      P101: "JO",
      P201: "MK",
      P900: "JO",
    });
    const other = await givenSegment(context, { salespersonCode: "PS" });
    await add(other, "P201");
    expect(await linesOf(context, other)).toMatchObject([{ salespersonCode: "PS" }]);
  });

  it("SEG-LIN-005 uses the header's channel only when contacts are ignored; templates as their own flag says", async () => {
    const segmentNo = await givenSegment(context);
    await add(segmentNo, "P101", "P201");
    const channels = async () =>
      Object.fromEntries((await linesOf(context, segmentNo)).map((line) => [line.contactNo, line.correspondenceType]));
    const change = async (changes: Parameters<typeof updateSegmentHeader>[1]["changes"]) =>
      value(
        await updateSegmentHeader(context, {
          segmentNo,
          headerVersion: (await segmentOf(context, segmentNo)).header.headerVersion,
          changes,
        }),
      );
    await change({ correspondenceType: "hard_copy" });
    expect(await channels()).toEqual({ P101: null, P201: "email" });
    await change({ ignoreContactCorresType: true });
    expect(await channels()).toEqual({ P101: "hard_copy", P201: "hard_copy" });
    await change({ interactionTemplateCode: "LETTER" });
    expect(await channels()).toEqual({ P101: "hard_copy", P201: "email" });
    await change({ interactionTemplateCode: "PROMO", ignoreContactCorresType: false });
    expect(await channels()).toEqual({ P101: "email", P201: "email" });
    await change({ interactionTemplateCode: "CALL" });
    expect(await channels()).toEqual({ P101: null, P201: "email" });
  });

  it("SEG-LIN-006 of a company shows a company name and no contact name", async () => {
    const segmentNo = await givenSegment(context);
    await add(segmentNo, "C100", "P101", "P900");
    const names = Object.fromEntries(
      (await linesOf(context, segmentNo)).map((line) => [line.contactNo, [line.contactName, line.companyName, line.companyNo]]),
    );
    expect(names).toEqual({
      C100: [null, "Alder Foods", "C100"],
      P101: ["Anna Alt", "Alder Foods", "C100"],
      P900: ["Finn Solo", null, null],
    });
  });

  it("SEG-LIN-007 looks up phone, mobile and e-mail of this moment", async () => {
    await db.pool.query(
      "update contact set phone_no = '999-999', mobile_phone_no = '888-888', email = 'x@x.example' where id in (200, 202)",
    );
    const segmentNo = await givenSegment(context);
    await add(segmentNo, "C200", "P202");
    const numbers = async () => (await linesOf(context, segmentNo)).map((line) => [line.phoneNo, line.mobilePhoneNo, line.email]);
    expect(await numbers()).toEqual([
      ["999-999", "888-888", "x@x.example"],
      ["999-999", "888-888", "x@x.example"],
    ]);
    await db.pool.query("update contact set mobile_phone_no = '777-777' where id = 202");
    expect(await numbers()).toEqual([
      ["999-999", "888-888", "x@x.example"],
      ["999-999", "777-777", "x@x.example"],
    ]);
    await db.pool.query(
      "update contact set email = case id when 200 then 'info@birch.example' else 'dan@birch.example' end where id in (200, 202)",
    );
  });

  it("SEG-LANG-002 speaks the contact's language where the template has it, else the header's", async () => {
    const segmentNo = await givenSegment(context, { interactionTemplateCode: "LETTER" });
    await add(segmentNo, "P101", "P201", "P202", "C300");
    expect((await linesOf(context, segmentNo)).map((line) => [line.contactNo, line.languageCode])).toEqual([
      ["P101", "DEU"],
      ["P201", "ENU"],
      ["P202", "ENU"],
      ["C300", "ENU"],
    ]);
  });

  it("keeps a value changed on it through going back and forth, over header and contact", async () => {
    const segmentNo = await givenSegment(context, { salespersonCode: "PS", interactionTemplateCode: "PROMO" });
    await add(segmentNo, "P101", "P201");
    await db.pool.query(
      `insert into segment_line_override (segment_id, contact_id, overridden, salesperson_code, correspondence_type)
      select id, 101, '{salesperson_code,correspondence_type}', 'MK', null from segment where segment_no = $1`,
      [segmentNo],
    );
    const changed = { salespersonCode: "MK", correspondenceType: null, changedHere: ["correspondenceType", "salespersonCode"] };
    expect(await lineOf(segmentNo, "P101")).toMatchObject(changed);
    expect(await lineOf(segmentNo, "P201")).toMatchObject({ salespersonCode: "PS", correspondenceType: "email", changedHere: [] });
    expect((await segmentOf(context, segmentNo)).totals.linesChanged).toBe(1);
    value(await goBack(context, { segmentNo, fromStep: 1 }));
    expect((await segmentOf(context, segmentNo)).totals).toEqual({
      lines: 0,
      contacts: 0,
      costLcy: 0,
      durationMin: 0,
      linesChanged: 0,
      changedByField: {},
    });
    await take(ben, segmentNo, "add", group("NEWS"));
    expect(await lineOf(segmentNo, "P101"), "still held by the new step").toMatchObject(changed);
    value(await goBack(ben, { segmentNo, fromStep: 1 }));
    await take(ben, segmentNo, "add", group("VIP"));
    value(await goBack(ben, { segmentNo, fromStep: 1 }));
    await take(ben, segmentNo, "add", group("NEWS"));
    expect(await lineOf(segmentNo, "P101"), "no step held the line meanwhile").toMatchObject({ salespersonCode: "PS", changedHere: [] });
  });
});

describe("lines by hand", () => {
  it("SEG-LIN-016 removing the only line asks nothing: consecutive edits are one action, and Go Back undoes it", async () => {
    const segmentNo = await givenSegment(context);
    await add(segmentNo, "P101");
    expect(await removeLines(context, { segmentNo, contactNos: ["P101"] })).toEqual(
      ok({ taken: { step: 1, numbers: { before: 0, added: 0, removed: 0, after: 0 }, found: null }, removed: 1, notThere: 0 }),
    );
    expect(await segmentOf(context, segmentNo)).toMatchObject({
      currentStep: 1,
      totals: { lines: 0 },
      steps: [{ kind: "edit", addedNames: [] }],
    });
    expect(await goBack(context, { segmentNo, fromStep: 1 })).toEqual(ok({ currentStep: 0, size: 0 }));
  });

  it("SEG-LIN-010 the same contact twice is one line and reported as there unless one more is asked for; another person's edit is an action of its own", async () => {
    const segmentNo = await givenSegment(context);
    await add(segmentNo, "P101");
    expect(await add(segmentNo, "P101")).toMatchObject(ok({ taken: null, added: 0, alreadyThere: 1 }));
    await addLines(ben, { segmentNo, contacts: { contactNos: ["P201"] } });
    await add(segmentNo, "P900");
    await add(segmentNo, "P202");
    expect((await segmentOf(context, segmentNo)).steps.map(({ step, userName, numbers }) => [step, userName, numbers.added])).toEqual([
      [1, "Ada Admin", 1],
      [2, "Ben", 1],
      [3, "Ada Admin", 2],
    ]);
    expect((await segmentOf(context, segmentNo)).steps[2]).toMatchObject({ addedNames: ["Dan Brown", "Finn Solo"] });
  });

  it("PRIV-002 refuses an excluded contact unless asked for, and a blocked one always", async () => {
    const segmentNo = await givenSegment(context);
    expect(await add(segmentNo, "P102", "P301")).toMatchObject(
      ok({
        taken: null,
        added: 0,
        refusedExcluded: { count: 1, contactNos: ["P102"] },
        refusedBlocked: { count: 1, contactNos: ["P301"] },
      }),
    );
    expect((await segmentOf(context, segmentNo)).steps).toEqual([]);
    expect(await addLines(context, { segmentNo, contacts: { contactNos: ["P102", "P301"] }, ignoreExclusion: true })).toMatchObject(
      ok({ added: 1, refusedExcluded: { count: 0 }, refusedBlocked: { count: 1 } }),
    );
    expect(await contactsOf(context, segmentNo)).toEqual(["P102"]);
  });

  it("reads pasted numbers and addresses and says what became of each", async () => {
    await db.pool.query("update contact set email = 'shared@x.example' where id in (300, 900)");
    const segmentNo = await givenSegment(context);
    await add(segmentNo, "P201");
    const report = value(
      await paste(segmentNo, "p101; P201\nDan Brown <DAN@birch.example>, shared@x.example nobody@x.example CT999 P102 P301\tC100"),
    );
    expect(report).toEqual({
      taken: { step: 1, numbers: { before: 0, added: 4, removed: 0, after: 4 }, found: null },
      asked: 9,
      added: 3,
      alreadyThere: 1,
      alreadyThereNos: ["P201"],
      notFound: { count: 2, texts: ["CT999", "nobody@x.example"] },
      ambiguous: { count: 1, texts: ["shared@x.example"] },
      refusedExcluded: { count: 1, contactNos: ["P102"] },
      refusedBlocked: { count: 1, contactNos: ["P301"] },
    });
    expect(await contactsOf(context, segmentNo)).toEqual(["C100", "P101", "P201", "P202"]);
    await db.pool.query("update contact set email = case id when 900 then 'finn@solo.example' end where id in (300, 900)");
  });

  it("leaves away characters that cannot be stored, wherever text is typed", async () => {
    const segmentNo = await givenSegment(context, { description: "Te\0st" });
    expect((await segmentOf(context, segmentNo)).header.description).toBe("Test");
    expect(await paste(segmentNo, "P1\u000001 \0 'P201'; drop table contact")).toMatchObject(ok({ added: 2, notFound: { count: 3 } }));
    expect(await listSegmentLines(context, { segmentNo, goTo: "\0", lines: { search: "Ann\0a" } })).toMatchObject({ matching: 1 });
    expect(await addLines(context, { segmentNo, contacts: { contactNos: ["\0"] } })).toMatchObject(err({ code: "invalid_input" }));
  });

  it("takes fifty thousand pasted numbers in one go", async () => {
    const segmentNo = await givenSegment(context);
    const numbers = Array.from({ length: 50_000 }, (_, at) => `NONE${at}`).join("\n");
    const report = value(await paste(segmentNo, `${numbers}\nP101`));
    expect(report).toMatchObject({ asked: 50_001, added: 1, notFound: { count: 50_000 } });
    expect(report.notFound.texts).toHaveLength(100);
  });
});

describe("the lines page", () => {
  it("is searched and narrowed by what the lines show, and exactly those lines can be removed", async () => {
    const segmentNo = await givenSegment(context, { interactionTemplateCode: "LETTER" });
    await take(context, segmentNo, "add", everybody);
    await db.pool.query(
      `insert into segment_line_override (segment_id, contact_id, overridden, salesperson_code, correspondence_type)
      select id, 200, '{salesperson_code,correspondence_type}', 'PS', 'phone' from segment where segment_no = $1`,
      [segmentNo],
    );
    const matching = async (lines: Partial<LineFilter>) => {
      const page = await listSegmentLines(context, { segmentNo, lines });
      expect(page).toMatchObject({ total: 7, matching: page?.lines.length, next: null, previous: null, offset: 0 });
      return page?.lines.map((line) => line.contactNo);
    };
    expect(await matching({ search: "BIRCH" })).toEqual(["C200", "P201", "P202"]);
    expect(await matching({ search: "%" })).toEqual([]);
    expect(await matching({ channel: "hard_copy" })).toEqual(["P900", "C100", "P101", "P202", "C300"]);
    expect(await matching({ channel: "email" })).toEqual(["P201"]);
    expect(await matching({ channel: "phone" })).toEqual(["C200"]);
    expect(await matching({ channel: "none" })).toEqual([]);
    expect(await matching({ salespersonCode: "MK" })).toEqual(["P201"]);
    expect(await matching({ salespersonCode: "PS" })).toEqual(["C200"]);
    expect(await matching({ salespersonCode: "" })).toEqual([]);
    expect(await matching({ countryRegionCode: "DE", type: "company" })).toEqual(["C100"]);
    expect(await matching({ changed: true })).toEqual(["C200"]);
    expect(await matching({ withoutEmail: true })).toEqual(["C300"]);
    expect(await removeMatchingLines(context, { segmentNo, lines: { search: "birch" }, expected: 2 })).toEqual(
      err({ code: "count_moved", segmentNo, now: 3 }),
    );
    expect(await removeMatchingLines(context, { segmentNo, lines: { search: "birch" }, expected: 3 })).toMatchObject(ok({ removed: 3 }));
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "C100", "P101", "C300"]);
    expect(await removeMatchingLines(context, { segmentNo, lines: {}, expected: 4 })).toMatchObject(
      ok({ removed: 4, taken: { step: 2, numbers: { before: 7, removed: 7, after: 0 } } }),
    );
  });

  it("goes through the pages by keyset, forth and back, first and last", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", everybody);
    const page = async (more: Omit<Parameters<typeof listSegmentLines>[1], "segmentNo">) => {
      const found = await listSegmentLines(context, { segmentNo, limit: 3, order: "contactNo", ...more });
      return [found?.lines.map((line) => line.contactNo).join(" "), found?.previous, found?.next, found?.offset];
    };
    expect(await page({})).toEqual(["C100 C200 C300", null, "C300", 0]);
    expect(await page({ after: "C300" })).toEqual(["P101 P201 P202", "P101", "P202", null]);
    expect(await page({ after: "P202" })).toEqual(["P900", "P900", null, 6]);
    expect(await page({ before: "P101" })).toEqual(["C100 C200 C300", null, "C300", 0]);
    expect(await page({ last: true })).toEqual(["P201 P202 P900", "P201", null, 4]);
    expect(await page({ goTo: "P2" })).toEqual(["P201 P202 P900", "P201", null, 4]);
    expect(await page({ direction: "desc" })).toEqual(["P900 P202 P201", null, "P201", 0]);
    expect(await listSegmentLines(context, { segmentNo, step: 0 })).toMatchObject({ lines: [], total: 0, step: 0, currentStep: 1 });
    expect(await listSegmentLines(context, { segmentNo, step: 2 })).toBeNull();
    expect(await listSegmentLines(context, { segmentNo: "NONE" })).toBeNull();
  });
});
