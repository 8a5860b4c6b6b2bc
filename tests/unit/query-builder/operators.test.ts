import { describe, expect, it } from "vitest";
import {
  choiceOf,
  choicesFor,
  choiceWords,
  firstOperand,
  isSpanChoice,
  listOperand,
  spanOperand,
  unitsOf,
  withChoice,
} from "@/components/query-builder/operators";
import { patternOperand, patternTexts } from "@/components/query-builder/patterns";
import { periods, yearlyPeriods } from "@/components/query-builder/periods";
import { nodeToFilter, type Operand } from "@/components/query-builder/tree";
import { findField, sections } from "@/lib/filters/catalogue";
import { inWordsText } from "@/lib/filters/in-words";
import { resolveFilter } from "@/lib/filters/resolve";

const clock = { now: new Date("2026-02-22T10:00:00Z"), today: "2026-02-22", workDate: "2026-02-22", timeZone: "Europe/London" };
const field = (key: string) => {
  const found = findField(key === "date" || key === "amountLcy" ? (key === "date" ? "interaction" : "purchase") : null, key);
  if (!found) throw new Error(key);
  return found;
};
const bare = ({ op, values }: Operand): Operand => ({ op, values });

describe("what is chosen between a field and its values", () => {
  it("is known again from the filter alone, for everything that can be chosen", () => {
    for (const section of sections)
      for (const entry of section.fields)
        for (const choice of choicesFor(entry)) {
          if (choice === "period" || choice === "expression") continue;
          for (const { value: unit } of isSpanChoice(choice) ? unitsOf(choice, entry) : []) {
            const counted = spanOperand(isSpanChoice(choice) ? choice : "inLast", 3, unit);
            expect([entry.key, choice, unit, choiceOf(bare(counted), entry)]).toEqual([entry.key, choice, unit, choice]);
            const asked = nodeToFilter({ id: "n", kind: "row", relation: null, field: "createdAt", ...counted });
            expect([choice, unit, asked && resolveFilter(asked, clock).ok]).toEqual([choice, unit, true]);
          }
          const value =
            entry.options?.[0]?.value ??
            (entry.type === "bool" ? true : entry.type === "date" || entry.type === "instant" ? "2026-01-31" : "7");
          const from: Operand = { op: "in", values: [value, value] };
          const operand =
            isSpanChoice(choice) || choice === "yearlyIn"
              ? withChoice({ op: "is", values: [] }, choice, entry)
              : withChoice(from, choice, entry);
          expect([entry.key, choice, choiceOf(bare(operand), entry)]).toEqual([entry.key, choice, choice]);
          const row = nodeToFilter({ id: "n", kind: "row", relation: entry.relation, field: entry.key, ...operand });
          const where = row && entry.relation ? ({ kind: "relation", relation: entry.relation, match: "any", where: row } as const) : row;
          expect([entry.key, choice, where && resolveFilter(where, clock).ok]).toEqual([entry.key, choice, true]);
        }
  });

  it("keeps what was typed when it is changed", () => {
    const city = field("city");
    const typed = listOperand(["Aarhus"], false);
    expect(bare(withChoice(typed, "contains", city))).toEqual({ op: "like", values: ["*Aarhus*"] });
    expect(bare(withChoice(patternOperand("begins", ["Aar"], city), "ends", city))).toEqual({ op: "like", values: ["*Aar"] });
    const several = withChoice(listOperand(["a", "b & c"], true), "containsNot", city);
    expect(bare(several)).toEqual({ op: "expression", values: ["<>*a*&<>'*b & c*'"] });
    expect([choiceOf(bare(several), city), patternTexts(several, city)]).toEqual(["containsNot", ["a", "b & c"]]);
    expect(bare(withChoice(several, "begins", city))).toEqual({ op: "expression", values: ["a*|'b & c*'"] });
    expect(choiceOf({ op: "expression", values: ["a*|*b"] }, city)).toBe("expression");
    expect(bare(withChoice(listOperand(["a", "b"], false), "isNot", city))).toEqual({ op: "notIn", values: ["a", "b"] });
    expect(withChoice(patternOperand("begins", [], city), "begins", city)).toMatchObject({ values: [null], choice: "begins" });
  });

  it("says the last year, and stretches with a name, as people do", () => {
    const date = field("date");
    const words = (operand: Operand) => {
      const where = nodeToFilter({ id: "n", kind: "row", relation: "interaction", field: "date", ...operand });
      if (!where) throw new Error("unfinished");
      return inWordsText({ kind: "relation", relation: "interaction", match: "any", where });
    };
    expect(firstOperand(date)).toMatchObject({ op: "between", choice: "inLast" });
    expect(words(spanOperand("inLast", 1, "Y"))).toBe("Interaction in the last year");
    expect(words(spanOperand("moreThanAgo", 30, "D"))).toBe("Interaction before 30 days ago");
    expect(periods.map((period) => words(period)).toSorted()).toEqual(
      [
        "today",
        "yesterday",
        "tomorrow",
        "this week",
        "last week",
        "this month",
        "last month",
        "this quarter",
        "last quarter",
        "this year",
        "last year",
        "next week",
        "next month",
        "next quarter",
        "next year",
        "the start of this month",
        "the end of this month",
      ]
        .map((each) => `Interaction ${each}`)
        .toSorted(),
    );
    expect(yearlyPeriods.map((period) => words(period)).slice(4, 8)).toEqual([
      "Interaction where Date has its anniversary this month",
      "Interaction where Date has its anniversary next month",
      "Interaction where Date has its anniversary in January",
      "Interaction where Date has its anniversary in February",
    ]);
  });

  it("reads last month to its last day, however long this month is", () => {
    const last = periods.find(({ key }) => key === "last month");
    const row = last && nodeToFilter({ id: "n", kind: "row", relation: null, field: "dateOfLastInteraction", ...last });
    expect(row && resolveFilter(row, clock)).toMatchObject({
      value: { test: { low: { value: "2026-01-01", inclusive: true }, high: { value: "2026-01-31", inclusive: true } } },
    });
  });

  it("is called by what the field holds", () => {
    expect(choiceWords("greater", field("amountLcy"))).toBe("is above");
    expect(choiceWords("greater", field("date"))).toBe("is after");
    expect(choiceWords("contains", field("city"))).toBe("contains");
  });
});
