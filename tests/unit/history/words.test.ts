import { globSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { changesOf } from "@/lib/history/changes";
import { actInWords, silentActs, wordsOfActs } from "@/lib/history/words";
import type { StackStep } from "@/lib/segmentation/stack-types";

const sources = globSync("lib/**/*.ts", { exclude: ["lib/db/generated/**"] }).map((file) => ({ file, text: readFileSync(file, "utf8") }));

/** The texts that an expression can stand for: itself, a constant of its file, or both sides of a choice. */
function textsOf(expression: string, text: string): string[] {
  const literals = [...expression.matchAll(/"([\w.]+)"/g)].map(([, literal]) => literal ?? "");
  if (literals.length > 0) return literals;
  const assigned = new RegExp(`const ${expression.trim()}(?:: \\w+)? = (.+?);`).exec(text)?.[1];
  return assigned ? textsOf(assigned, text) : [];
}

const operations = sources.flatMap(({ text }) =>
  [...text.matchAll(/\boperation\(\{\s*name: ([^,]+),/g)].flatMap(([, name]) => textsOf(name ?? "", text)),
);
const recorded = sources.flatMap(({ text }) =>
  [...text.matchAll(/\brecord\(\s*tx,[\s\S]*?operation(?:: ([^,\n]+))?,/g)].flatMap(([, name]) => textsOf(name ?? "operation", text)),
);

it("finds the operations and what they record, so that the next tests say something", () => {
  expect(operations).toEqual(expect.arrayContaining(["segment.updateHeader", "contact.merge", "loggedSegment.cancel", "account.change"]));
  expect(operations.length).toBeGreaterThan(30);
  expect(recorded).toEqual(
    expect.arrayContaining(["segment.updateHeader", "loggedSegment.reinstate", "interactionLogEntry.cancel", "demo.load"]),
  );
});

it("has words for every operation, or a reason why it leaves no trace", () => {
  expect(operations.filter((name) => !(name in wordsOfActs) && !(name in silentActs))).toEqual([]);
  expect(Object.keys(silentActs).filter((name) => !operations.includes(name))).toEqual([]);
});

it("has words for whatever is recorded, steps of every kind among it", () => {
  expect(recorded.filter((name) => !(name in wordsOfActs))).toEqual([]);
  const kinds: Record<StackStep["kind"], true> = { add: true, reduce: true, refine: true, edit: true, reuse: true, import: true };
  expect(Object.keys(kinds).filter((kind) => !(`segment.${kind}` in wordsOfActs))).toEqual([]);
});

it("says what was done with its numbers, whatever an old detail lacks", () => {
  const numbers = { before: 124, added: 60, removed: 0, after: 184 };
  expect(actInWords("segment.add", { step: 3, numbers })).toBe("Added contacts (step 3): 60 added, 184 now");
  expect(actInWords("segment.refine", { step: 4, numbers: { ...numbers, added: 0, removed: 1_060, after: 9 } })).toBe(
    "Refined the contacts (step 4): 1,060 removed, 9 now",
  );
  expect(actInWords("contact.merge", { merged: [{ name: "Alder Foods", contactNo: "C101" }] })).toBe("Merged Alder Foods (C101) into it");
  for (const [name, words] of Object.entries(wordsOfActs)) expect(words({}), name).toMatch(/^[A-Z].+/);
  expect(actInWords("thing.unheardOf", {})).toBe("thing.unheardOf");
});

it("tells each field before and after, and of what was made how it began", () => {
  const before = { description: null, unitCostLcy: 0, campaignTarget: false, correspondenceType: "hard_copy", date: "2026-01-01" };
  expect(
    changesOf("segment.updateHeader", {
      before,
      after: { ...before, description: "Spring", campaignTarget: true, correspondenceType: "email" },
    }),
  ).toEqual({
    made: false,
    changes: [
      { field: "Campaign target", before: "no", after: "yes" },
      { field: "Channel", before: "hard copy", after: "email" },
      { field: "Description", before: null, after: "Spring" },
    ],
  });
  expect(changesOf("segment.create", { date: "2026-01-01", description: "Spring", campaignNo: null })).toEqual({
    made: true,
    changes: [
      { field: "Date", before: null, after: "2026-01-01" },
      { field: "Description", before: null, after: "Spring" },
    ],
  });
  expect(changesOf("segment.goBack", { from: 3, to: 2 }).changes).toEqual([]);
});
