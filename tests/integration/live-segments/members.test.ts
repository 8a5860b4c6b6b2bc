import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { listLiveOfContact } from "@/lib/live-segments/list-live-of-contact";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { all, any, country, givenLive, group, has, is, isIn, membersOf, not, relationTo } from "./live";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

const write = (statement: string) => db.pool.query(statement);

it("S-01: follows a contact from the moment that a change of it is committed", async () => {
  const german = await givenLive(context, { filter: country("DE") });
  expect(await membersOf(context, german)).toEqual(["C100", "P101", "P102"]);
  await write("update contact set country_region_code = 'DE' where contact_no = 'P900'");
  expect(await membersOf(context, german)).toEqual(["C100", "P101", "P102", "P900"]);
  await write("update contact set country_region_code = 'SE' where contact_no in ('P900', 'P101')");
  expect(await membersOf(context, german)).toEqual(["C100", "P102"]);
  await write("update contact set country_region_code = 'DE' where contact_no = 'P101'");
});

it("follows mailing groups, a company's relations through its people, purchases, interactions and contacts that are new", async () => {
  const news = await givenLive(context, { filter: all(group("NEWS"), not(country("SE"))) });
  const customers = await givenLive(context, { filter: relationTo("CUST") });
  const buyers = await givenLive(context, { filter: has("purchase", is("itemNo", "1000")) });
  const silent = await givenLive(context, { filter: is("noOfInteractions", "0") });
  expect(await membersOf(context, news)).toEqual(["P101", "P201"]);
  expect(await membersOf(context, customers)).toEqual(["C100", "P101", "P102"]);
  expect(await membersOf(context, buyers)).toEqual([]);
  expect(await membersOf(context, silent)).toEqual(["C200", "C300", "P102", "P201", "P202", "P301", "P900"]);
  await write(`
    insert into contact_mailing_group values (202, 'NEWS');
    delete from contact_mailing_group where contact_id = 101 and mailing_group_code = 'NEWS';
    insert into contact_business_relation values (200, 'CUST', 'customer', '9');
    insert into value_entry (contact_id, company_id, item_no, posting_date) values (101, 100, '1000', '2026-01-01');
    insert into interaction_log_entry (contact_id, contact_no, contact_name, company_id, date, description) values (900, 'P900', 'x', null, '2026-01-01', 'x');
    insert into contact (contact_no, type, name) values ('P901', 'person', 'New One')`);
  expect(await membersOf(context, news)).toEqual(["P201", "P202"]);
  expect(await membersOf(context, customers)).toEqual(["C100", "C200", "P101", "P102", "P201", "P202"]);
  expect(await membersOf(context, buyers)).toEqual(["C100", "P101"]);
  expect(await membersOf(context, silent)).toEqual(["C200", "C300", "P102", "P201", "P202", "P301", "P901"]);
  await write("update interaction_log_entry set canceled = true where contact_no = 'P900'; delete from value_entry");
  expect(await membersOf(context, silent)).toEqual(["C200", "C300", "P102", "P201", "P202", "P301", "P900", "P901"]);
  expect(await membersOf(context, buyers)).toEqual([]);
});

it("S-30: a segment that speaks of another agrees with it in the same snapshot", async () => {
  const danish = await givenLive(context, { filter: country("DK") });
  const others = await givenLive(context, { kind: "compound", filter: all(isIn(danish), not(isIn(danish, false))) });
  const either = await givenLive(context, { filter: any(isIn(others), is("contactNo", "P900")) });
  expect(await membersOf(context, either)).toEqual(["C300", "P301", "P900"]);
  await write("update contact set country_region_code = 'DK' where contact_no = 'P201'");
  expect(await membersOf(context, either)).toEqual(["C300", "P201", "P301", "P900"]);
  expect(await membersOf(context, others)).toEqual(["C300", "P201", "P301"]);
  expect(await membersOf(context, danish)).toEqual(["C300", "P201", "P301"]);
});

it("tells which live segments a contact is a member of at this moment, folded or not, and since when", async () => {
  const where = { kind: "field", field: "moment.due", op: "greater", value: "2026-01-01" } as const;
  const due = await givenLive(context, { name: "Of due", filter: { kind: "relation", relation: "behaviour", match: "any", where } });
  const faroese = await givenLive(context, { name: "Of the Faroes", filter: is("city", "Klaksvik") });
  const both = await givenLive(context, { name: "Of both", kind: "compound", filter: any(isIn(due), isIn(faroese)) });
  const listed = async (contactNo: string) =>
    (await listLiveOfContact(context, { contactNo }))?.filter(({ name }) => name.startsWith("Of ")).map(({ segmentNo, ...rest }) => rest);
  expect(await listed("P900")).toEqual([]);
  await write("update contact set city = 'Klaksvik' where contact_no = 'P900'");
  expect(await listed("P900")).toEqual([
    { name: "Of both", kind: "compound", state: "live", joinedAt: null },
    { name: "Of the Faroes", kind: "dynamic", state: "live", joinedAt: null },
  ]);
  for (const segmentNo of [due, faroese, both]) await findLiveSegment(context, { segmentNo });
  expect((await listed("P900"))?.map(({ joinedAt }) => joinedAt)).toEqual([context.now, context.now]);

  await write(`
    insert into behaviour_type (code, description) values ('DUE', 'Due');
    insert into behaviour (source, source_id, type_code, occurred_at, contact_id, properties) values ('S', '1', 'DUE', now(), 301, '{"due": {"at": "2026-02-01T00:00:00Z"}}')`);
  expect(await listed("P301")).toMatchObject([{ name: "Of both" }, { name: "Of due" }]);
  await findLiveSegment(context, { segmentNo: due });
  await write(`update behaviour set properties = '{"due": {"at": "no moment"}}' where source = 'S'`);
  expect(await listed("P301")).toMatchObject([
    { name: "Of both", state: "live" },
    { name: "Of due", state: "error" },
  ]);
  expect(await listLiveOfContact(context, { contactNo: "P000" })).toBeNull();
  await write("delete from behaviour where source = 'S'; update contact set city = null where contact_no = 'P900'");
});
