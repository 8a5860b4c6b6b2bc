import { describe, expect, it } from "vitest";
import { editWords, listNames, stepRemarks, stepTime, takenWords } from "@/components/segments/step-words";
import type { StackStep } from "@/lib/segmentation/stack-types";

const base = {
  step: 1,
  size: 184,
  userId: "u1",
  userName: "Helena Ray",
  takenAt: new Date("2026-01-20T09:12:00Z"),
  undone: false,
  switchedOff: false,
};
const everybody = { kind: "all", of: [] } as const;

describe("the words of a step", () => {
  it("lists names and counts the rest", () => {
    expect(listNames([], 0)).toBe("");
    expect(listNames(["Ann"], 1)).toBe("Ann");
    expect(listNames(["Ann", "Bo"], 2)).toBe("Ann and Bo");
    expect(listNames(["Ann", "Bo", "Cy"], 1003)).toBe("Ann, Bo, Cy and 1,000 more");
  });

  it("says what an edit by hand did", () => {
    const step: Extract<StackStep, { kind: "edit" }> = {
      ...base,
      kind: "edit",
      numbers: { before: 126, added: 1, removed: 2, after: 125 },
      addedNames: ["Maryann Barber"],
      removedNames: ["Karen Friske", "Mads Ebdrup"],
      allowExisting: false,
      oneLine: false,
      dedupe: null,
    };
    expect(editWords(step)).toBe("Maryann Barber added; Karen Friske and Mads Ebdrup removed");
    expect(editWords({ ...step, numbers: { before: 126, added: 0, removed: 0, after: 126 } })).toBe("Nobody in the end");
    const more = { before: 1, added: 1, removed: 0, after: 2 };
    const fewer = { before: 2, added: 0, removed: 1, after: 1 };
    expect(editWords({ ...step, numbers: more, allowExisting: true })).toBe("One more line for Maryann Barber");
    expect(editWords({ ...step, numbers: fewer, removedNames: ["Ann"], oneLine: true })).toBe("One line of Ann removed");
    expect(editWords({ ...step, numbers: fewer, dedupe: "contact" })).toBe("1 more line of the same contact removed");
    expect(editWords({ ...step, numbers: { ...fewer, removed: 3 }, dedupe: "email" })).toBe(
      "3 more lines of the same e-mail address removed",
    );
  });

  it("keeps options, repeats, refusals and later deletions in the remarks", () => {
    const step: StackStep = {
      ...base,
      kind: "add",
      filter: { ...everybody, of: [] },
      words: [],
      size: 183,
      numbers: { before: 124, added: 60, removed: 0, after: 184 },
      options: { expandCompanies: true, relatedCompanies: false, ignoreExclusion: false, allowExisting: false },
      found: { matching: 102, alreadyThere: 39, refusedExcluded: 2, refusedBlocked: 1 },
    };
    expect(stepRemarks(step)).toEqual(["Entire companies", "39 were here already", "Refused: 2 excluded, 1 blocked", "183 today"]);
  });

  it("puts the number first in the message", () => {
    const taken = {
      step: 6,
      numbers: { before: 124, added: 60, removed: 0, after: 184 },
      found: { matching: 102, alreadyThere: 39, refusedExcluded: 2, refusedBlocked: 1 },
    };
    expect(takenWords(taken)).toEqual({ lead: "60 added", tone: "added", text: ", 39 were here already, 3 refused. 184 now." });
    expect(takenWords({ step: 3, numbers: { before: 256, added: 0, removed: 53, after: 203 }, found: null })).toEqual({
      lead: "53 removed",
      tone: "removed",
      text: ". 203 now.",
    });
    expect(takenWords({ step: 3, numbers: { before: 256, added: 0, removed: 0, after: 256 }, found: null })).toEqual({
      lead: "Nobody came or left",
      tone: "plain",
      text: ". 256 now.",
    });
  });

  it("shortens the time while it stays clear", () => {
    const zone = "Europe/London";
    expect(stepTime(new Date("2026-01-22T08:40:00Z"), "2026-01-22", zone)).toBe("Today 08:40");
    expect(stepTime(new Date("2026-01-21T08:40:00Z"), "2026-01-22", zone)).toBe("Yesterday 08:40");
    expect(stepTime(new Date("2026-01-20T09:12:00Z"), "2026-01-22", zone)).toBe("Tue 09:12");
    expect(stepTime(new Date("2026-01-01T09:12:00Z"), "2026-01-22", zone)).toBe("1 Jan 09:12");
    expect(stepTime(new Date("2025-12-01T09:12:00Z"), "2026-01-22", zone)).toBe("1 Dec 2025");
    expect(stepTime(new Date("2026-01-21T23:30:00Z"), "2026-01-22", "Europe/Copenhagen")).toBe("Today 00:30");
  });
});
