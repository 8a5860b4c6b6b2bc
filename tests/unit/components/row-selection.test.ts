import { describe, expect, it } from "vitest";
import {
  isSelected,
  nothingSelected,
  pageState,
  selectedCount,
  selectRange,
  togglePage,
  toggleRow,
} from "@/components/data-table/row-selection";

const page = ["a", "b", "c", "d"];
const of = (...keys: string[]) => ({ keys: new Set(keys), allMatching: false });
const everything = { keys: new Set<string>(), allMatching: true };

describe("ticked rows", () => {
  it("are ticked and unticked one by one, over pages", () => {
    const once = toggleRow(of("elsewhere"), "b", page);
    expect([...once.keys].sort()).toEqual(["b", "elsewhere"]);
    expect(toggleRow(once, "b", page)).toEqual(of("elsewhere"));
  });

  it("of a page are all ticked first, then all unticked, and leave other pages alone", () => {
    const all = togglePage(of("elsewhere", "a"), page);
    expect([...all.keys].sort()).toEqual(["a", "b", "c", "d", "elsewhere"]);
    expect(togglePage(all, page)).toEqual(of("elsewhere"));
  });

  it("of a range hold both its ends, in either direction", () => {
    expect(selectRange(nothingSelected, page, 1, 3)).toEqual(of("b", "c", "d"));
    expect(selectRange(of("d"), page, 2, 0)).toEqual(of("d", "a", "b", "c"));
  });

  it("of all that match are all, on every page; unticking one leaves the rest of the page", () => {
    expect(isSelected(everything, "anything")).toBe(true);
    expect(selectedCount(everything, 1_000_000)).toBe(1_000_000);
    expect(toggleRow(everything, "b", page)).toEqual(of("a", "c", "d"));
    expect(togglePage(everything, page)).toEqual(nothingSelected);
  });

  it("show in the head as none, some or all", () => {
    expect([nothingSelected, of("a"), of("elsewhere"), of(...page), everything].map((selection) => pageState(selection, page))).toEqual([
      "none",
      "some",
      "some",
      "all",
      "all",
    ]);
    expect(pageState(everything, [])).toBe("none");
  });
});
