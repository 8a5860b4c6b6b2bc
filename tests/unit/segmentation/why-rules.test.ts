import { describe, expect, it } from "vitest";
import { isStillSo, whatBecame } from "@/lib/segmentation/why-rules";

const none = { expandCompanies: false, relatedCompanies: false, ignoreExclusion: false, entireCompanies: false };
const step = (kind: "add" | "reduce" | "refine" | "edit", options: Partial<typeof none> = {}) => ({
  kind,
  options: { ...none, ...options },
});
const passage = (before: boolean | number, after: boolean | number, held: boolean | null) => ({
  before: Number(before),
  after: Number(after),
  held,
});

describe("what became of a contact in a step", () => {
  it("Add: came in, through its company, was here already, did not match, was refused", () => {
    expect(whatBecame(step("add"), passage(false, true, true))).toBe("came_in");
    expect(whatBecame(step("add"), passage(false, true, false))).toBe("came_in");
    expect(whatBecame(step("add", { expandCompanies: true }), passage(false, true, false))).toBe("through_company");
    expect(whatBecame(step("add", { relatedCompanies: true }), passage(false, true, true))).toBe("came_in");
    expect(whatBecame(step("add"), passage(true, true, true))).toBe("stayed");
    expect(whatBecame(step("add"), passage(true, true, false))).toBe("did_not_match");
    expect(whatBecame(step("add"), passage(false, false, false))).toBe("did_not_match");
    expect(whatBecame(step("add"), passage(false, false, true))).toBe("refused");
  });

  it("Reduce, Refine and edits: left, stayed, was not there, came in", () => {
    for (const kind of ["reduce", "refine"] as const) {
      expect(whatBecame(step(kind), passage(true, false, true))).toBe("left");
      expect(whatBecame(step(kind), passage(true, true, false))).toBe("stayed");
      expect(whatBecame(step(kind), passage(false, false, true))).toBe("not_there");
    }
    expect(whatBecame(step("edit"), passage(false, true, null))).toBe("came_in");
    expect(whatBecame(step("edit"), passage(true, false, null))).toBe("left");
    expect(whatBecame(step("edit"), passage(false, false, null))).toBe("not_there");
  });
});

describe("whether it would be so today", () => {
  it("is told by the contact's own data", () => {
    expect(isStillSo(step("add"), passage(false, true, false))).toBe(false);
    expect(isStillSo(step("add"), passage(false, true, true))).toBe(true);
    expect(isStillSo(step("reduce"), passage(true, true, true))).toBe(false);
    expect(isStillSo(step("reduce"), passage(true, false, true))).toBe(true);
    expect(isStillSo(step("refine"), passage(true, true, false))).toBe(false);
    expect(isStillSo(step("refine"), passage(true, false, false))).toBe(true);
  });

  it("is not doubted where companies speak for their people, nor for edits", () => {
    expect(isStillSo(step("add", { expandCompanies: true }), passage(false, true, false))).toBe(true);
    expect(isStillSo(step("reduce", { entireCompanies: true }), passage(true, false, false))).toBe(true);
    expect(isStillSo(step("edit"), passage(true, false, null))).toBe(true);
  });
});
