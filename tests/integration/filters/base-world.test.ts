import { afterAll, beforeAll, expect, it } from "vitest";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
});
afterAll(() => db.drop());

it("the base world holds the contacts, interactions and templates of the scenarios", async () => {
  const { rows } = await db.pool.query(`
    select (select count(*)::int from contact) as contacts, (select count(*)::int from interaction_log_entry) as interactions,
      (select count(*)::int from interaction_template) as templates, (select count(*)::int from contact_profile_answer) as answers`);
  expect(rows).toEqual([{ contacts: 9, interactions: 5, templates: 6, answers: 4 }]);
});

it("what is created later gets numbers of its own", async () => {
  const { rows } = await db.pool.query("insert into contact (contact_no, type, name) values ('X1', 'person', 'Later') returning id");
  expect(rows[0].id).toBeGreaterThan(900);
});
