import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { listContactSegments } from "@/lib/contacts/contact-segments";
import { findContact } from "@/lib/contacts/find-contact";
import { listContactInteractions } from "@/lib/contacts/list-contact-interactions";
import { listContacts } from "@/lib/contacts/list-contacts";
import type { ListContacts } from "@/lib/contacts/schema";
import { addLines } from "@/lib/segmentation/add-lines";
import { createSegment } from "@/lib/segmentation/create-segment";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

const found = async (request: ListContacts) => (await listContacts(context, request)).contacts.map(({ contactNo }) => contactNo);

describe("the list of contacts", () => {
  it("stands by company: persons without one first, then each company before its persons", async () => {
    expect(await found({})).toEqual(["P900", "C100", "P101", "P102", "C200", "P201", "P202", "C300", "P301"]);
    expect(await found({ direction: "desc" })).toEqual(["P301", "C300", "P202", "P201", "C200", "P102", "P101", "C100", "P900"]);
  });

  it("pages forth and back by contact numbers and says where it stands", async () => {
    const first = await listContacts(context, { order: "name", limit: 4 });
    expect(first).toMatchObject({ offset: 0, previous: null, matching: null });
    const second = await listContacts(context, { order: "name", limit: 4, after: first.next });
    const third = await listContacts(context, { order: "name", limit: 4, after: second.next });
    const names = [first, second, third].flatMap((page) => page.contacts.map(({ name }) => name));
    expect(names).toEqual([
      "Alder Foods",
      "Anna Alt",
      "Ben Amsel",
      "Birch Tools",
      "Cara Bell",
      "Cedar Media",
      "Dan Brown",
      "Eva Carl",
      "Finn Solo",
    ]);
    expect(third.next).toBeNull();
    expect((await listContacts(context, { order: "name", limit: 4, before: second.previous })).contacts).toEqual(first.contacts);
    expect((await listContacts(context, { order: "name", limit: 4, last: true })).contacts.map(({ name }) => name)).toEqual([
      "Cedar Media",
      "Dan Brown",
      "Eva Carl",
      "Finn Solo",
    ]);
  });

  it.each([
    ["birch", ["C200", "P201", "P202"]],
    ["BELL", ["P201"]],
    ["bell birch", ["P201"]],
    ["p10", ["P101", "P102"]],
    ["anna@alder", ["P101"]],
    ["fi", ["P900"]],
    ["%%%", []],
    ["' or 1=1 --", []],
    ["\\", []],
  ])("finds by %j", async (search, contactNos) => expect((await found({ search, order: "contactNo" })).sort()).toEqual(contactNos));

  it("narrows by type and by company, and counts what is left", async () => {
    const page = await listContacts(context, { type: "person", companyNo: "C100", limit: 1 });
    expect(page).toMatchObject({ matching: { count: 2, orMore: false }, contacts: [{ contactNo: "P101" }] });
    expect(await found({ companyNo: "C999" })).toEqual([]);
  });

  it("says who is excluded and who is blocked", async () => {
    const { contacts } = await listContacts(context, { order: "contactNo" });
    expect(contacts.filter(({ excluded }) => excluded).map(({ contactNo }) => contactNo)).toEqual(["P102"]);
    expect(contacts.filter(({ blocked }) => blocked).map(({ contactNo }) => contactNo)).toEqual(["P301"]);
  });
});

describe("a contact", () => {
  it("shows groups of its own and of its company, answers by question, numbers", async () => {
    const anna = await findContact(context, { contactNo: "P101" });
    expect(anna).toMatchObject({
      name: "Anna Alt",
      companyNo: "C100",
      people: null,
      countryRegion: { code: "DE", name: "Germany" },
      groups: [
        { kind: "businessRelation", code: "CUST", detail: "10000", ofCompany: true },
        { kind: "industryGroup", code: "FOOD", ofCompany: true },
        { kind: "mailingGroup", code: "NEWS", ofCompany: false },
        { kind: "jobResponsibility", code: "PURCHASE", ofCompany: false },
      ],
      answers: [{ questionnaire: "Leads", question: "Budget", answers: ["High"] }],
      numbers: { interactions: 2, costLcy: 15, durationMin: 18, lastInteraction: "2026-02-05", lastAttempt: "2026-02-05" },
    });
    expect(await findContact(context, { contactNo: "P999" })).toBeNull();
  });

  it("leaves canceled and postponed interactions out of every number and day (W-42)", async () => {
    expect((await findContact(context, { contactNo: "P201" }))?.numbers).toMatchObject({ interactions: 0, lastInteraction: null });
    expect((await findContact(context, { contactNo: "P202" }))?.numbers).toMatchObject({ interactions: 0, lastInteraction: null });
  });

  it("a company shows its people and their interactions, newest first, page by page", async () => {
    const alder = await findContact(context, { contactNo: "C100" });
    expect(alder?.people).toEqual({
      total: 2,
      persons: [
        { contactNo: "P101", name: "Anna Alt", jobTitle: null, city: null },
        { contactNo: "P102", name: "Ben Amsel", jobTitle: null, city: null },
      ],
    });
    expect(alder?.numbers.interactions).toBe(3);
    const first = await listContactInteractions(context, { contactNo: "C100", limit: 2 });
    const second = await listContactInteractions(context, { contactNo: "C100", limit: 2, after: first.next });
    expect([first, second].flatMap(({ interactions }) => interactions.map(({ entryNo }) => entryNo))).toEqual([3, 2, 1]);
    expect(second.next).toBeNull();
  });

  it("names the worksheets it stands on now", async () => {
    const created = await createSegment(context, { description: "Spring" });
    if (!created.ok) throw new Error(created.error.code);
    const { segmentNo } = created.value;
    await addLines(context, { segmentNo, contacts: { contactNos: ["P101"] } });
    await addLines(await testContext(db, { user: { ...context.user, id: "other", email: "other@example.test" } }), {
      segmentNo,
      contacts: { contactNos: ["P201"] },
    });
    const on = (contactNo: string, page = 1) => listContactSegments(context, { contactNo, page, pageSize: 1 });
    const spring = { segmentNo, description: "Spring", state: "draft", entryNo: null, steps: 2, lines: 1 };
    expect(await on("P101")).toEqual({ segments: [{ ...spring, cameAt: 1 }], total: 1, page: 1, pageSize: 1 });
    expect((await on("P201")).segments).toEqual([{ ...spring, cameAt: 2 }]);
    expect(await on("P201", 2)).toMatchObject({ segments: [], total: 1 });
    expect(await on("P202")).toMatchObject({ segments: [], total: 0 });
  });

  it("holds the alternative address whose range began last and reaches today", async () => {
    await db.pool.query(`
      insert into contact_alt_address (contact_id, code, city) values (900, 'HOME', 'Lund'), (900, 'FAIR', 'Berlin');
      insert into contact_alt_address_date_range values (900, '2026-01-01', null, 'HOME'), (900, '2026-03-10', '2026-03-16', 'FAIR');`);
    const finn = await findContact(context, { contactNo: "P900" });
    expect(finn?.alternativeAddresses).toMatchObject([
      { code: "FAIR", active: true, ranges: [{ from: "2026-03-10", to: "2026-03-16" }] },
      { code: "HOME", active: false, ranges: [{ from: "2026-01-01", to: null }] },
    ]);
  });
});
