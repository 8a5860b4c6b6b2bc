import { expect, it } from "vitest";
import { daysToMove, movedDay, newestDemoDay } from "@/lib/demo/days";

it("the newest day of the demo company becomes yesterday, whatever day it is", () => {
  for (const [today, yesterday] of [
    ["2026-03-16", "2026-03-15"],
    ["2026-01-01", "2025-12-31"],
    ["2028-03-01", "2028-02-29"],
  ] as const) {
    expect(movedDay(newestDemoDay, daysToMove(today))).toBe(yesterday);
  }
});
