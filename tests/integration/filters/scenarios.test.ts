import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Filter, RelationKey } from "@/lib/filters/schema";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { heard } from "../consent/support";
import { matching } from "./matching";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
});
afterAll(() => db.drop());

const is = (field: string, value: string | boolean): Filter => ({ kind: "field", field, op: "is", value });
const text = (field: string, expression: string): Filter => ({ kind: "field", field, op: "expression", text: expression });
const all = (...of: Filter[]): Filter => ({ kind: "all", of });
const any = (...of: Filter[]): Filter => ({ kind: "any", of });
const has = (relation: RelationKey, ...of: Filter[]): Filter => ({ kind: "relation", relation, match: "any", where: all(...of) });
const hasNone = (relation: RelationKey, ...of: Filter[]): Filter => ({ kind: "relation", relation, match: "none", where: all(...of) });
const everyone = ["C100", "C200", "C300", "P101", "P102", "P201", "P202", "P301", "P900"];

describe("Add Contacts on the base world (before exclusion and privacy)", () => {
  it("SEG-ADD-001 no filter is everybody", async () => {
    expect(await matching(db, all())).toEqual(everyone);
  });
  it("SEG-ADD-003 two fields of the contact section are both required", async () => {
    expect(await matching(db, all(is("countryRegionCode", "gb"), is("type", "person")))).toEqual(["P201", "P202"]);
    expect(await matching(db, all(text("countryRegionCode", "GB"), text("type", "Person")))).toEqual(["P201", "P202"]);
  });
  it("SEG-ADD-009 job responsibility belongs to the person", async () => {
    expect(await matching(db, has("jobResponsibility", is("code", "PURCHASE")))).toEqual(["P101", "P202"]);
  });
  it("SEG-ADD-011 business relation is read from the contact's company", async () => {
    expect(await matching(db, has("businessRelation", is("code", "CUST")))).toEqual(["C100", "P101", "P102"]);
    expect(await matching(db, has("industryGroup", text("code", "FOOD|MANUF")))).toEqual(["C100", "C200", "P101", "P102", "P201", "P202"]);
  });
  it("SEG-ADD-014 several answers, and the questionnaire alone, find each contact once", async () => {
    const leads = is("questionnaireCode", "LEADS");
    expect(await matching(db, has("profileAnswer", leads, text("lineNo", "20|30")))).toEqual(["P101", "P201", "P202"]);
    expect(await matching(db, has("profileAnswer", leads))).toEqual(["P101", "P201", "P202"]);
    expect(
      await matching(db, has("profileAnswer", { kind: "field", field: "answer", op: "in", values: ["leads:50", "LEADS:30"] })),
    ).toEqual(["P201", "P202"]);
  });
  it("SEG-ADD-016 interaction conditions hold on one and the same entry; a canceled one counts only when asked for", async () => {
    const januaryCall = [text("date", "2026-01-01..2026-01-31"), is("interactionTemplateCode", "CALL")];
    expect(await matching(db, has("interaction", ...januaryCall))).toEqual([]);
    expect(await matching(db, has("interaction", ...januaryCall, text("canceled", "Yes|No")))).toEqual(["P201"]);
    expect(await matching(db, has("interaction", is("postponed", true)))).toEqual(["P202"]);
  });
  it("SEG-ADD-018 an interaction counts for its contact under whatever company it was made", async () => {
    await db.pool.query(`insert into interaction_log_entry (contact_id, contact_no, contact_name, company_id, company_no, date, description, interaction_template_code)
      values (900, 'P900', 'Finn Solo', 100, 'C100', '2026-03-10', 'Visit', 'VISIT')`);
    expect(await matching(db, has("interaction", is("interactionTemplateCode", "VISIT")))).toEqual(["P900"]);
    await db.pool.query("delete from interaction_log_entry where contact_id = 900");
  });
});

describe("rows of live segments", () => {
  it("S-16: who never answered is neither a Yes nor a No; what is answered here is whether e-mails may come (T-13)", async () => {
    const context = await testContext(db);
    await heard(context, ["P101"], "given");
    await heard(context, ["P102"], "withdrawn");
    const said = (decision: string) =>
      all(text("contactNo", "P101|P102|P201"), has("consent", is("channel", "email"), is("purposeCode", "NEWS"), is("decision", decision)));
    expect(await matching(db, said("withdrawn"))).toEqual(["P102"]);
    expect(await matching(db, said("none"))).toEqual(["P201"]);
  });
  it("S-17: several choices are rows of a relation: any of, all of, none of, and exactly; the pets are mailing groups (T-18)", async () => {
    await db.pool.query(`
      insert into mailing_group select c, c from unnest(array['DOG','CAT','BIRD']) c;
      insert into contact (id, contact_no, type, name) select 5000 + n, 'S' || n, 'person', 's' from generate_series(1, 4) n;
      insert into contact_mailing_group values (5001, 'DOG'), (5001, 'CAT'), (5002, 'DOG'), (5004, 'DOG'), (5004, 'CAT'), (5004, 'BIRD')`);
    const pets = (match: "any" | "none" | "all", ...values: string[]): Filter => ({
      ...{ kind: "relation", relation: "mailingGroup", match },
      where: { kind: "field", field: "code", op: "in", values },
    });
    const found = (...of: Filter[]) => matching(db, all(text("contactNo", "S?"), ...of));
    expect(await found(pets("any", "DOG"), pets("any", "CAT"))).toEqual(["S1", "S4"]);
    expect(await found(pets("any", "CAT", "BIRD"))).toEqual(["S1", "S4"]);
    expect(await found(pets("none", "CAT"))).toEqual(["S2", "S3"]);
    expect(await found(pets("any", "CAT"), pets("any", "DOG"), pets("all", "CAT", "DOG"))).toEqual(["S1"]);
    await db.pool.query("delete from contact_mailing_group where contact_id > 5000; delete from contact where contact_no like 'S_'");
  });
});

describe("quantifiers", () => {
  it("mailing group <>NEWS is a group other than NEWS, not in NEWS is none", async () => {
    expect(await matching(db, has("mailingGroup", text("code", "<>NEWS")))).toEqual(["C100", "P102"]);
    expect(await matching(db, hasNone("mailingGroup", is("code", "NEWS")))).toEqual(["C100", "C200", "C300", "P102", "P202", "P301"]);
    expect(await matching(db, hasNone("mailingGroup"))).toEqual(["C200", "C300", "P202", "P301"]);
  });
  it("has all: there are rows and all of them match", async () => {
    const high: Filter = { kind: "relation", relation: "profileAnswer", match: "all", where: is("answer", "LEADS:20") };
    expect(await matching(db, high)).toEqual(["P101"]);
    expect(await matching(db, { kind: "not", of: high })).toEqual(everyone.filter((no) => no !== "P101"));
  });
  it("counts rows, none being nought", async () => {
    const answers = (op: "is" | "less" | "greaterOrEqual" | "isNot", value: number): Filter => ({
      kind: "relation",
      relation: "profileAnswer",
      match: "count",
      count: { op, value },
      where: all(),
    });
    expect(await matching(db, answers("greaterOrEqual", 2))).toEqual(["P202"]);
    expect(await matching(db, answers("less", 2))).toEqual(everyone.filter((no) => no !== "P202"));
    expect(await matching(db, answers("is", 0))).toEqual(["C100", "C200", "C300", "P102", "P301", "P900"]);
    expect(await matching(db, { kind: "not", of: answers("is", 0) })).toEqual(["P101", "P201", "P202"]);
    expect(await matching(db, answers("isNot", 1))).toEqual(everyone.filter((no) => no !== "P101" && no !== "P201"));
  });
  it("persons without a company have no industry group", async () => {
    expect(await matching(db, hasNone("industryGroup"))).toEqual(["P900"]);
    expect(await matching(db, { kind: "not", of: has("industryGroup", is("code", "FOOD")) })).toEqual([
      "C200",
      "C300",
      "P201",
      "P202",
      "P301",
      "P900",
    ]);
  });
  it("relations stand under any and not as well", async () => {
    expect(
      await matching(
        db,
        any(is("contactNo", "C300"), has("mailingGroup", is("code", "NEWS")), has("businessRelation", is("code", "PRESSREL"))),
      ),
    ).toEqual(["C200", "C300", "P101", "P201", "P202", "P900"]);
    expect(await matching(db, { kind: "not", of: any(is("type", "company"), has("mailingGroup")) })).toEqual(["P202", "P301"]);
  });
});

it("calculated fields leave out canceled and postponed interactions, and a company's take in its people's", async () => {
  expect(await matching(db, text("dateOfLastInteraction", "2026-02-05"))).toEqual(["P101"]);
  expect(await matching(db, text("dateOfLastInteraction", "2026-02-06.."))).toEqual(["C100"]);
  expect(await matching(db, text("dateOfLastInteraction", "''"))).toEqual(["C200", "C300", "P102", "P201", "P202", "P301", "P900"]);
  expect(await matching(db, text("dateOfLastInteraction", "<>2026-02-05"))).toEqual(everyone.filter((no) => no !== "P101"));
  expect(await matching(db, text("noOfInteractions", "3"))).toEqual(["C100"]);
  expect(await matching(db, text("noOfInteractions", "<>0"))).toEqual(["C100", "P101"]);
  expect(await matching(db, text("noOfInteractions", "<=2"))).toEqual(everyone.filter((no) => no !== "C100"));
  expect(await matching(db, text("interactionCostLcy", "15.00"))).toEqual(["P101"]);
  expect(await matching(db, text("noOfIndustryGroups", "1"))).toEqual(everyone.filter((no) => no !== "P900"));
});

it("purchases count for the contact they name and for its company", async () => {
  await db.pool.query(
    "insert into value_entry (contact_id, company_id, item_no, posting_date, quantity, amount_lcy) values (101, 100, 'LAMP', '2026-01-02', 2, 30), (100, 100, 'DESK', '2026-01-03', 1, 99.5)",
  );
  expect(await matching(db, has("purchase", is("itemNo", "lamp")))).toEqual(["C100", "P101"]);
  expect(await matching(db, hasNone("purchase", is("itemNo", "LAMP")))).toEqual(everyone.filter((no) => no !== "C100" && no !== "P101"));
  const twice: Filter = { kind: "relation", relation: "purchase", match: "count", count: { op: "is", value: 2 }, where: all() };
  expect(await matching(db, twice)).toEqual(["C100"]);
  expect(await matching(db, has("purchase", text("amountLcy", ">=99.5&<100")))).toEqual(["C100"]);
});

describe("members of segments", () => {
  beforeAll(async () => {
    await db.pool.query(`
      with data as (insert into chunk_data (members) values (array[101,201,900]), (array[100]) returning data_id),
        sets as (insert into contact_set (size) values (3), (1) returning set_id),
        s as (select set_id, row_number() over (order by set_id) n from sets), d as (select data_id, row_number() over (order by data_id) n from data)
      insert into contact_set_chunk (set_id, chunk, data_id, size) select set_id, 0, data_id, case n when 1 then 3 else 1 end from s join d using (n);
      insert into segment (segment_no, date, current_step) values ('SM1', '2026-03-16', 1), ('SM2', '2026-03-16', 0);
      insert into criteria_action (segment_id, action_no, kind, members_before, added, removed, members_after, set_id, user_name, taken_at)
        select id, 1, 'add', 0, 3, 0, 3, (select min(set_id) from contact_set), 'x', now() from segment;
      insert into logged_segment (segment_no, description, created_on, logged_at, user_name, set_id, no_of_interactions)
        select 'OLD', 'old', '2026-01-01', now(), 'x', max(set_id), 1 from contact_set`);
  });
  const member = (of: "segment" | "loggedSegment", no: string, is = true): Filter => ({ kind: "member", of, no, is });

  it("reads the set of the current step, and a logged segment's frozen set", async () => {
    expect(await matching(db, member("segment", "SM1"))).toEqual(["P101", "P201", "P900"]);
    expect(await matching(db, member("segment", "SM2"))).toEqual([]);
    expect(await matching(db, member("segment", "SM1", false))).toEqual(everyone.filter((no) => !["P101", "P201", "P900"].includes(no)));
    expect(await matching(db, { kind: "not", of: member("segment", "SM1", false) })).toEqual(["P101", "P201", "P900"]);
    expect(await matching(db, any(member("segment", "SM1"), member("loggedSegment", "1")))).toEqual(["C100", "P101", "P201", "P900"]);
    expect(await matching(db, member("loggedSegment", "nonsense"))).toEqual([]);
  });
});
