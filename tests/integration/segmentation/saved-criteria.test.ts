import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { changeSavedCriteria } from "@/lib/segmentation/change-saved-criteria";
import { compareCriteria } from "@/lib/segmentation/compare-criteria";
import { deleteSavedCriteria, restoreSavedCriteria } from "@/lib/segmentation/delete-saved-criteria";
import { findSavedCriteria } from "@/lib/segmentation/find-saved-criteria";
import { goBack } from "@/lib/segmentation/go-to-step";
import { listSavedCriteria } from "@/lib/segmentation/list-saved-criteria";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { saveCriteria } from "@/lib/segmentation/save-criteria";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { log } from "../logging/support";
import { changeTo, saved, stackOf } from "./stack-changes";
import { all, contactsOf, country, everybody, givenSegment, group, is, segmentOf, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
let other: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  other = await testContext(db, { user: { id: "ben", name: "Ben", email: "ben@example.test", role: "marketer", salespersonCode: null } });
});
afterAll(() => db.drop());

async function givenNewsWithoutMk(): Promise<string> {
  const segmentNo = await givenSegment(context, { description: "News", interactionTemplateCode: "LETTER", salespersonCode: "JO" });
  await take(context, segmentNo, "add", group("NEWS"));
  await take(context, segmentNo, "reduce", is("salespersonCode", "MK"));
  return segmentNo;
}
const stepsSaved = async (criteriaId: number) =>
  (await findSavedCriteria(context, { criteriaId }))?.stack.map(({ step, kind }) => `${step} ${kind}`);

describe("Save Criteria", () => {
  it("SEG-CRIT-004 copies all steps with their filters and options", async () => {
    const segmentNo = await givenNewsWithoutMk();
    const before = await segmentOf(context, segmentNo);
    const criteriaId = await saved(context, segmentNo, "  NL ", { description: "Newsletter" });
    const found = await findSavedCriteria(context, { criteriaId });
    expect(found).toMatchObject({
      code: "NL",
      description: "Newsletter",
      shared: true,
      createdBy: context.user.id,
      steps: 2,
      edits: 0,
      mayChange: true,
    });
    const meanings = (steps: typeof before.steps) =>
      steps.map((step) => ["filter" in step && step.filter, "options" in step && step.options]);
    expect(meanings(found?.stack ?? [])).toEqual(meanings(before.steps));
    expect(await segmentOf(context, segmentNo)).toEqual(before);
  });

  it("SEG-CRIT-005 is refused without criteria", async () => {
    const segmentNo = await givenSegment(context);
    expect(await saveCriteria(context, { segmentNo, code: "NONE" })).toEqual(err({ code: "no_steps", segmentNo }));
    expect(await listSavedCriteria(context, { search: "NONE" })).toMatchObject({ total: 0 });
  });

  it("SEG-CRIT-006 needs a code that is not blank and not taken", async () => {
    const segmentNo = await givenNewsWithoutMk();
    const criteriaId = await saved(context, segmentNo, "ONCE");
    expect(await saveCriteria(context, { segmentNo, code: "  " })).toMatchObject({
      ok: false,
      error: { code: "invalid_input", issues: [{ path: "code" }] },
    });
    await take(context, segmentNo, "add", country("DK"));
    expect(await saveCriteria(context, { segmentNo, code: "ONCE" })).toEqual(
      err({ code: "criteria_code_taken", criteriaCode: "ONCE", shared: true }),
    );
    expect(await stepsSaved(criteriaId)).toEqual(["1 add", "2 reduce"]);
    await saved(context, segmentNo, "ONCE", { shared: false });
    await saved(other, segmentNo, "ONCE", { shared: false });
    expect(await saveCriteria(other, { segmentNo, code: "ONCE", shared: false })).toMatchObject({
      ok: false,
      error: { code: "criteria_code_taken", shared: false },
    });
  });

  it("SEG-CRIT-007 is a snapshot that outlives the segment", async () => {
    const segmentNo = await givenNewsWithoutMk();
    const criteriaId = await saved(context, segmentNo, "SNAP");
    await take(context, segmentNo, "add", country("DK"));
    await take(context, segmentNo, "add", country("GB"));
    value(await log(context, segmentNo));
    expect(await stepsSaved(criteriaId)).toEqual(["1 add", "2 reduce"]);
    const next = await givenSegment(context);
    await changeTo(context, next, { change: "reuse_criteria", criteriaId });
    expect(await contactsOf(context, next)).toEqual(["P900", "P101"]);
  });

  it("leaves edits by hand and switched-off steps out unless edits are asked for", async () => {
    const segmentNo = await givenNewsWithoutMk();
    value(await removeLines(context, { segmentNo, contactNos: ["P900"] }));
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["C300"] } }));
    const without = await saved(context, segmentNo, "WITHOUT");
    const withEdits = await saved(context, segmentNo, "WITH", { editsByHand: true });
    expect([await stepsSaved(without), await stepsSaved(withEdits)]).toEqual([
      ["1 add", "2 reduce"],
      ["1 add", "2 reduce", "3 edit"],
    ]);
    expect((await findSavedCriteria(context, { criteriaId: withEdits }))?.stack[2]).toMatchObject({
      addedNames: ["Cedar Media"],
      removedNames: ["Finn Solo"],
    });
    const next = await givenSegment(context);
    await take(context, next, "add", country("DK"));
    await changeTo(context, next, { change: "reuse_criteria", criteriaId: withEdits, editsByHand: true });
    expect(await contactsOf(context, next)).toEqual(["P101", "C300"]);
    await changeTo(context, next, { change: "reuse_criteria", criteriaId: withEdits, instead: true });
    expect(await stackOf(context, next)).toEqual(["1 add +3 = 3", "2 reduce −1 = 2"]);
    await changeTo(context, segmentNo, { change: "switch", step: 2, on: false });
    expect(await stepsSaved(await saved(context, segmentNo, "OFF"))).toEqual(["1 add"]);
  });
});

describe("saved criteria", () => {
  it("are listed, changed and deleted by who made them; private ones are seen by nobody else", async () => {
    const segmentNo = await givenNewsWithoutMk();
    const criteriaId = await saved(context, segmentNo, "MINE-1", { shared: false, description: "Only mine" });
    expect((await listSavedCriteria(context, { search: "MINE-1" })).total).toBe(1);
    expect((await listSavedCriteria(other, { search: "MINE-1" })).total).toBe(0);
    expect(await findSavedCriteria(other, { criteriaId })).toBeNull();
    const next = await givenSegment(other);
    expect(await changeSavedCriteria(other, { criteriaId, version: 1, code: "X" })).toEqual(err({ code: "criteria_not_found" }));
    value(await changeSavedCriteria(context, { criteriaId, version: 1, shared: true, code: "OURS-1" }));
    expect((await listSavedCriteria(other, { whose: "shared", search: "OURS-1" })).rows).toMatchObject([
      { code: "OURS-1", shared: true, version: 2 },
    ]);
    expect(await changeSavedCriteria(other, { criteriaId, version: 2, code: "X" })).toMatchObject({
      ok: false,
      error: { code: "criteria_of_somebody_else" },
    });
    expect(await deleteSavedCriteria(context, { criteriaId, version: 1 })).toEqual(err({ code: "criteria_moved", criteriaCode: "OURS-1" }));
    await changeTo(other, next, { change: "reuse_criteria", criteriaId });
    expect((await findSavedCriteria(context, { criteriaId }))?.used).toMatchObject([{ segmentNo: next, exists: true, userName: "Ben" }]);
    value(await deleteSavedCriteria(context, { criteriaId, version: 2 }));
    expect([await findSavedCriteria(context, { criteriaId }), (await stackOf(other, next)).length]).toEqual([null, 2]);
  });

  it("come back exactly as they were after deleting, for a day, unless their code was given again", async () => {
    const administrator = await testContext(db, { user: { ...context.user, id: "root", email: "root@example.test", role: "admin" } });
    const segmentNo = await givenNewsWithoutMk();
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["C300", "C200"] } }));
    const criteriaId = await saved(context, segmentNo, "GONE-1", { editsByHand: true, description: "Back again" });
    const before = await findSavedCriteria(context, { criteriaId });
    const remove = () => deleteSavedCriteria(context, { criteriaId, version: 1 });
    const restore = (by = context) => restoreSavedCriteria(by, { criteriaId });
    expect(await restore(), "it is not deleted").toEqual(err({ code: "criteria_not_found" }));
    value(await remove());
    expect([await findSavedCriteria(context, { criteriaId }), (await listSavedCriteria(context, { search: "GONE-1" })).total]).toEqual([
      null,
      0,
    ]);
    const into = await givenSegment(context);
    await expect(changeTo(context, into, { change: "reuse_criteria", criteriaId })).rejects.toThrow("criteria_not_found");
    expect(await changeSavedCriteria(context, { criteriaId, version: 1, code: "X" })).toEqual(err({ code: "criteria_not_found" }));
    expect(await restore(other)).toMatchObject({ ok: false, error: { code: "criteria_of_somebody_else" } });
    await db.pool.query("insert into contact (id, contact_no, type, name) values (902, 'P902', 'person', 'Other')");
    value(await deleteContacts(administrator, { contactNos: ["P902"] }));
    value(await restore());
    expect(await findSavedCriteria(context, { criteriaId })).toEqual(before);
    await changeTo(context, into, { change: "reuse_criteria", criteriaId, editsByHand: true });
    expect(await contactsOf(context, into)).toEqual(await contactsOf(context, segmentNo));

    value(await remove());
    const successor = await saved(context, segmentNo, "GONE-1");
    expect(await restore()).toEqual(err({ code: "criteria_code_taken", criteriaCode: "GONE-1", shared: true }));
    const nextDay = { ...context, now: new Date(context.now.getTime() + 25 * 3_600_000) };
    value(await deleteSavedCriteria(nextDay, { criteriaId: successor, version: 1 }));
    expect(await restore()).toEqual(err({ code: "criteria_not_found" }));
  });

  it("are compared by whom they would find today", async () => {
    const segmentNo = await givenNewsWithoutMk(); // P900 P101
    const criteriaId = await saved(context, segmentNo, "LEFT");
    const against = await givenSegment(context);
    await take(context, against, "add", country("DE")); // C100 P101
    value(await addLines(context, { segmentNo: against, contacts: { contactNos: ["P202"] } }));
    expect(await compareCriteria(context, { criteriaId, other: { with: "segment", segmentNo: against } })).toEqual(
      ok({ onlyLeft: 1, both: 1, onlyRight: 2 }),
    );
    const right = await saved(context, against, "RIGHT");
    expect(await compareCriteria(context, { criteriaId, other: { with: "criteria", criteriaId: right } })).toEqual(
      ok({ onlyLeft: 1, both: 1, onlyRight: 1 }),
    );
  });
});

describe("Reuse Criteria", () => {
  it("SEG-REUSE-001 SEG-BACK-012 takes the steps again, each as one that Go Back undoes", async () => {
    const source = await givenSegment(context);
    await take(context, source, "add", group("NEWS"));
    await take(context, source, "add", country("GB"));
    await take(context, source, "reduce", is("salespersonCode", "MK"));
    const criteriaId = await saved(context, source, "THREE");
    const segmentNo = await givenSegment(context);
    await changeTo(context, segmentNo, { change: "reuse_criteria", criteriaId });
    const [here, there] = [await segmentOf(context, segmentNo), await segmentOf(context, source)];
    const meanings = ({ steps }: typeof here) => steps.map((step) => [step.kind, step.numbers, "filter" in step && step.filter]);
    expect(meanings(here)).toEqual(meanings(there));
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "P101", "P202"]);
    value(await goBack(context, { segmentNo, fromStep: 3 }));
    expect(await contactsOf(context, segmentNo)).toEqual(["P900", "P101", "C200", "P201", "P202"]);
    expect((await segmentOf(context, segmentNo)).currentStep).toBe(2);
  });

  it("SEG-REUSE-003 on a segment with steps asks nothing: the steps come on top, or instead", async () => {
    const source = await givenSegment(context);
    await take(context, source, "add", group("NEWS"));
    const criteriaId = await saved(context, source, "NEWS-1");
    const segmentNo = await givenSegment(context);
    value(await addLines(context, { segmentNo, contacts: { contactNos: ["C300"] } }));
    await changeTo(context, segmentNo, { change: "reuse_criteria", criteriaId });
    expect([await contactsOf(context, segmentNo), await stackOf(context, segmentNo)]).toEqual([
      ["P900", "P101", "P201", "C300"],
      ["1 edit +1 = 1", "2 add +3 = 4"],
    ]);
    const instead = await changeTo(context, segmentNo, { change: "reuse_criteria", criteriaId, instead: true });
    expect(instead).toMatchObject({ kept: 0, numbers: { before: 4, added: 0, removed: 1, after: 3 }, leaving: [{ contactNo: "C300" }] });
  });

  it("SEG-REUSE-005 honours the options, Entire Companies of Refine too", async () => {
    const source = await givenSegment(context);
    await take(context, source, "add", group("VIP"), { ignoreExclusion: true });
    const criteriaId = await saved(context, source, "VIP-1");
    const segmentNo = await givenSegment(context);
    await changeTo(context, segmentNo, { change: "reuse_criteria", criteriaId });
    expect(await contactsOf(context, segmentNo)).toEqual(["C100", "P102"]);
    const several = await givenSegment(context);
    await take(context, several, "add", group("NEWS"), { allowExisting: true });
    const twice = await givenSegment(context);
    value(await addLines(context, { segmentNo: twice, contacts: { contactNos: ["P101"] } }));
    await changeTo(context, twice, { change: "reuse_criteria", criteriaId: await saved(context, several, "TWICE") });
    expect(await contactsOf(context, twice)).toEqual(["P900", "P101", "P101", "P201"]);
    const refined = await givenSegment(context);
    await take(context, refined, "add", everybody);
    await take(context, refined, "refine", group("NEWS"), { entireCompanies: true });
    const entire = await saved(context, refined, "ENTIRE");
    const again = await givenSegment(context);
    await changeTo(context, again, { change: "reuse_criteria", criteriaId: entire });
    expect(await contactsOf(context, again)).toEqual(await contactsOf(context, refined));
  });

  it("SEG-REUSE-006 a contact that was added by hand and is gone: no line, no error, one step", async () => {
    const administrator = await testContext(db, { user: { ...context.user, id: "admin", email: "admin@example.test", role: "admin" } });
    await db.pool.query("insert into contact (id, contact_no, type, name) values (901, 'P901', 'person', 'Gone')");
    const source = await givenSegment(context);
    value(await addLines(context, { segmentNo: source, contacts: { contactNos: ["P901"] } }));
    const criteriaId = await saved(context, source, "GONE", { editsByHand: true });
    value(await deleteContacts(administrator, { contactNos: ["P901"] }));
    const segmentNo = await givenSegment(context);
    await changeTo(context, segmentNo, { change: "reuse_criteria", criteriaId, editsByHand: true });
    expect([await contactsOf(context, segmentNo), await stackOf(context, segmentNo)]).toEqual([[], ["1 edit ±0 = 0"]]);
  });

  it("keeps relative dates relative", async () => {
    const source = await givenSegment(context);
    const recent = { kind: "field" as const, field: "date", op: "expression" as const, text: "-30D..t" };
    await take(context, source, "add", all({ kind: "relation", relation: "interaction", match: "any", where: all(recent) }));
    const criteriaId = await saved(context, source, "RECENT");
    const found = await Promise.all(
      ["2026-01-20", "2026-02-28"].map(async (today) => {
        const at = { ...context, now: new Date(`${today}T10:00:00Z`), today, workDate: today };
        const segmentNo = await givenSegment(at);
        await changeTo(at, segmentNo, { change: "reuse_criteria", criteriaId });
        return contactsOf(at, segmentNo);
      }),
    );
    expect(found).toEqual([["P101"], ["C100", "P101"]]);
  });
});
