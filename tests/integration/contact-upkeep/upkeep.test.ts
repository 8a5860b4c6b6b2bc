import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { findContactImpact } from "@/lib/contact-upkeep/find-impact";
import { findMergeEffect } from "@/lib/contact-upkeep/find-merge-effect";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import { findContact } from "@/lib/contacts/find-contact";
import { listLoggedMembers } from "@/lib/logging/list-logged-members";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { checkInvariants, transact } from "../contact-sets/support";
import { givenWorksheet, log, logTables } from "../logging/support";
import { contactsOf, segmentOf, value } from "../segmentation/worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeEach(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterEach(async () => {
  await transact(db, checkInvariants);
  await db.drop();
});

describe("deleting contacts", () => {
  it("names what would go and the worksheets that hold them, undone steps included", async () => {
    const first = await givenWorksheet(context, ["C100", "P101", "P201"]);
    const second = await givenWorksheet(context, ["P202"], { description: "Other" });
    const other = await testContext(db, {
      user: { id: "other", name: "Otto", email: "otto@example.test", role: "marketer", salespersonCode: null },
    });
    value(await removeLines(other, { segmentNo: second, contactNos: ["P202"] }));
    expect(await findContactImpact(context, { contactNos: ["C100", "P202"] })).toEqual({
      contacts: 4,
      persons: 2,
      names: ["Alder Foods", "Dan Brown"],
      personNames: ["Anna Alt", "Ben Amsel"],
      interactions: 3,
      salesFacts: 0,
      segments: [
        { segmentNo: second, description: "Other", state: "draft", contacts: 1 },
        { segmentNo: first, description: "Spring letter", state: "draft", contacts: 2 },
      ],
    });
  });

  it("a company takes its persons with it; all of them leave every step, and log entries stay with their names", async () => {
    const segmentNo = await givenWorksheet(context, ["C100", "P101", "P102", "P201"]);
    const logged = value(await log(context, await givenWorksheet(context, ["P101", "P201"])));
    expect(value(await deleteContacts(context, { contactNos: ["C100"] }))).toEqual({ contacts: 3, persons: 2 });
    expect(await contactsOf(context, segmentNo)).toEqual(["P201"]);
    const segment = await segmentOf(context, segmentNo);
    expect([segment.totals.lines, segment.steps[0]?.numbers.after, segment.steps[0]?.size]).toEqual([1, 4, 1]);
    const { entries } = await logTables(context);
    expect(entries[0]).toMatchObject({
      contactId: null,
      contactNo: "P101",
      contactName: "Anna Alt",
      companyId: null,
      companyName: "Alder Foods",
    });
    expect(await listLoggedMembers(context, { entryNo: logged.entryNo })).toMatchObject({ total: 2, standing: 1 });
    expect(await findContact(context, { contactNo: "P102" })).toBeNull();
    expect(await db.prisma.auditEntry.findFirst({ where: { operation: "contact.delete" } })).toMatchObject({
      subjectKey: "C100",
      userName: "Ada Admin",
    });
  });

  it("is refused when somebody came to the company since the number was shown", async () => {
    expect(await deleteContacts(context, { contactNos: ["C100"], expected: 2 })).toEqual({
      ok: false,
      error: { code: "count_moved", now: 3 },
    });
    expect(await findContact(context, { contactNo: "P102" })).not.toBeNull();
    expect(value(await deleteContacts(context, { contactNos: ["C100"], expected: 3 }))).toEqual({ contacts: 3, persons: 2 });
  });

  it("takes all that a list shows, and nobody when they are not as many as were selected (pain 14)", async () => {
    await db.pool.query(
      `insert into contact (contact_no, type, name) select 'ZZ' || n, 'person', 'Zora Zander ' || n from generate_series(1, 12) n`,
    );
    const matching = { search: "zora zander", type: "person", companyNo: null } as const;
    expect((await findContactImpact(context, { matching, count: 12 })).contacts).toBe(12);
    await db.pool.query(`insert into contact (contact_no, type, name) values ('ZZ13', 'person', 'Zora Zander 13')`);
    expect(await deleteContacts(context, { matching, count: 12, expected: 12 })).toEqual({
      ok: false,
      error: { code: "matching_moved", selected: 12, now: 13 },
    });
    expect((await findContactImpact(context, { matching, count: 13 })).contacts).toBe(13);
    expect(value(await deleteContacts(context, { matching, count: 13, expected: 13 }))).toEqual({ contacts: 13, persons: 0 });
    expect((await findContactImpact(context, { matching, count: 13 })).contacts).toBe(0);
  });

  it("is refused as a whole when one of them is not there, and for everybody but administrators", async () => {
    expect(await deleteContacts(context, { contactNos: ["P101", "P999"] })).toEqual({
      ok: false,
      error: { code: "contact_not_found", contactNo: "P999" },
    });
    expect(await findContact(context, { contactNo: "P101" })).not.toBeNull();
    const marketer = await testContext(db, {
      user: { id: "m", name: "Mia", email: "mia@example.test", role: "marketer", salespersonCode: null },
    });
    expect(await deleteContacts(marketer, { contactNos: ["P101"] })).toMatchObject({ ok: false, error: { code: "not_allowed" } });
    expect(await mergeContacts(marketer, { keep: "P101", contactNos: ["P102"] })).toMatchObject({
      ok: false,
      error: { code: "not_allowed" },
    });
  });

  it("waits for whoever logs right now, so that no entry is written for somebody deleted meanwhile", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P201"]);
    const blocker = await db.pool.connect();
    await blocker.query("begin; lock table interaction_log_entry in exclusive mode");
    const logging = log(context, segmentNo);
    const inserting = "select 1 from pg_locks where relation = 'interaction_log_entry'::regclass and not granted";
    while ((await db.pool.query(inserting)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    const deleting = deleteContacts(context, { contactNos: ["P101"] });
    const waiting = "select 1 from pg_locks where locktype = 'advisory' and not granted";
    while ((await db.pool.query(waiting)).rowCount === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    await blocker.query("rollback");
    blocker.release();
    expect(value(await logging).interactions).toBe(2);
    expect(value(await deleting)).toEqual({ contacts: 1, persons: 0 });
    const { entries } = await logTables(context);
    expect(entries.map((entry) => [entry.contactNo, entry.contactId])).toEqual([
      ["P101", null],
      ["P201", 201],
    ]);
  });
});

describe("merging contacts", () => {
  it("the one that stays takes the places, once, and what the other had; what it has itself wins", async () => {
    const both = await givenWorksheet(context, ["P101", "P201"]);
    const one = await givenWorksheet(context, ["P101", "P900"]);
    await db.pool.query(
      "update contact set email = null, mobile_phone_no = '1' where contact_no = 'P201'; update contact set privacy_blocked = true where contact_no = 'P101'",
    );
    expect(value(await mergeContacts(context, { keep: "P201", contactNos: ["P101"] }))).toEqual({ merged: 1 });
    expect(await contactsOf(context, both)).toEqual(["P201"]);
    expect(await contactsOf(context, one)).toEqual(["P900", "P201"]);
    const kept = await findContact(context, { contactNo: "P201" });
    expect(kept).toMatchObject({
      name: "Cara Bell",
      email: "anna@alder.example",
      mobilePhoneNo: "1",
      companyNo: "C200",
      privacyBlocked: true,
    });
    expect(await db.prisma.contactJobResponsibility.count({ where: { contactId: 201, jobResponsibilityCode: "PURCHASE" } })).toBe(1);
    const moved = await db.prisma.interactionLogEntry.findMany({ where: { contactId: 201 }, orderBy: { entryNo: "asc" } });
    expect(moved.map((entry) => [Number(entry.entryNo), entry.contactNo, entry.contactName])).toEqual([
      [1, "P201", "Anna Alt"],
      [2, "P201", "Anna Alt"],
      [4, "P201", "Cara Bell"],
    ]);
    expect(await findContact(context, { contactNo: "P101" })).toBeNull();
  });

  it("says before what it will do: what is taken over, what comes along, and the worksheets", async () => {
    const segmentNo = await givenWorksheet(context, ["P101", "P202"]);
    await db.pool.query(
      `update contact set email = null, mobile_phone_no = '1', phone_no = null, address = null, post_code = null, city = null where contact_no = 'P201';
       update contact set privacy_blocked = true, phone_no = '2', city = 'Aarhus', post_code = '8000' where contact_no = 'P101'`,
    );
    const request = { keep: "P201", contactNos: ["P101"] };
    const before = await findContact(context, { contactNo: "P201" });
    const effect = value(await findMergeEffect(context, request));
    expect(effect.sides).toMatchObject([
      { contactNo: "P201", name: "Cara Bell", companyName: "Birch Tools", phoneNo: "1", blocked: false },
      { contactNo: "P101", name: "Anna Alt", email: "anna@alder.example", phoneNo: "2", blocked: true, segments: 1, interactions: 2 },
    ]);
    expect(effect.takesOver).toEqual(
      expect.arrayContaining([
        { field: "post_code", value: "8000" },
        { field: "city", value: "Aarhus" },
        { field: "phone_no", value: "2" },
        { field: "email", value: "anna@alder.example" },
        { field: "privacy_blocked", value: "true" },
      ]),
    );
    expect(effect.takesOver.map(({ field }) => field)).not.toContain("mobile_phone_no");
    expect([effect.persons, effect.interactions, effect.salesFacts]).toEqual([0, 2, 0]);
    expect(effect.segments).toMatchObject([{ segmentNo, contacts: 1 }]);
    value(await mergeContacts(context, request));
    const after = await findContact(context, { contactNo: "P201" });
    expect(after).toMatchObject({ postCode: "8000", city: "Aarhus", phoneNo: "2", mobilePhoneNo: "1", privacyBlocked: true });
    expect((after?.numbers.interactions ?? 0) - (before?.numbers.interactions ?? 0)).toBe(effect.interactions);
  });

  it("is refused before as it would be", async () => {
    for (const request of [
      { keep: "P101", contactNos: ["C200"] },
      { keep: "P101", contactNos: ["P101"] },
      { keep: "P777", contactNos: ["P101"] },
    ])
      expect(await findMergeEffect(context, request)).toEqual(await mergeContacts(context, request));
    const viewer = await testContext(db, {
      user: { id: "v", name: "Vic", email: "vic@example.test", role: "viewer", salespersonCode: null },
    });
    await expect(findMergeEffect(viewer, { keep: "P101", contactNos: ["P102"] })).rejects.toThrow("lacks the right contacts.edit");
  });

  it("a company brings its persons and its relations", async () => {
    expect(value(await mergeContacts(context, { keep: "C200", contactNos: ["C100", "C300"] }))).toEqual({ merged: 2 });
    const persons = await db.prisma.contact.findMany({ where: { companyId: 200, type: "person" }, orderBy: { id: "asc" } });
    expect(persons.map(({ contactNo, companyNo, companyName }) => [contactNo, companyNo, companyName])).toEqual(
      ["P101", "P102", "P201", "P202", "P301"].map((contactNo) => [contactNo, "C200", "Birch Tools"]),
    );
    expect((await findContact(context, { contactNo: "C200" }))?.businessRelationSummary).toBe("multiple");
  });

  it("refuses people with companies, itself, and nobody", async () => {
    expect(await mergeContacts(context, { keep: "P101", contactNos: ["C200"] })).toMatchObject({
      ok: false,
      error: { code: "merge_of_types", contactNo: "C200" },
    });
    expect(await mergeContacts(context, { keep: "P101", contactNos: ["P101"] })).toMatchObject({
      ok: false,
      error: { code: "merge_with_itself" },
    });
    expect(await mergeContacts(context, { keep: "P101", contactNos: ["P777"] })).toMatchObject({
      ok: false,
      error: { code: "contact_not_found" },
    });
  });
});
