import { afterAll, beforeAll, expect, it } from "vitest";
import { inTransaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { drawNumbers, writtenNumber } from "@/lib/setup/number-series";
import { writeStandardSetup } from "@/lib/setup/standard-setup";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
  await testContext(db);
});
afterAll(() => db.drop());

const administrator = { name: "Ada Admin", email: "ada@example.test", userId: "test-admin" };
const setUp = () => inTransaction(db, async (tx) => ok(await writeStandardSetup(tx, administrator)));

it("an empty company starts with series, countries, languages, groups and templates, and its administrator as salesperson", async () => {
  await setUp();
  expect(await db.prisma.countryRegion.count()).toBe(249);
  expect(await db.prisma.language.count()).toBe(54);
  expect(await db.prisma.interactionGroup.count()).toBe(3);
  expect(await db.prisma.interactionTemplate.count()).toBe(6);
  expect(await db.prisma.marketingSetup.findFirst()).toMatchObject({
    contactNos: "CONT",
    segmentNos: "SEGM",
    campaignNos: "CAMP",
    personSalutationCode: "UNISEX",
  });
  expect(await db.prisma.appUser.findFirst({ where: { id: "test-admin" } })).toMatchObject({ salespersonCode: "AA" });
  expect(await db.prisma.salesperson.findMany()).toMatchObject([{ code: "AA", name: "Ada Admin" }]);
});

it("a second call changes nothing", async () => {
  const before = await dump();
  await setUp();
  expect(await dump()).toEqual(before);
});

it("numbers are drawn one after the other, in stretches", async () => {
  const drawn = await inTransaction(db, async (tx) => ok([await drawNumbers(tx, "contact", 1), await drawNumbers(tx, "contact", 3)]));
  expect(drawn).toEqual(
    ok([
      { code: "CONT", prefix: "CT", digits: 6, first: 1n, last: 1n },
      { code: "CONT", prefix: "CT", digits: 6, first: 2n, last: 4n },
    ]),
  );
  expect(writtenNumber({ prefix: "CT", digits: 6 }, 12n)).toBe("CT000012");
  expect(writtenNumber({ prefix: "CP", digits: 4 }, 123456n)).toBe("CP123456");
});

async function dump() {
  const tables = [
    "number_series",
    "marketing_setup",
    "country_region",
    "language",
    "salutation",
    "salutation_formula",
    "interaction_group",
    "interaction_template",
    "business_relation",
    "salesperson",
  ];
  return Promise.all(tables.map(async (table) => (await db.pool.query(`select * from ${table} order by 1, 2`)).rows));
}
