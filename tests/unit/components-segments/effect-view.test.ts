import { describe, expect, it } from "vitest";
import { confirmLabel, effectView, exactWords } from "@/components/segments/effect-view";

const found = { matching: 102, alreadyThere: 39, refusedExcluded: 2, refusedBlocked: 1 };

describe("the effect bar", () => {
  it("reads as an equation before an Add", () => {
    const view = effectView("add", { numbers: { before: 124, added: 60, removed: 0, after: 184 }, found });
    expect(view.terms.map(({ value, label, detail }) => [value, label, detail])).toEqual([
      ["102", "Matching", null],
      ["39", "Already on the segment", null],
      ["3", "Refused", "2 excluded, 1 blocked"],
    ]);
    expect(view.change).toEqual({ value: "+60", label: "Will be added", tone: "add" });
    expect([view.before, view.after]).toEqual(["124", "184"]);
    expect(view.bar).toEqual([
      { tone: "kept", count: 85 },
      { tone: "dup", count: 39 },
      { tone: "add", count: 60 },
      { tone: "refused", count: 3 },
    ]);
  });

  it("counts those who are there already among the added when they may come once more", () => {
    const view = effectView("add", { numbers: { before: 124, added: 99, removed: 0, after: 223 }, found }, true);
    expect(view.terms.map(({ value, label }) => `${value} ${label}`)).toEqual(["102 Matching", "3 Refused"]);
    expect(view.change).toEqual({ value: "+99", label: "Will be added, 39 once more", tone: "add" });
    expect(view.bar).toEqual([
      { tone: "kept", count: 124 },
      { tone: "dup", count: 39 },
      { tone: "add", count: 60 },
      { tone: "refused", count: 3 },
    ]);
    expect(confirmLabel("add", { before: 124, added: 99, removed: 0, after: 223 }, true)).toBe("Add 99 lines");
  });

  it("shows who stays and who leaves before a Refine", () => {
    const view = effectView("refine", { numbers: { before: 203, added: 0, removed: 77, after: 126 }, found: { ...found, matching: 126 } });
    expect(view.terms.map(({ value, label }) => `${value} ${label}`)).toEqual(["203 On the segment", "126 Match and stay"]);
    expect(view.change.value).toBe("\u221277");
    expect(view.bar).toEqual([
      { tone: "kept", count: 126 },
      { tone: "rem", count: 77 },
    ]);
  });

  it("shows a nought when nobody would come", () => {
    const view = effectView("add", {
      numbers: { before: 0, added: 0, removed: 0, after: 0 },
      found: { matching: 0, alreadyThere: 0, refusedExcluded: 0, refusedBlocked: 0 },
    });
    expect(view.change.value).toBe("+0");
    expect(view.bar).toEqual([]);
  });

  it("names the number on the button", () => {
    expect(confirmLabel("add", { before: 0, added: 1, removed: 0, after: 1 })).toBe("Add 1 contact");
    expect(confirmLabel("reduce", { before: 1200, added: 0, removed: 1100, after: 100 })).toBe("Remove 1,100 contacts");
    expect(confirmLabel("refine", { before: 1200, added: 0, removed: 1100, after: 100 })).toBe("Keep 100 contacts");
    expect(confirmLabel("add", null)).toBe("Add contacts");
  });

  it("says how long the count took", () => {
    expect(exactWords(0.3)).toBe("Exact, 1 ms");
    expect(exactWords(14.2)).toBe("Exact, 14 ms");
    expect(exactWords(1240)).toBe("Exact, 1.2 s");
  });
});
