import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { applyCriteria } from "@/lib/segmentation/apply-criteria";
import { goBack } from "@/lib/segmentation/go-to-step";
import { lockSegment } from "@/lib/segmentation/lock-segment";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { contactsOf, country, givenSegment, segmentOf, take } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
let ben: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  ben = await testContext(db, {
    user: { id: "ben-with-an-id-of-thirty-two-chars", name: "Ben", email: "ben@example.test", role: "marketer", salespersonCode: null },
  });
});
afterAll(() => db.drop());

describe("two writers on one segment", () => {
  it("one takes the step, the other learns that it moved", async () => {
    const segmentNo = await givenSegment(context);
    const add = (who: OperationContext, code: string, added: number) =>
      applyCriteria(who, {
        segmentNo,
        criteria: { kind: "add", filter: country(code), options: {} },
        decidedAtStep: 0,
        shown: { before: 0, added, removed: 0, after: added },
      });
    const results = await Promise.all([add(context, "GB", 3), add(ben, "DE", 2)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.find((result) => !result.ok)).toMatchObject({ error: { code: "step_moved", currentStep: 1 } });
    expect((await segmentOf(context, segmentNo)).steps).toHaveLength(1);
  });

  it("both presses of Go Back at one moment go one step", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", country("GB"));
    await take(context, segmentNo, "add", country("DE"));
    const results = await Promise.all([goBack(context, { segmentNo, fromStep: 2 }), goBack(ben, { segmentNo, fromStep: 2 })]);
    expect(results.filter((result) => result.ok)).toEqual([ok({ currentStep: 1, size: 3 })]);
  });

  it("forty edits at once all count", async () => {
    const segmentNo = await givenSegment(context);
    const numbers = ["P101", "P201", "P202", "P900", "C100", "C200", "C300"];
    const edits = Array.from({ length: 40 }, (_, at) =>
      addLines(at % 2 ? context : ben, { segmentNo, contacts: { contactNos: [numbers[at % numbers.length] ?? ""] } }),
    );
    const results = await Promise.all(edits);
    expect(results.every((result) => result.ok || result.error.code === "segment_locked")).toBe(true);
    expect((await contactsOf(context, segmentNo)).toSorted()).toEqual(numbers.toSorted());
    const { steps } = await segmentOf(context, segmentNo);
    expect(steps.map(({ numbers: { before, added, removed, after } }) => before + added - removed === after)).not.toContain(false);
    expect(steps.at(-1)?.numbers.after).toBe(7);
  });

  it("who waits longer than two seconds is told who holds the segment, and nothing changed", async () => {
    const segmentNo = await givenSegment(context);
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    let locked = (): void => undefined;
    const isLocked = new Promise<void>((resolve) => {
      locked = resolve;
    });
    const holder = inTransaction(db, async (tx) => {
      await lockSegment(tx, segmentNo, ben.user.id);
      locked();
      await held;
      return ok(null);
    });
    await isLocked;
    const started = performance.now();
    const refused = await addLines(context, { segmentNo, contacts: { contactNos: ["P101"] } });
    expect(performance.now() - started).toBeLessThan(5_000);
    release();
    expect(refused).toEqual(err({ code: "segment_locked", segmentNo, by: "Ben" }));
    await holder;
    expect(await addLines(context, { segmentNo, contacts: { contactNos: ["P101"] } })).toMatchObject(ok({ added: 1 }));
    const names = await db.pool.query("select distinct application_name from pg_stat_activity where datname = current_database()");
    expect(names.rows).toEqual([{ application_name: "winnow" }]);
  });
});
