import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestDatabase, testContext } from "@/tests/support/test-database";
import { rewriteStatements } from "../worksheet-model/rewrite-statements";
import { prepareWorlds } from "../worksheet-model/world";
import { courses, runCourse } from "./model";

const seed = Number(process.env.WINNOW_MODEL_SEED ?? 20261127);
const runs = Number(process.env.WINNOW_MODEL_RUNS ?? 25);

/** The first course at which product and model part, null when they agree in all. */
async function partsAfter(numRuns: number, rewrite: ((statement: string) => string) | null): Promise<number | null> {
  const db = await createTestDatabase();
  try {
    await prepareWorlds(db);
    const context = await testContext(db);
    const rewriting = rewrite && rewriteStatements(db, rewrite);
    const details = await fc.check(
      fc.asyncProperty(courses, (course) => runCourse(context, course)),
      { numRuns, seed, endOnFailure: true },
    );
    if (rewriting) expect(rewriting.changed, "the mutation was planted").toBeGreaterThan(0);
    else if (details.failed) throw new Error(fc.defaultReportMessage(details), { cause: details.errorInstance });
    if (details.failed) expect(String(details.errorInstance)).toContain("product:");
    return details.failed ? details.numRuns : null;
  } finally {
    await db.drop();
  }
}

it("has the members that a plain evaluator finds, after any changes, folded or not, through segments in segments (T-01 … T-03, T-12, T-41, T-53, T-56)", async () => {
  expect(await partsAfter(runs, null)).toBeNull();
});

const mutations: [name: string, find: RegExp, put: string][] = [
  ["touches of companies reach the company only", /where contact\.company_id in \(select unnest\(mark\.ids\)/, "where contact.id in (select unnest(mark.ids)"],
  ["who is touched keeps the old answer too", /coalesce\((d\.members|\(d\.members & o\.ids\)) - t\.ids, /g, "coalesce($1, "],
  ["what transactions marked that were under way is forgotten", /not pg_visible_in_snapshot\(mark\.made_by/g, "false and not pg_visible_in_snapshot(mark.made_by"],
  ["a new definition is not told to those who speak of it", /insert into live_touch \(source\) select (\$\d+) where is_watched/, "insert into live_touch (source) select $1 where false and is_watched"],
  ["who is left out by hand stays", /\) is not true/g, ") is not null"],
];

describe("the model finds planted faults", () => {
  it.each(mutations)("%s", async (_name, find, put) => {
    expect(await partsAfter(60, (statement) => statement.replace(find, put))).not.toBeNull();
  });
});
