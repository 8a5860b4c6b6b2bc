import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { inPgTransaction } from "@/lib/db/transaction";
import { runJob } from "@/lib/jobs/run-job";
import { err, ok } from "@/lib/result";
import { addLines } from "@/lib/segmentation/add-lines";
import { previewCriteria } from "@/lib/segmentation/preview-criteria";
import { previewJob } from "@/lib/segmentation/preview-job";
import { previewOptionEffects } from "@/lib/segmentation/preview-option-effects";
import { removeLines } from "@/lib/segmentation/remove-lines";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { contactNo, country, everybody, givenSegment, group, job, take, value } from "./worksheet";

let db: TestDatabase;
let context: OperationContext;
let ben: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  context = await testContext(db);
  ben = await testContext(db, { user: { id: "ben", name: "Ben", email: "ben@example.test", role: "marketer", salespersonCode: null } });
});
afterAll(() => db.drop());

const preview = (who: OperationContext, segmentNo: string, dialogId = "dialog") =>
  previewCriteria(who, { segmentNo, dialogId, criteria: { kind: "add", filter: everybody, options: {} } });

describe("a preview", () => {
  it("says what an action would do, with a sample, and changes nothing", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", group("NEWS"));
    const before = (await db.pool.query("select count(*)::int from contact_set")).rows;
    expect(await preview(context, segmentNo)).toEqual(
      ok({
        step: 1,
        numbers: { before: 3, added: 4, removed: 0, after: 7 },
        found: { matching: 9, alreadyThere: 3, refusedExcluded: 1, refusedBlocked: 1 },
        sample: [
          { contactNo: "C100", name: "Alder Foods", companyName: "Alder Foods" },
          { contactNo: "C200", name: "Birch Tools", companyName: "Birch Tools" },
          { contactNo: "P202", name: "Dan Brown", companyName: "Birch Tools" },
        ],
        removedByHand: [],
        ms: expect.any(Number),
      }),
    );
    const reduce = await previewCriteria(context, {
      segmentNo,
      dialogId: "d",
      criteria: { kind: "reduce", filter: country("GB"), options: {} },
    });
    expect(reduce).toMatchObject(
      ok({ numbers: { before: 3, added: 0, removed: 1, after: 2 }, found: { matching: 1 }, sample: [{ contactNo: "P201" }] }),
    );
    expect((await db.pool.query("select count(*)::int from contact_set")).rows).toEqual(before);
  });

  it("says how many would come back who were removed by hand, and at which step", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", everybody);
    await removeLines(context, { segmentNo, contactNos: ["P101", "P201"] });
    await addLines(ben, { segmentNo, contacts: { contactNos: ["P101"] } });
    await removeLines(context, { segmentNo, contactNos: ["P900"] });
    expect(await preview(context, segmentNo)).toMatchObject(
      ok({
        numbers: { added: 2 },
        removedByHand: [
          { step: 2, count: 1 },
          { step: 4, count: 1 },
        ],
      }),
    );
  });

  it("is refused for a segment that is gone or logged, and for a filter that cannot be read", async () => {
    expect(await preview(context, "NONE")).toEqual(err({ code: "segment_not_found", segmentNo: "NONE" }));
    const segmentNo = await givenSegment(context);
    const filter = { kind: "field", field: "postCode", op: "expression", text: "DK-2000..DK-29*" } as const;
    expect(await previewCriteria(context, { segmentNo, dialogId: "d", criteria: { kind: "add", filter, options: {} } })).toMatchObject(
      err({ code: "filter_refused" }),
    );
    await db.pool.query("update segment set state = 'logged' where segment_no = $1", [segmentNo]);
    expect(await preview(context, segmentNo)).toEqual(err({ code: "not_draft", segmentNo, state: "logged" }));
  });

  it("tells the effect of each option beside the others", async () => {
    const segmentNo = await givenSegment(context);
    await take(context, segmentNo, "add", contactNo("C200"));
    const effects = (options: { expandCompanies?: boolean; relatedCompanies?: boolean; ignoreExclusion?: boolean }) =>
      previewOptionEffects(context, { segmentNo, dialogId: "d", criteria: { kind: "add", filter: group("NEWS"), options } });
    expect(await effects({})).toEqual({ kind: "add", expandCompanies: 2, relatedCompanies: 1, ignoreExclusion: 0, allowExisting: 0 });
    expect(await effects({ expandCompanies: true })).toEqual({
      kind: "add",
      expandCompanies: 2,
      relatedCompanies: 0,
      ignoreExclusion: 1,
      allowExisting: 1,
    });
    expect(await effects({ relatedCompanies: true })).toEqual({
      kind: "add",
      expandCompanies: 1,
      relatedCompanies: 1,
      ignoreExclusion: 0,
      allowExisting: 1,
    });
    await take(context, segmentNo, "add", everybody);
    const keep = (kind: "reduce" | "refine") =>
      previewOptionEffects(context, { segmentNo, dialogId: "d", criteria: { kind, filter: job("PURCHASE"), options: {} } });
    expect(await keep("reduce")).toEqual({ kind: "reduce", entireCompanies: 3 });
    expect(await keep("refine")).toEqual({ kind: "refine", entireCompanies: -3 });
  });
});

describe("a preview that takes long", () => {
  it("is stopped by a newer one of the same person and dialog, and by nobody else's", async () => {
    const segmentNo = await givenSegment(context);
    await inPgTransaction(db.pool, async (client) => {
      await client.query("lock table contact in access exclusive mode");
      const [older, others, elsewhere] = [preview(context, segmentNo), preview(ben, segmentNo), preview(context, segmentNo, "other")];
      await sleep(300);
      const newer = preview(context, segmentNo);
      expect(await older).toEqual(err({ code: "superseded" }));
      await client.query("rollback");
      for (const result of await Promise.all([newer, others, elsewhere])) expect(result).toMatchObject(ok({ numbers: { added: 7 } }));
    });
    const names = await db.pool.query("select distinct application_name from pg_stat_activity where datname = current_database()");
    expect(names.rows).toEqual([{ application_name: "winnow" }]);
  });

  it("never stops anything else, however many come at once", async () => {
    const segmentNo = await givenSegment(context);
    const bystanders = Array.from({ length: 30 }, () => db.pool.query("select pg_sleep(0.01), count(*) from contact"));
    const previews = Array.from({ length: 60 }, (_, at) => preview(at % 2 ? ben : context, segmentNo, `dialog${at % 3}`));
    const results = await Promise.all(previews);
    await Promise.all(bystanders);
    expect(results.every((result) => result.ok || result.error.code === "superseded")).toBe(true);
    expect(results.filter((result) => result.ok).length).toBeGreaterThanOrEqual(6);
  });

  it("answers after two seconds and goes on as a job with the same result", async () => {
    const segmentNo = await givenSegment(context);
    const jobId = await inPgTransaction(db.pool, async (client) => {
      await client.query("lock table contact in access exclusive mode");
      const started = performance.now();
      const answer = await preview(context, segmentNo);
      expect(performance.now() - started).toBeLessThan(4_000);
      expect(answer).toMatchObject(err({ code: "still_counting" }));
      return !answer.ok && "jobId" in answer.error ? answer.error.jobId : "";
    });
    await runJob(db, previewJob, { jobId }, { lastAttempt: true, signal: new AbortController().signal });
    const { rows } = await db.pool.query("select state, result, subject_key from job where id = $1", [jobId]);
    expect(rows).toEqual([
      { state: "done", subject_key: segmentNo, result: { ...value(await preview(context, segmentNo)), ms: expect.any(Number) } },
    ]);
  });
});
