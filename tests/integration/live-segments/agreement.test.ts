import fc from "fast-check";
import { expect, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { createTestDatabase, testContext } from "@/tests/support/test-database";
import { holdsForAll } from "../worksheet-model/harness";
import { rewriteStatements } from "../worksheet-model/rewrite-statements";
import { prepareWorlds } from "../worksheet-model/world";
import { type Course, courses, runCourse } from "./model";

const seed = Number(process.env.WINNOW_MODEL_SEED ?? 20261127);
const runs = Number(process.env.WINNOW_MODEL_RUNS ?? 8);

/** Runs `work` in a database of its own; what it plants changes every statement from then on. */
async function inWorlds(
  work: (context: OperationContext, plant: (rewrite: (statement: string) => string) => { changed: number }) => Promise<void>,
) {
  const db = await createTestDatabase();
  try {
    await prepareWorlds(db);
    let planted = (statement: string) => statement;
    const rewriting = rewriteStatements(db, (statement) => planted(statement));
    await work(await testContext(db), (rewrite) => {
      planted = rewrite;
      rewriting.changed = 0;
      return rewriting;
    });
  } finally {
    await db.drop();
  }
}

it("has the members that a plain evaluator finds, after any changes, folded or not, through segments in segments (T-01 … T-03, T-12, T-41, T-53, T-56)", async () => {
  await inWorlds((context) =>
    holdsForAll(
      fc.asyncProperty(courses, (course) => runCourse(context, course)),
      { numRuns: runs, seed },
    ),
  );
});

const mutations: [name: string, find: RegExp, put: string][] = [
  [
    "touches of companies reach the company only",
    /where contact\.company_id in \(select unnest\(mark\.ids\)/,
    "where contact.id in (select unnest(mark.ids)",
  ],
  ["who is touched keeps the old answer too", /coalesce\((d\.members|\(d\.members & o\.ids\)) - t\.ids, /g, "coalesce($1, "],
  [
    "what transactions marked that were under way is forgotten",
    /not pg_visible_in_snapshot\(mark\.made_by/g,
    "false and not pg_visible_in_snapshot(mark.made_by",
  ],
  [
    "a new definition is not told to those who speak of it",
    /insert into live_touch \(source\) select (\$\d+) where is_watched/,
    "insert into live_touch (source) select $1 where false and is_watched",
  ],
  ["who is left out by hand stays", /\) is not true/g, ") is not null"],
];

const anyOf: Pick<Course["segments"][number], "included" | "excluded"> = { included: [], excluded: [] };
const company = {
  type: "company",
  companyId: 1,
  city: null,
  country: null,
  email: null,
  excluded: false,
  blocked: false,
  groups: [],
  jobs: [],
  industries: [],
} satisfies Partial<Course["world"][number]>;
const person = { type: "person", companyId: null, email: null, excluded: false, blocked: false } as const;

/** One of a company's people, and two by themselves; a segment by the company's industry, one that speaks of it, one that leaves somebody out. */
const telling: Course = {
  world: [
    { ...company, id: 1, contactNo: "K1" },
    { ...person, id: 2, contactNo: "K2", companyId: 1, city: "Aarhus", country: "DK", groups: [], jobs: [], industries: [] },
    { ...person, id: 8192, contactNo: "K8192", city: "Berlin", country: "DE", groups: [], jobs: [], industries: [] },
    { ...person, id: 16384, contactNo: "K16384", city: "Aarhus", country: "DE", groups: [], jobs: [], industries: [] },
  ],
  segments: [
    { filter: { kind: "relation", relation: "industryGroup", match: "any", where: { kind: "all", of: [] } }, refersTo: 0, ...anyOf },
    { filter: { kind: "member", of: "segment", no: "THIS", is: true }, refersTo: 0, ...anyOf },
    { filter: { kind: "field", field: "city", op: "is", value: "Berlin" }, refersTo: 0, included: [], excluded: [1] },
  ],
  acts: [
    { does: { act: "industry", who: 0, code: "FOOD" }, look: "read" },
    { does: { act: "industry", who: 0, code: "FOOD" }, look: "fold" },
    { does: { act: "change", who: 1, city: "Berlin", country: null, excluded: false }, look: "read" },
    { does: { act: "change", who: 2, city: "Aarhus", country: null, excluded: false }, look: "read" },
    {
      does: {
        act: "republish",
        segment: 0,
        drawn: { filter: { kind: "field", field: "city", op: "is", value: "Aarhus" }, refersTo: 0, ...anyOf },
      },
      look: "read",
    },
  ],
};

it("the model finds each planted fault, and none where there is none", async () => {
  await inWorlds(async (context, plant) => {
    await runCourse(context, telling);
    for (const [name, find, put] of mutations) {
      const rewriting = plant((statement) => statement.replace(find, put));
      await expect(runCourse(context, telling), name).rejects.toThrow("product:");
      expect(rewriting.changed, `${name}: was planted`).toBeGreaterThan(0);
    }
  });
});
