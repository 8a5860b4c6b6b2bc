import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { addLines } from "@/lib/segmentation/add-lines";
import { goBack } from "@/lib/segmentation/go-to-step";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { all, contactNo, contactsOf, country, everybody, givenSegment, group, has, is, job, segmentOf, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

async function givenLines(...contactNos: string[]): Promise<string> {
  const segmentNo = await givenSegment(context);
  value(await addLines(context, { segmentNo, contacts: { contactNos }, ignoreExclusion: true }));
  return segmentNo;
}
const answer = (line: string) => has("profileAnswer", is("questionnaireCode", "LEADS"), is("lineNo", line));

describe("Reduce", () => {
  it("SEG-RED-001 removes the contacts that match", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", country("GB"));
    const taken = await take(context, segmentNo, "reduce", is("salespersonCode", "MK"));
    expect(taken).toEqual({
      step: 2,
      numbers: { before: 3, added: 0, removed: 2, after: 1 },
      found: { matching: 2, alreadyThere: 0, refusedExcluded: 0, refusedBlocked: 0 },
    });
    expect(await contactsOf(context, segmentNo)).toEqual(["P202"]);
  });

  it("SEG-RED-002 to empty asks nothing: the action is recorded and the undo is exact", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", contactNo("P101"));
    await take(context, segmentNo, "add", contactNo("P201"));
    await take(context, segmentNo, "reduce", is("type", "person"));
    expect(await segmentOf(context, segmentNo)).toMatchObject({
      currentStep: 3,
      totals: { lines: 0 },
      steps: [{}, {}, { kind: "reduce", numbers: { removed: 2 } }],
    });
    value(await goBack(context, { segmentNo, fromStep: 3 }));
    expect(await contactsOf(context, segmentNo)).toEqual(["P101", "P201"]);
  });

  it("SEG-RED-004 without any filter removes everybody", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", everybody);
    expect((await take(context, segmentNo, "reduce", everybody)).numbers).toEqual({ before: 7, added: 0, removed: 7, after: 0 });
    expect((await segmentOf(context, segmentNo)).currentStep).toBe(2);
  });

  it("SEG-RED-008 entire companies: a match pulls out its whole company, also when it is not on the segment itself", async () => {
    const segmentNo = await givenLines("P101", "C100", "P201", "C300");
    const taken = await take(context, segmentNo, "reduce", job("PURCHASE"), { entireCompanies: true });
    expect(taken.numbers).toEqual({ before: 4, added: 0, removed: 3, after: 1 });
    expect(await contactsOf(context, segmentNo)).toEqual(["C300"]);
  });

  it("of an empty segment is recorded too", async () => {
    const segmentNo = await givenSegment(context);
    expect(await take(context, segmentNo, "reduce", everybody)).toMatchObject({ step: 1, numbers: { before: 0, removed: 0, after: 0 } });
    expect(await take(context, segmentNo, "refine", country("GB"))).toMatchObject({ step: 2 });
    expect((await segmentOf(context, segmentNo)).steps.map(({ kind }) => kind)).toEqual(["reduce", "refine"]);
  });

  it("also removes contacts that were excluded or blocked since they came", async () => {
    const segmentNo = await givenLines("P101", "P102", "P201");
    await db.pool.query("update contact set privacy_blocked = true where id = 101");
    expect((await take(context, segmentNo, "reduce", country("DE"))).numbers.removed).toBe(2);
    await db.pool.query("update contact set privacy_blocked = false where id = 101");
  });
});

describe("Refine", () => {
  it("SEG-REF-001 keeps the contacts that match", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", everybody);
    const taken = await take(context, segmentNo, "refine", country("GB"));
    expect(taken).toMatchObject({ step: 2, numbers: { before: 7, removed: 4, after: 3 }, found: { matching: 3 } });
    expect(await contactsOf(context, segmentNo)).toEqual(["C200", "P201", "P202"]);
  });

  it("SEG-REF-003 never adds", async () => {
    const segmentNo = await givenLines("P101");
    await take(context, segmentNo, "refine", group("NEWS"));
    expect(await contactsOf(context, segmentNo)).toEqual(["P101"]);
  });

  it("SEG-REF-004 without filter keeps everybody (there are no lines without a contact)", async () => {
    const segmentNo = await givenLines("P101", "P201");
    expect((await take(context, segmentNo, "refine", everybody)).numbers).toEqual({ before: 2, added: 0, removed: 0, after: 2 });
  });

  it("SEG-REF-005 after an Add asks for a second answer of the same contact", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", answer("20"));
    expect(await contactsOf(context, segmentNo)).toEqual(["P101", "P202"]);
    await take(context, segmentNo, "refine", answer("50"));
    expect(await contactsOf(context, segmentNo)).toEqual(["P202"]);
  });

  it("SEG-REF-008 to empty asks nothing: both actions stay, and the undo is exact", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", group("NEWS"));
    await take(context, segmentNo, "refine", country("FR"));
    expect(await segmentOf(context, segmentNo)).toMatchObject({ currentStep: 2, totals: { lines: 0 } });
    value(await goBack(context, { segmentNo, fromStep: 2 }));
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "P101", "P201"]);
  });

  it("keeps contacts without a value where the condition is negated, and drops them where it is not", async () => {
    const languageOf = (op: "is" | "isNot") => ({ kind: "field", field: "correspondenceType", op, value: "email" }) as const;
    const [kept, dropped] = [await givenLines("P101", "P201"), await givenLines("P101", "P201")];
    await take(context, kept, "refine", languageOf("isNot"));
    await take(context, dropped, "refine", languageOf("is"));
    expect([await contactsOf(context, kept), await contactsOf(context, dropped)]).toEqual([["P101"], ["P201"]]);
  });

  it("entire companies keeps whole companies, a contact without company alone", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", everybody);
    await take(context, segmentNo, "refine", all(group("NEWS"), is("type", "person")), { entireCompanies: true });
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "C100", "P101", "C200", "P201", "P202"]);
  });
});
