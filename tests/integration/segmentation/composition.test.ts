import { afterAll, beforeAll, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { addLines } from "@/lib/segmentation/add-lines";
import { composition } from "@/lib/segmentation/composition";
import { overlaps } from "@/lib/segmentation/overlap";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { country, everybody, givenSegment, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

it("composition counts the effective lines of a step by kind, channel, country, language, salesperson, city and reach", async () => {
  const segmentNo = await givenSegment(context, { interactionTemplateCode: "MAIL" });
  await take(context, segmentNo, "add", everybody); // without P102, who is excluded, and P301, who is blocked
  await take(context, segmentNo, "refine", country("DE"));
  await db.pool.query("update contact set city = 'Berlin' where id = 101");
  const bars = async (step: number | null) => {
    const made = await composition(context, { segmentNo, step });
    return made && Object.fromEntries(Object.entries(made.parts).map(([part, of]) => [part, of.map(({ code, lines }) => [code, lines])]));
  };
  expect(await bars(1)).toEqual({
    type: [
      ["person", 4],
      ["company", 3],
    ],
    channel: [["email", 7]],
    reach: [
      ["reachable", 6],
      ["no_email", 1],
    ],
    country: [
      ["GB", 3],
      ["DE", 2],
      ["DK", 1],
      ["SE", 1],
    ],
    language: [["ENU", 7]],
    salesperson: [
      ["JO", 5],
      ["MK", 2],
    ],
    city: [
      [null, 6],
      ["Berlin", 1],
    ],
  });
  expect(await bars(null)).toMatchObject({
    country: [["DE", 2]],
    type: [
      ["company", 1],
      ["person", 1],
    ],
  });
  expect((await composition(context, { segmentNo, step: 1 }))?.parts.country[0]).toEqual({ code: "GB", name: "Great Britain", lines: 3 });
  expect(await composition(context, { segmentNo, step: 9 })).toBeNull();
  expect(await composition(context, { segmentNo, step: 0 })).toMatchObject({ total: 0 });
});

it("overlap says whom a segment shares with others, who is only here, and who only there", async () => {
  const [here, there] = [await givenSegment(context, { description: "Here" }), await givenSegment(context, { description: "There" })];
  value(await addLines(context, { segmentNo: here, contacts: { contactNos: ["P101", "P201", "P900"] } }));
  value(await addLines(context, { segmentNo: there, contacts: { contactNos: ["P201", "P202"] } }));
  const found = await overlaps(context, { segmentNo: here });
  expect(found?.find(({ segmentNo }) => segmentNo === there)).toEqual({
    segmentNo: there,
    description: "There",
    entryNo: null,
    common: 1,
    onlyHere: 2,
    onlyThere: 1,
  });
  expect(found?.some(({ segmentNo }) => segmentNo === here)).toBe(false);
  expect(await overlaps(context, { segmentNo: "NONE" })).toBeNull();
});
