import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { deleteContacts } from "@/lib/contact-upkeep/delete-contacts";
import { repairLines } from "@/lib/logging/repair-lines";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { countKinds } from "@/lib/segmentation/count-kinds";
import { exportSegmentLines } from "@/lib/segmentation/export-segment-lines";
import { goBack, goForward, goToStep } from "@/lib/segmentation/go-to-step";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { listSegments } from "@/lib/segmentation/list-segments";
import { listStepChanges } from "@/lib/segmentation/list-step-changes";
import { previewOptionEffects } from "@/lib/segmentation/preview-option-effects";
import { countDuplicates, removeDuplicates } from "@/lib/segmentation/remove-duplicates";
import { removeLines, removeMatchingLines } from "@/lib/segmentation/remove-lines";
import { whyContact } from "@/lib/segmentation/why-contact";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { checkOf, log } from "../logging/support";
import { changeTo } from "./stack-changes";
import { contactNo, country, givenSegment, group, linesByNo, segmentOf, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
});
afterAll(() => db.drop());

const byHand = async (segmentNo: string, contactNos: string[], allowExisting = false) =>
  value(await addLines(context, { segmentNo, contacts: { contactNos }, allowExisting }));
const stepsOf = async (segmentNo: string) =>
  (await segmentOf(context, segmentNo)).steps.map(
    ({ kind, numbers }) => `${kind} +${numbers.added} -${numbers.removed} = ${numbers.after}`,
  );
/** Newsletter, then Great Britain once more: P900, P101, P201 twice, C200, P202. */
const givenTwice = async () => {
  const segmentNo = await givenSegment(context, { interactionTemplateCode: "LETTER" });
  await take(context, segmentNo, "add", group("NEWS"));
  await take(context, segmentNo, "add", country("GB"), { allowExisting: true });
  return segmentNo;
};
/** Changes the channel of one line, which tells afterwards where the line went. */
const mark = (segmentNo: string, contact: number, layer: number, channel: string) =>
  db.pool.query(
    `insert into segment_line_override (segment_id, contact_id, layer, overridden, correspondence_type)
     select id, $2, $3, '{correspondence_type}', $4 from segment where segment_no = $1`,
    [segmentNo, contact, layer, channel],
  );
const channelsOf = async (segmentNo: string) =>
  (await listSegmentLines(context, { segmentNo, lines: { changed: true } }))?.lines.map(
    (line) => `${line.contactNo}~${line.layer} ${line.correspondenceType}`,
  );

describe("a contact on several lines", () => {
  it("SEG-LIN-010 is added once more by hand when asked for, as an action of its own", async () => {
    const segmentNo = await givenSegment(context);
    await byHand(segmentNo, ["P101"]);
    expect(await byHand(segmentNo, ["P101"], true)).toMatchObject({ added: 1, alreadyThere: 1, taken: { step: 2 } });
    expect(await linesByNo(context, segmentNo)).toEqual(["P101", "P101~2"]);
    await byHand(segmentNo, ["P101"], true);
    await byHand(segmentNo, ["P201"], true);
    expect(await stepsOf(segmentNo), "a third line is a step of its own, another contact goes on with it").toEqual([
      "edit +1 -0 = 1",
      "edit +1 -0 = 2",
      "edit +2 -0 = 4",
    ]);
    expect((await segmentOf(context, segmentNo)).steps[1]).toMatchObject({ allowExisting: true, addedNames: ["Anna Alt"] });
  });

  it("SEG-LIN-008 adding a contact that is there resets nothing: its values stay, and no step is taken", async () => {
    const segmentNo = await givenSegment(context);
    await byHand(segmentNo, ["P101"]);
    await mark(segmentNo, 101, 1, "phone");
    expect(await byHand(segmentNo, ["P101"])).toMatchObject({ taken: null, added: 0, alreadyThere: 1 });
    expect(await channelsOf(segmentNo)).toEqual(["P101~1 phone"]);
  });

  it("SEG-LIN-011 a line is of a contact: numbers that name nobody make none", async () => {
    const segmentNo = await givenSegment(context);
    expect(await addLines(context, { segmentNo, contacts: { contactNos: ["NOBODY"] }, allowExisting: true })).toMatchObject(
      ok({ taken: null, added: 0, notFound: { count: 1 } }),
    );
    expect(await addLines(context, { segmentNo, contacts: { contactNos: [] } })).toMatchObject(err({ code: "invalid_input" }));
    expect(await linesByNo(context, segmentNo)).toEqual([]);
  });

  it("SEG-ADD-024 is skipped by Add, or gets one more line when existing contacts are allowed; the preview says which", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", group("NEWS"));
    const criteria = { kind: "add" as const, filter: country("GB"), options: {} };
    expect(await previewOptionEffects(context, { segmentNo, dialogId: "d", criteria })).toMatchObject({ allowExisting: 1 });
    expect(await take(context, segmentNo, "add", country("GB"))).toMatchObject({
      numbers: { added: 2, after: 5 },
      found: { alreadyThere: 1 },
    });
    value(await goBack(context, { segmentNo, fromStep: 2 }));
    const taken = await take(context, segmentNo, "add", country("GB"), { allowExisting: true });
    expect(taken).toMatchObject({ numbers: { before: 3, added: 3, after: 6 }, found: { matching: 3, alreadyThere: 1 } });
    expect(await linesByNo(context, segmentNo)).toEqual(["P900", "P101", "C200", "P201", "P201~2", "P202"]);
    expect((await segmentOf(context, segmentNo)).totals).toMatchObject({ lines: 6, contacts: 5 });
    expect(await countKinds(context, { segmentNo })).toEqual({ companies: 1, persons: 5 });
    expect((await listSegments(context, { search: segmentNo })).rows[0]?.size).toBe(6);
    expect((await listStepChanges(context, { segmentNo, step: 2, change: "came" }))?.contacts.map((each) => each.contactNo)).toEqual([
      "C200",
      "P201",
      "P202",
    ]);
    const why = await whyContact(context, { segmentNo, contactNo: "P201" });
    expect([why?.lines, why?.steps.map(({ what }) => what)]).toEqual([2, ["came_in", "once_more"]]);
  });

  it("SEG-REUSE-005 an Add that allows existing contacts gives one more line to who is there, one to the others", async () => {
    const segmentNo = await givenSegment(context);
    await byHand(segmentNo, ["P101"]);
    await take(context, segmentNo, "add", group("NEWS"), { allowExisting: true });
    expect(await linesByNo(context, segmentNo)).toEqual(["P900", "P101", "P101~2", "P201"]);
  });

  it("SEG-RED-006 loses every line by Reduce, and keeps every line by Refine", async () => {
    const segmentNo = await givenTwice();
    expect(await take(context, segmentNo, "reduce", contactNo("P201"))).toMatchObject({ numbers: { removed: 2, after: 4 } });
    expect(await linesByNo(context, segmentNo)).toEqual(["P900", "P101", "C200", "P202"]);
    value(await goBack(context, { segmentNo, fromStep: 3 }));
    expect(await take(context, segmentNo, "refine", contactNo("P201"))).toMatchObject({ numbers: { removed: 4, after: 2 } });
    expect(await linesByNo(context, segmentNo)).toEqual(["P201", "P201~2"]);
  });

  it("SEG-BACK-009 keeps its older line when the Add that gave it a second is undone", async () => {
    const segmentNo = await givenTwice();
    expect(await goBack(context, { segmentNo, fromStep: 2 })).toEqual(ok({ currentStep: 1, size: 3 }));
    expect(await linesByNo(context, segmentNo)).toEqual(["P900", "P101", "P201"]);
    expect(await goForward(context, { segmentNo, fromStep: 1 })).toEqual(ok({ currentStep: 2, size: 6 }));
  });

  it("stands with all its lines on one page, is narrowed, exported and counted line by line", async () => {
    const segmentNo = await givenTwice();
    await mark(segmentNo, 201, 2, "phone");
    const page = await listSegmentLines(context, { segmentNo, order: "contactNo", limit: 3 });
    expect([page?.lines.map(({ contactNo, layer }) => `${contactNo}~${layer}`), page?.next, page?.total]).toEqual([
      ["C200~1", "P101~1", "P201~1", "P201~2"],
      "P201",
      6,
    ]);
    const narrowed = async (channel: "phone" | "email") => {
      const found = await listSegmentLines(context, { segmentNo, lines: { channel } });
      return [found?.matching, found?.lines.map(({ contactNo, layer }) => `${contactNo}~${layer}`)];
    };
    expect(await narrowed("phone")).toEqual([1, ["P201~2"]]);
    expect(await narrowed("email")).toEqual([1, ["P201~1"]]);
    expect(await channelsOf(segmentNo)).toEqual(["P201~2 phone"]);
    expect((await segmentOf(context, segmentNo)).totals.linesChanged).toBe(1);
    const exported = async (lines: { channel: "phone" } | Record<string, never>) => {
      const file = await exportSegmentLines(context, { segmentNo, lines });
      let text = "";
      for await (const part of file?.content ?? []) text += Buffer.from(part).toString();
      const rows: Record<string, string>[] = parse(text, { bom: true, columns: true, relax_column_count: true });
      return rows.slice(0, -1).map((row) => `${row["No."]} ${row["Line Correspondence Type"]}`);
    };
    expect(await exported({ channel: "phone" })).toEqual(["P201 Phone"]);
    expect((await exported({})).filter((row) => row.startsWith("P201"))).toEqual(["P201 Email", "P201 Phone"]);
    expect(await removeMatchingLines(context, { segmentNo, lines: { channel: "email" }, expected: 1 })).toMatchObject(ok({ removed: 1 }));
    expect(await channelsOf(segmentNo), "the line above moved down").toEqual(["P201~1 phone"]);
  });
});

describe("removing one of several lines", () => {
  it("moves those above down with what was changed on them, and any way back puts all of it where it was", async () => {
    const segmentNo = await givenSegment(context);
    await byHand(segmentNo, ["P101", "P900"]);
    await byHand(segmentNo, ["P101"], true);
    await byHand(segmentNo, ["P101"], true);
    await mark(segmentNo, 101, 1, "phone");
    await mark(segmentNo, 101, 3, "hard_copy");
    expect(await removeLines(context, { segmentNo, lines: [{ contactNo: "P101", layer: 1 }] })).toMatchObject(
      ok({ removed: 1, notThere: 0, taken: { step: 4, numbers: { before: 4, removed: 1, after: 3 } } }),
    );
    expect((await segmentOf(context, segmentNo)).steps[3]).toMatchObject({ oneLine: true, removedNames: ["Anna Alt"] });
    expect(await channelsOf(segmentNo)).toEqual(["P101~2 hard_copy"]);
    await mark(segmentNo, 101, 1, "email"); // on what was line 2 before
    value(await removeLines(context, { segmentNo, lines: [{ contactNo: "P101", layer: 1 }] }));
    expect([await channelsOf(segmentNo), (await segmentOf(context, segmentNo)).currentStep]).toEqual([["P101~1 hard_copy"], 5]);
    value(await goBack(context, { segmentNo, fromStep: 5 }));
    expect(await channelsOf(segmentNo)).toEqual(["P101~1 email", "P101~2 hard_copy"]);
    value(await goBack(context, { segmentNo, fromStep: 4 }));
    expect(await channelsOf(segmentNo)).toEqual(["P101~1 phone", "P101~2 email", "P101~3 hard_copy"]);
    value(await goToStep(context, { segmentNo, fromStep: 3, step: 5 }));
    expect(await channelsOf(segmentNo)).toEqual(["P101~1 hard_copy"]);
    value(await goToStep(context, { segmentNo, fromStep: 5, step: 3 }));
    expect(await channelsOf(segmentNo)).toEqual(["P101~1 phone", "P101~2 email", "P101~3 hard_copy"]);
    await take(context, segmentNo, "reduce", contactNo("P900"));
    expect(await channelsOf(segmentNo), "undone removals are forgotten").toEqual(["P101~1 phone", "P101~2 email", "P101~3 hard_copy"]);
  });

  it("takes whole contacts and single lines in one go, and goes on with the last removal of single lines", async () => {
    const segmentNo = await givenTwice();
    await byHand(segmentNo, ["P900"], true);
    const report = await removeLines(context, {
      segmentNo,
      contactNos: ["C200"],
      lines: [
        { contactNo: "P201", layer: 1 },
        { contactNo: "P202", layer: 1 },
        { contactNo: "P202", layer: 2 },
      ],
    });
    expect(report).toMatchObject(ok({ removed: 3, notThere: 1 }));
    expect(await linesByNo(context, segmentNo)).toEqual(["P900", "P900~2", "P101", "P201"]);
    value(await removeLines(context, { segmentNo, lines: [{ contactNo: "P900", layer: 2 }] }));
    expect((await stepsOf(segmentNo)).slice(3)).toEqual(["edit +0 -2 = 5", "edit +0 -2 = 3"]);
  });
});

describe("an edit by hand that is taken again", () => {
  const refreshed = async (segmentNo: string) => {
    await changeTo(context, segmentNo, { change: "refresh" });
    return linesByNo(context, segmentNo);
  };

  it("W-16 leaves one line of who lost several and was added again", async () => {
    const segmentNo = await givenTwice();
    value(await removeLines(context, { segmentNo, contactNos: ["P201"] }));
    await byHand(segmentNo, ["P201"]);
    const lines = await linesByNo(context, segmentNo);
    expect(lines).toEqual(["P900", "P101", "C200", "P201", "P202"]);
    expect(await refreshed(segmentNo)).toEqual(lines);
  });

  it("W-16 looks for duplicates again and keeps nobody in mind who was one", async () => {
    const segmentNo = await givenTwice();
    const emailOf101 = (email: string) => db.pool.query("update contact set email = $1 where id = 101", [email]);
    await emailOf101("cara@birch.example"); // that of P201
    value(await removeDuplicates(context, { segmentNo, same: "email", expected: 2 }));
    expect(await refreshed(segmentNo)).toEqual(["P900", "P101", "C200", "P202"]);
    const { rows } = await db.pool.query(
      `select coalesce(size, 0) as size from criteria_action a join segment on segment.id = segment_id left join contact_set s on s.set_id = a.removed_by_hand
       where segment_no = $1 and action_no = 3`,
      [segmentNo],
    );
    expect(rows).toEqual([{ size: 0 }]);
    await emailOf101("anna@alder.example");
    expect(await refreshed(segmentNo)).toEqual(["P900", "P101", "C200", "P201", "P202"]);
  });
});

describe("removing duplicates", () => {
  it("W-12 says how many lines will go, keeps the first line of each contact, and Go Back brings them back", async () => {
    const segmentNo = await givenTwice();
    await mark(segmentNo, 201, 2, "phone");
    expect(await countDuplicates(context, { segmentNo })).toEqual({ contact: 1, email: 1 });
    expect(await removeDuplicates(context, { segmentNo, same: "contact", expected: 2 })).toEqual(
      err({ code: "count_moved", segmentNo, now: 1 }),
    );
    expect(await removeDuplicates(context, { segmentNo, same: "contact", expected: 1 })).toMatchObject(
      ok({ removed: 1, taken: { step: 3 } }),
    );
    expect(await linesByNo(context, segmentNo)).toEqual(["P900", "P101", "C200", "P201", "P202"]);
    expect((await segmentOf(context, segmentNo)).steps[2]).toMatchObject({ dedupe: "contact" });
    value(await goBack(context, { segmentNo, fromStep: 3 }));
    expect(await channelsOf(segmentNo)).toEqual(["P201~2 phone"]);
  });

  it("W-12 keeps of one e-mail address the person before the company, then the lower number; who has no address keeps his lines", async () => {
    await db.pool.query(
      "update contact set email = 'BIRCH@x.example' where id = 200; update contact set email = 'birch@x.example' where id in (201, 202)",
    );
    const segmentNo = await givenTwice();
    await byHand(segmentNo, ["C300"]);
    await byHand(segmentNo, ["C300"], true);
    expect(await countDuplicates(context, { segmentNo })).toEqual({ contact: 2, email: 3 });
    expect(await removeDuplicates(context, { segmentNo, same: "email", expected: 3 })).toMatchObject(ok({ removed: 3 }));
    expect(await linesByNo(context, segmentNo)).toEqual(["P900", "P101", "P201", "C300", "C300~2"]);
    await db.pool.query(
      "update contact set email = 'info@birch.example' where id = 200; update contact set email = 'cara@birch.example' where id = 201; update contact set email = 'dan@birch.example' where id = 202",
    );
  });
});

it("a layer in which nobody is left after a deletion is none", async () => {
  await db.pool.query("insert into contact (id, contact_no, type, name) values (999, 'P999', 'person', 'Gone Soon')");
  const segmentNo = await givenSegment(context);
  await byHand(segmentNo, ["P999", "P101"]);
  await byHand(segmentNo, ["P999"], true);
  const administrator = await testContext(db, {
    user: { id: "cleo", name: "Cleo", email: "cleo@example.test", role: "admin", salespersonCode: null },
  });
  value(await deleteContacts(administrator, { contactNos: ["P999"] }));
  expect((await segmentOf(context, segmentNo)).totals).toMatchObject({ lines: 1, contacts: 1 });
  const { rows } = await db.pool.query("select from criteria_action_layer join segment on segment.id = segment_id where segment_no = $1", [
    segmentNo,
  ]);
  expect(rows).toHaveLength(0);
});

describe("logging", () => {
  it("checks, repairs and logs line by line: one interaction for each", async () => {
    await db.pool.query("insert into salesperson (code, name, blocked) values ('OLD', 'Olga Old', true) on conflict do nothing");
    const segmentNo = await givenTwice();
    const own = (contact: number, layer: number) =>
      db.pool.query(
        `insert into segment_line_override (segment_id, contact_id, layer, overridden, salesperson_code)
         select id, $2, $3, '{salesperson_code}', 'OLD' from segment where segment_no = $1`,
        [segmentNo, contact, layer],
      );
    await own(201, 2);
    const check = await checkOf(context, segmentNo);
    expect(check).toMatchObject({ lines: 6, interactions: 6, toRepair: 1, mustBeFixed: [{ problem: "blocked_salesperson", count: 1 }] });
    expect(check.inOrder).not.toContain("no_contact_twice");
    expect(check.worthALook).toContainEqual(expect.objectContaining({ problem: "shared_email", count: 2 }));
    const repair = { segmentNo, version: check.version, problem: "blocked_salesperson" as const, repair: "remove" as const };
    expect(await repairLines(context, repair)).toEqual(ok({ repaired: 1 }));
    expect(await linesByNo(context, segmentNo)).toEqual(["P900", "P101", "C200", "P201", "P202"]);
    expect((await checkOf(context, segmentNo)).inOrder).toContain("no_contact_twice");
    value(await goBack(context, { segmentNo, fromStep: 3 }));
    await own(101, 1);
    const written = value(await log(context, segmentNo, { leaveOut: true }));
    expect(written).toMatchObject({ interactions: 4, leftOut: 2 });
    const { rows } = await db.pool.query<{ nos: string[] }>(
      "select array_agg(contact_no order by entry_no) as nos from interaction_log_entry where logged_segment_entry_no = $1",
      [written.entryNo],
    );
    expect(rows[0]?.nos).toEqual(["P900", "C200", "P201", "P202"]);
    const twice = await givenTwice();
    expect(value(await log(context, twice))).toMatchObject({ interactions: 6, leftOut: 0 });
  });
});
