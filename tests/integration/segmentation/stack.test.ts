import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { goBack, goForward, goToStep } from "@/lib/segmentation/go-to-step";
import { listStepChanges } from "@/lib/segmentation/list-step-changes";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { all, contactsOf, country, everybody, givenSegment, group, job, segmentOf, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

const stepsOf = async (segmentNo: string) =>
  (await segmentOf(context, segmentNo)).steps.map(({ step, kind, undone }) => `${step} ${kind}${undone ? " undone" : ""}`);

describe("Go Back and Go Forward", () => {
  it("SEG-BACK-001 undoes an add; going forward takes it again, exactly", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", group("NEWS"));
    expect(await goBack(context, { segmentNo, fromStep: 1 })).toEqual(ok({ currentStep: 0, size: 0 }));
    expect([await contactsOf(context, segmentNo), await stepsOf(segmentNo)]).toEqual([[], ["1 add undone"]]);
    await db.pool.query("delete from contact_mailing_group where mailing_group_code = 'NEWS' and contact_id = 900");
    expect(await goForward(context, { segmentNo, fromStep: 0 })).toEqual(ok({ currentStep: 1, size: 3 }));
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "P101", "P201"]);
    await db.pool.query("insert into contact_mailing_group values (900, 'NEWS')");
  });

  it("SEG-BACK-002 asks nothing, since it can be undone itself", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", group("NEWS"));
    value(await goBack(context, { segmentNo, fromStep: 1 }));
    value(await goForward(context, { segmentNo, fromStep: 0 }));
    expect([await contactsOf(context, segmentNo), await stepsOf(segmentNo)]).toEqual([["P900", "P101", "P201"], ["1 add"]]);
  });

  it("SEG-BACK-003 has nothing to undo before the first action, and nothing to take again after the last", async () => {
    const segmentNo = await givenSegment(context);
    expect(await goBack(context, { segmentNo, fromStep: 0 })).toEqual(err({ code: "nothing_to_go_back_from", segmentNo }));
    await take(context, segmentNo, "add", everybody);
    expect(await goForward(context, { segmentNo, fromStep: 1 })).toEqual(err({ code: "nothing_to_go_forward_to", segmentNo }));
  });

  it("SEG-BACK-009 undoing an add leaves the lines that were there before", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", group("NEWS"));
    await take(context, segmentNo, "add", country("GB"));
    value(await goBack(context, { segmentNo, fromStep: 2 }));
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "P101", "P201"]);
  });

  it("SEG-BACK-010 undoes an action without effect", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", group("NEWS"));
    await take(context, segmentNo, "add", country("FR"));
    value(await goBack(context, { segmentNo, fromStep: 2 }));
    expect([await contactsOf(context, segmentNo), await stepsOf(segmentNo)]).toEqual([
      ["P900", "P101", "P201"],
      ["1 add", "2 add undone"],
    ]);
  });

  it("SEG-BACK-011 that empties a segment asks nothing and keeps the other actions", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", country("FR"));
    await take(context, segmentNo, "add", group("NEWS"));
    value(await goBack(context, { segmentNo, fromStep: 2 }));
    expect([await contactsOf(context, segmentNo), await stepsOf(segmentNo)]).toEqual([[], ["1 add", "2 add undone"]]);
  });

  it("reaches any step; a new action drops the undone ones", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", everybody);
    await take(context, segmentNo, "reduce", country("GB"));
    await take(context, segmentNo, "reduce", country("DE"));
    expect(await contactsOf(context, segmentNo, 2)).toEqual(["P900", "C100", "P101", "C300"]);
    expect(await goToStep(context, { segmentNo, fromStep: 3, step: 0 })).toEqual(ok({ currentStep: 0, size: 0 }));
    expect(await goToStep(context, { segmentNo, fromStep: 0, step: 2 })).toEqual(ok({ currentStep: 2, size: 4 }));
    expect(await goToStep(context, { segmentNo, fromStep: 2, step: 4 })).toEqual(
      err({ code: "no_such_step", segmentNo, step: 4, steps: 3 }),
    );
    value(await goToStep(context, { segmentNo, fromStep: 2, step: 1 }));
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["P102"] }, ignoreExclusion: true }));
    expect(await stepsOf(segmentNo)).toEqual(["1 add", "2 edit"]);
    expect(await goForward(context, { segmentNo, fromStep: 2 })).toEqual(err({ code: "nothing_to_go_forward_to", segmentNo }));
  });
});

describe("the criteria list", () => {
  it("SEG-CRIT-001 has one step per action with its filter in words, its numbers, who and when", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", all(country("GB"), group("NEWS")));
    await take(context, segmentNo, "reduce", job("PURCHASE"), { entireCompanies: true });
    const { steps } = await segmentOf(context, segmentNo);
    const words = steps.map((step) => (step.kind === "edit" ? "" : step.words.map((part) => part.text).join("")));
    expect(words[0]).toMatch(/Country\/Region is .*GB.* and Mailing Group is .*Newsletter/);
    expect(words[1]).toMatch(/Job Responsibility is .*Purchase/);
    expect(steps).toMatchObject([
      {
        step: 1,
        kind: "add",
        filter: all(country("GB"), group("NEWS")),
        numbers: { before: 0, added: 1, removed: 0, after: 1 },
        size: 1,
        userName: "Ada Admin",
        undone: false,
        takenAt: context.now,
        options: { expandCompanies: false, relatedCompanies: false, ignoreExclusion: false },
        found: { matching: 1 },
      },
      {
        step: 2,
        kind: "reduce",
        filter: job("PURCHASE"),
        options: { entireCompanies: true },
        numbers: { before: 1, added: 0, removed: 1, after: 0 },
      },
    ]);
  });

  it("lists who came and who left at a step, by company", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", everybody);
    await take(context, segmentNo, "reduce", country("GB"));
    expect(await listStepChanges(context, { segmentNo, step: 1, change: "came", limit: 2 })).toEqual({
      contacts: [
        { contactNo: "P900", name: "Finn Solo", companyName: null },
        { contactNo: "C100", name: "Alder Foods", companyName: "Alder Foods" },
      ],
      total: 7,
      next: "C100",
    });
    expect(
      (await listStepChanges(context, { segmentNo, step: 1, change: "came", after: "C100" }))?.contacts.map((contact) => contact.contactNo),
    ).toEqual(["P101", "C200", "P201", "P202", "C300"]);
    expect(await listStepChanges(context, { segmentNo, step: 2, change: "left" })).toMatchObject({
      total: 3,
      next: null,
      contacts: [{ contactNo: "C200" }, { contactNo: "P201" }, { contactNo: "P202" }],
    });
    expect(await listStepChanges(context, { segmentNo, step: 2, change: "came" })).toEqual({ contacts: [], total: 0, next: null });
    expect(await listStepChanges(context, { segmentNo, step: 3, change: "came" })).toBeNull();
  });
});

describe("an action decided on what is not true any more", () => {
  it("is refused when the step moved, and says who moved it", async () => {
    const segmentNo = await givenSegment(context);
    const ben = await testContext(db, {
      user: { id: "ben", name: "Ben", email: "ben@example.test", role: "marketer", salespersonCode: null },
    });
    await take(ben, segmentNo, "add", group("NEWS"));
    const stale = { kind: "add" as const, filter: country("GB"), options: {} };
    const request = { segmentNo, criteria: stale, decidedAtStep: 0, shown: { before: 0, added: 3, removed: 0, after: 3 } };
    expect(await applyCriteria(context, request)).toEqual(err({ code: "step_moved", segmentNo, currentStep: 1, by: "Ben" }));
    expect(await goBack(context, { segmentNo, fromStep: 2 })).toEqual(err({ code: "step_moved", segmentNo, currentStep: 1, by: "Ben" }));
    expect(await stepsOf(segmentNo)).toEqual(["1 add"]);
  });

  it("is refused with the new numbers when they moved; with these it goes on", async () => {
    const segmentNo = await givenSegment(context);
    const criteria = { kind: "add" as const, filter: country("GB"), options: {} };
    const shown = { before: 0, added: 2, removed: 0, after: 2 };
    const refused = await applyCriteria(context, { segmentNo, criteria, decidedAtStep: 0, shown });
    const now = { before: 0, added: 3, removed: 0, after: 3 };
    expect(refused).toEqual(err({ code: "numbers_moved", segmentNo, step: 0, now }));
    expect(await stepsOf(segmentNo)).toEqual([]);
    expect(await applyCriteria(context, { segmentNo, criteria, decidedAtStep: 0, shown: now })).toMatchObject(
      ok({ step: 1, numbers: now }),
    );
  });

  it("is refused when its filter cannot be read, and nothing is recorded", async () => {
    const segmentNo = await givenSegment(context);
    const unknown = { kind: "field", field: "password", op: "is", value: "x" } as const;
    const request = {
      segmentNo,
      criteria: { kind: "add" as const, filter: unknown, options: {} },
      decidedAtStep: 0,
      shown: { before: 0, added: 0, removed: 0, after: 0 },
    };
    expect(await applyCriteria(context, request)).toMatchObject(err({ code: "filter_refused", error: { code: "unknown_field" } }));
    expect(await stepsOf(segmentNo)).toEqual([]);
  });
});
