import { describe, expect, it } from "vitest";
import { readText } from "@/components/query-builder/read-text";
import { queryTemplates } from "@/components/query-builder/templates";
import { fieldOfRow, inOrder, treeToFilter } from "@/components/query-builder/tree";
import { typedOperand } from "@/components/query-builder/typed-operand";
import { findField } from "@/lib/filters/catalogue";
import { resolveFilter } from "@/lib/filters/resolve";

const clock = { now: new Date("2026-02-22T10:00:00Z"), today: "2026-02-22", workDate: "2026-02-22", timeZone: "Europe/London" };

describe("the gallery of queries to begin with (T-25)", () => {
  it("knows every field it names, and says what it can say before it is filled in", () => {
    for (const template of queryTemplates) {
      const { root } = template.root();
      for (const node of inOrder(root))
        if (node.kind === "row") expect([template.key, node.field, fieldOfRow(node)?.key]).toEqual([template.key, node.field, node.field]);
      expect([template.key, resolveFilter(treeToFilter(root).filter, clock).ok]).toEqual([template.key, true]);
    }
  });

  it("leaves open what is to be filled in", () => {
    const template = queryTemplates.find(({ key }) => key === "bought no letter");
    const root = template?.root().root;
    expect(root && treeToFilter(root).unfinished).toHaveLength(2);
  });
});

describe("a filter as text", () => {
  it("is read, or refused at the place of the mistake", () => {
    const filter = { kind: "all", of: [{ kind: "field", field: "city", op: "is", value: "Aarhus" }] };
    expect(readText(JSON.stringify(filter, null, 2), clock)).toEqual({ ok: true, value: filter });
    expect(readText('{"kind": "all",\n "of": [}', clock)).toMatchObject({
      ok: false,
      error: expect.stringContaining("cannot be read as JSON"),
    });
    expect(readText('{"kind": "field", "field": "shoeSize", "op": "isEmpty"}', clock)).toMatchObject({
      error: expect.stringContaining("shoeSize"),
    });
    expect(readText('{"kind": "none", "of": []}', clock).ok).toBe(false);
  });
});

describe("what is typed behind a field's name", () => {
  it("becomes a condition with fields to edit, and keeps relative days relative", () => {
    const amount = findField("purchase", "amountLcy");
    const date = findField("purchase", "postingDate");
    if (!amount || !date) throw new Error("unknown fields");
    expect(typedOperand(">1000", amount)).toEqual({ op: "greater", values: ["1000"] });
    expect(typedOperand("-1Y..t", date)).toEqual({ op: "between", values: ["-1Y", "t"] });
    expect(typedOperand("1|2", amount)).toMatchObject({ op: "in", values: ["1", "2"] });
    expect(typedOperand("1..5|>100", amount)).toEqual({ op: "expression", values: ["1..5|>100"] });
  });
});
