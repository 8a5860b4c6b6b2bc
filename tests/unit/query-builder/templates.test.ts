import { describe, expect, it } from "vitest";
import { editTree } from "@/components/query-builder/edit-tree";
import { readText } from "@/components/query-builder/read-text";
import { queryTemplates } from "@/components/query-builder/templates";
import { askedRows, fieldOfRow, filterToTree, inOrder, openedRows, treeToFilter } from "@/components/query-builder/tree";
import { typedOperand } from "@/components/query-builder/typed-operand";
import { findField } from "@/lib/filters/catalogue";
import { resolveFilter } from "@/lib/filters/resolve";
import { everybody, filterSchema } from "@/lib/filters/schema";

const clock = { now: new Date("2026-02-22T10:00:00Z"), today: "2026-02-22", workDate: "2026-02-22", timeZone: "Europe/London" };

describe("the gallery of queries to begin with (T-25)", () => {
  it("knows every field it names, and is sound once it is filled in", () => {
    for (const { key, filter } of queryTemplates) {
      expect([key, filterSchema.safeParse(filter).success]).toEqual([key, true]);
      const { root } = filterToTree(filter);
      for (const node of inOrder(root))
        if (node.kind === "row") expect([key, node.field, fieldOfRow(node)?.key]).toEqual([key, node.field, node.field]);
      const refused = resolveFilter(filter, clock);
      expect([key, refused.ok ? "sound" : refused.error.code]).toEqual([key, askedRows(root).length > 0 ? "placeholder_left" : "sound"]);
      const filled = askedRows(root).reduce(
        (tree, { id, op }) => editTree(tree, { do: "set row", id, operand: { op, values: [op === "greaterOrEqual" ? "t" : "7"] } }).tree,
        filterToTree(filter),
      );
      expect([key, resolveFilter(treeToFilter(filled.root).filter, clock).ok]).toEqual([key, true]);
    }
  });

  it("S-23: keeps what it asks for in the filter until the value is there, and has it back when the value is taken away", () => {
    const template = queryTemplates.find(({ key }) => key === "newsletter in")?.filter ?? everybody;
    const tree = filterToTree(template);
    const [country] = askedRows(tree.root);
    if (!country) throw new Error("the template asks for nothing");
    expect(treeToFilter(tree.root)).toMatchObject({ filter: template, unfinished: [] });
    const filled = editTree(tree, { do: "set row", id: country.id, operand: { op: "in", values: ["DK", "SE"] } }).tree;
    expect(treeToFilter(filled.root).filter).toMatchObject({ of: [{ op: "in", values: ["DK", "SE"] }, { relation: "mailingGroup" }] });
    const emptied = editTree(filled, { do: "set row", id: country.id, operand: { op: "is", values: [] } }).tree;
    expect(treeToFilter(emptied.root).filter).toEqual(template);
  });

  it("is made of any query, with placeholders for some of its conditions", () => {
    const tree = filterToTree({
      ...{ kind: "relation", relation: "purchase", match: "any" },
      where: { kind: "all", of: [{ kind: "field", field: "amountLcy", op: "between", values: [1, 5] }] },
    });
    const [row] = inOrder(tree.root).filter((node) => node.kind === "row");
    const opened = openedRows(tree.root, new Map([[row?.id ?? "", { name: "Amount", hint: "From and to." }]]));
    expect(treeToFilter(opened).filter).toMatchObject({
      where: { of: [{ kind: "field", field: "amountLcy", op: "ask", as: "between", name: "Amount", hint: "From and to." }] },
    });
    expect(treeToFilter(openedRows(opened, new Map())).unfinished).toEqual([row?.id]);
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
