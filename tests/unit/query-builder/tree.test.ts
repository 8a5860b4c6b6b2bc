import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { editTree, type TreeEdit } from "@/components/query-builder/edit-tree";
import { startHistory, stepHistory } from "@/components/query-builder/history";
import {
  type BuilderNode,
  childrenOf,
  filterToTree,
  findPlace,
  inOrder,
  nodeToFilter,
  type Tree,
  treeToFilter,
} from "@/components/query-builder/tree";
import { everybody, type Filter, filterSchema } from "@/lib/filters/schema";
import { anyFilter, anyShape } from "./any-filter";

const country = (value: string): Filter => ({ kind: "field", field: "countryRegionCode", op: "is", value });
const draftOf = (...edits: TreeEdit[]) => edits.reduce((tree, edit) => editTree(tree, edit).tree, filterToTree(everybody));
const filterOf = (tree: Tree) => treeToFilter(tree.root).filter;
const addRow = (near: string, relation: "purchase" | "interaction" | null, field: string, value?: string): TreeEdit => ({
  do: "add",
  near,
  part: { add: "row", relation, field, op: "is", values: value === undefined ? [] : [value] },
});

describe("a filter in the query builder", () => {
  it("comes back as the very same filter, whatever it is", () => {
    fc.assert(
      fc.property(fc.oneof(anyFilter, anyShape), (filter) => {
        const written = treeToFilter(filterToTree(filter).root);
        expect({ filter: written.filter, unfinished: written.unfinished }).toEqual({ filter, unfinished: [] });
      }),
      { numRuns: 1000 },
    );
  });

  it("is found in the filter by the path of each of its parts", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const { root } = filterToTree(filter);
        const { paths } = treeToFilter(root);
        for (const node of inOrder(root)) {
          const path = paths.get(node.id);
          const at = path === "" ? filter : path?.split(".").reduce<unknown>((found, step) => Reflect.get(Object(found), step), filter);
          expect(at).toEqual(nodeToFilter(node));
        }
      }),
    );
  });

  it("has a name of its own for every part, before and after copies", () => {
    fc.assert(
      fc.property(anyFilter, fc.nat(), (filter, pick) => {
        const tree = filterToTree(filter);
        const parts = inOrder(tree.root);
        const { tree: after } = editTree(tree, { do: "duplicate", id: parts[pick % parts.length]?.id ?? "" });
        const ids = allIds(after.root);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it("says nothing with what is not finished, and names it", () => {
    const tree = draftOf(addRow("n0", null, "countryRegionCode", "DE"), addRow("n0", null, "city"), {
      do: "add",
      near: "n0",
      part: { add: "group", match: "any" },
    });
    const written = treeToFilter(tree.root);
    expect(written.filter).toEqual({ kind: "all", of: [country("DE")] });
    expect(written.unfinished).toHaveLength(1);
    expect(findPlace(tree.root, written.unfinished[0] ?? "")?.node).toMatchObject({ field: "city" });
  });
});

describe("edits of the query builder", () => {
  it("make one condition of two values of one field", () => {
    const tree = draftOf(addRow("n0", null, "countryRegionCode", "DE"), addRow("n0", null, "countryRegionCode", "AT"));
    expect(filterOf(tree)).toEqual({ kind: "all", of: [{ kind: "field", field: "countryRegionCode", op: "in", values: ["DE", "AT"] }] });
  });

  it("put a bracket around fields of a relation, and the next field of it into the same bracket: the same record (T-10)", () => {
    let { tree, focus } = editTree(filterToTree(everybody), addRow("n0", "purchase", "itemNo", "1000"));
    ({ tree, focus } = editTree(tree, addRow(focus, "purchase", "quantity", "2")));
    const purchase = {
      kind: "relation",
      relation: "purchase",
      match: "any",
      where: { kind: "all", of: [is("itemNo", "1000"), is("quantity", "2")] },
    };
    expect(filterOf(tree)).toEqual({ kind: "all", of: [purchase] });
    ({ tree, focus } = editTree(tree, addRow(focus, "interaction", "subject", "Letter")));
    ({ tree } = editTree(tree, addRow(focus, null, "city", "Aarhus")));
    const interaction = { kind: "relation", relation: "interaction", match: "any", where: { kind: "all", of: [is("subject", "Letter")] } };
    expect(filterOf(tree)).toEqual({ kind: "all", of: [purchase, interaction, is("city", "Aarhus")] });
  });

  it("keep every field where it belongs and lose nothing, whatever is moved", () => {
    fc.assert(
      fc.property(
        anyFilter,
        fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(4), fc.integer({ min: 0, max: 5 })), { maxLength: 6 }),
        (filter, moves) => {
          let tree = filterToTree(filter);
          const rows = leaves(tree);
          for (const [from, to, index, how] of moves) {
            const parts = inOrder(tree.root);
            const id = parts[from % parts.length]?.id ?? "";
            const into = parts[to % parts.length]?.id ?? "";
            const edits: TreeEdit[] = [
              { do: "step", id, by: 1 },
              { do: "step", id, by: -1 },
              { do: "wrap", id },
              { do: "unwrap", id },
              { do: "move", id, into, index },
              { do: "match", id, match: "any" },
            ];
            tree = editTree(tree, edits[how] ?? { do: "wrap", id }).tree;
          }
          expect(leaves(tree)).toEqual(rows);
          expect(misplaced(tree.root, null)).toEqual([]);
          expect(filterSchema.safeParse(filterOf(tree)).error?.issues.filter(({ message }) => !/at most/.test(message)) ?? []).toEqual([]);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("step into a group beside and out of it again", () => {
    const tree = filterToTree({ kind: "all", of: [country("DE"), { kind: "any", of: [country("AT"), country("CH")] }] });
    const id = tree.root.of[0]?.id ?? "";
    const inside = editTree(tree, { do: "step", id, by: 1 }).tree;
    expect(filterOf(inside)).toEqual({ kind: "all", of: [{ kind: "any", of: [country("DE"), country("AT"), country("CH")] }] });
    expect(filterOf(editTree(inside, { do: "step", id, by: -1 }).tree)).toEqual(filterOf(tree));
  });

  it("are undone and taken again exactly; keys typed into one value are one edit", () => {
    fc.assert(
      fc.property(
        anyFilter,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom("remove", "duplicate", "wrap", "unwrap") as fc.Arbitrary<"wrap">), {
          minLength: 1,
          maxLength: 5,
        }),
        (filter, edits) => {
          const start = startHistory(filterToTree(filter));
          let state = start;
          for (const [pick, what] of edits) {
            const parts = inOrder(state.tree.root);
            state = stepHistory(state, { take: "edit", edit: { do: what, id: parts[pick % parts.length]?.id ?? "" } });
          }
          const end = state.tree;
          const steps = state.past.length;
          for (let step = 0; step < steps; step++) state = stepHistory(state, { take: "undo" });
          expect(state.tree).toEqual(start.tree);
          for (let step = 0; step < steps; step++) state = stepHistory(state, { take: "redo" });
          expect(state.tree).toEqual(end);
        },
      ),
    );
    let state = startHistory(draftOf(addRow("n0", null, "city")));
    const id = state.tree.root.of[0]?.id ?? "";
    for (const text of ["B", "Be", "Ber"])
      state = stepHistory(state, { take: "edit", edit: { do: "set row", id, operand: { op: "is", values: [text] } }, typing: id });
    expect(state.past).toHaveLength(1);
  });

  it("paste conditions where they may stand", () => {
    const amount: Filter = { kind: "relation", relation: "purchase", match: "any", where: { kind: "all", of: [is("quantity", "2")] } };
    const tree = filterToTree({ kind: "all", of: [amount] });
    const inside = inOrder(tree.root).find((node) => node.kind === "row")?.id ?? "";
    const { tree: after } = editTree(tree, { do: "paste", near: inside, filter: amount });
    expect(filterOf(after)).toEqual({ kind: "all", of: [amount, amount] });
  });
});

function is(field: string, value: string): Filter {
  return { kind: "field", field, op: "is", value };
}

function allIds(node: BuilderNode): string[] {
  return [node.id, ...(node.kind === "relation" ? [node.where.id] : []), ...childrenOf(node).flatMap(allIds)];
}

/** What is asked, in any order. */
function leaves(tree: Tree): string[] {
  return inOrder(tree.root)
    .flatMap((node) => (node.kind === "row" || node.kind === "member" ? [JSON.stringify({ ...node, id: "" })] : []))
    .sort();
}

/** Conditions that stand among those of another relation. */
function misplaced(node: BuilderNode, relation: string | null): string[] {
  if (node.kind === "row") return node.relation === relation ? [] : [node.field];
  if (node.kind === "relation" && relation !== null) return [node.relation];
  const inside = node.kind === "relation" ? node.relation : relation;
  return childrenOf(node).flatMap((child) => misplaced(child, inside));
}
