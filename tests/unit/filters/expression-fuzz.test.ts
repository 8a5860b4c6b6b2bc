import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CatalogueField, findField, sections } from "@/lib/filters/catalogue";
import type { FilterClock } from "@/lib/filters/clock";
import { parseExpression } from "@/lib/filters/expression";
import { formatExpression } from "@/lib/filters/format-expression";
import { inWordsText } from "@/lib/filters/in-words";
import { filterSchema } from "@/lib/filters/schema";
import { compileFilter } from "@/lib/filters/to-sql";

const clock: FilterClock = {
  now: new Date("2026-03-16T09:00:00Z"),
  today: "2026-03-16",
  workDate: "2026-01-26",
  timeZone: "Europe/Berlin",
  user: { id: "u1", salespersonCode: "JO" },
};
const fields = sections.flatMap((section) => section.fields);
const anyField = fc.constantFrom(...fields);
const pieces = fc.constantFrom(
  "|",
  "&",
  "(",
  ")",
  "..",
  "<>",
  "<",
  "<=",
  ">",
  ">=",
  "=",
  "'",
  "''",
  "@",
  "*",
  "?",
  " ",
  "t",
  "w",
  "we",
  "-30D",
  "-3H",
  "~",
  "march",
  "CM",
  "D10",
  "p4",
  "C31122026",
  "2026-03-16",
  "16/3",
  "1402",
  "10",
  "-1.5",
  "Yes",
  "Company",
  "GB",
  "DK-2",
  "%me",
  "O'Brien",
  "møller",
  "\\",
  "%",
  "_",
  "$1",
  ";--",
  "\0",
  "\ud800",
  "🙂",
  "ı",
  "ß",
);
const expressionText = fc.oneof(
  fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join("")),
  fc.string({ maxLength: 60 }),
  fc.string({ unit: "binary", maxLength: 40 }),
);

const seeded = { seed: 20260316, numRuns: 4_000 };

describe("expressions, fuzzed", () => {
  it("reads or refuses any text, without ever throwing, at a place inside the text", () => {
    fc.assert(
      fc.property(anyField, expressionText, (field, text) => {
        const parsed = parseExpression(text, field, clock);
        if (parsed.ok) expect(filterSchema.safeParse(parsed.value).success || tooMany(text)).toBe(true);
        else {
          expect(parsed.error.at).toBeGreaterThanOrEqual(0);
          expect(parsed.error.at + parsed.error.length).toBeLessThanOrEqual(text.length);
          expect(parsed.error.message).toMatch(/\.$/);
        }
      }),
      seeded,
    );
  });

  it("what was read is written so that it reads the same again", () => {
    fc.assert(
      fc.property(anyField, expressionText, (field, text) => {
        const parsed = parseExpression(text, field, clock);
        if (!parsed.ok) return;
        const written = formatExpression(parsed.value, field);
        expect(written).not.toBeNull();
        const again = parseExpression(written ?? "", field, clock);
        expect(again).toEqual(parsed);
        expect(formatExpression(parsed.value, field)).toBe(written);
      }),
      seeded,
    );
  });

  it("words and SQL can be made of anything that is read, and no typed text stands in the SQL itself", () => {
    const skeletons = new Set<string>();
    fc.assert(
      fc.property(anyField, expressionText, (field, text) => {
        const condition = { kind: "field", field: field.key, op: "expression", text } as const;
        const filter =
          field.relation === null ? condition : ({ kind: "relation", relation: field.relation, match: "any", where: condition } as const);
        expect(inWordsText(filter).length).toBeGreaterThan(0);
        const compiled = compileFilter(filter, clock);
        if (!compiled.ok) return;
        for (const word of compiled.value.sql.match(/[A-Za-z_]+/g) ?? []) skeletons.add(word);
        expect(compiled.value.sql).toMatch(/^[\x20-\x7e\n]*$/);
        expect(compiled.value.sql).not.toMatch(/[;\\]|--|\/\*/);
      }),
      seeded,
    );
    const columns = new Set(fields.map((field) => field.key));
    expect([...skeletons].filter((word) => columns.has(word) && /[A-Z]/.test(word))).toEqual([]);
  });

  it("the same expression on the same field gives the same SQL text whatever its values are", () => {
    const city = theField("city");
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 40 }), (value) => {
        const quoted = `'${value.replace(/[*?\0]/g, "").replaceAll("'", "''")}x'`;
        const compiled = compileFilter({ kind: "field", field: city.key, op: "expression", text: quoted }, clock);
        const usual = compileFilter({ kind: "field", field: city.key, op: "is", value: "x" }, clock);
        expect(compiled.ok && usual.ok && compiled.value.sql === usual.value.sql).toBe(true);
      }),
      { seed: 7, numRuns: 1_000 },
    );
  });
});

function tooMany(text: string): boolean {
  return text.length > 200;
}

function theField(key: string): CatalogueField {
  const field = findField(null, key);
  if (!field) throw new Error(`no field ${key}`);
  return field;
}
