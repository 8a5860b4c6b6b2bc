import { describe, expect, it } from "vitest";
import { countLine, nothing, sumOf } from "@/lib/cli/test-count";

describe("the last line of npm test", () => {
  it("sums all parts", () => {
    const types = { passed: 0, failed: 1, skipped: 0, failures: ["types: 3 errors"] };
    const unit = { passed: 40, failed: 2, skipped: 1, failures: ["a", "b"] };
    expect(sumOf([types, unit])).toEqual({ passed: 40, failed: 3, skipped: 1, failures: ["types: 3 errors", "a", "b"] });
    expect(sumOf([])).toEqual(nothing);
  });

  it("names skipped tests only when there are any", () => {
    expect(countLine({ ...nothing, passed: 12 })).toBe("12 passed, 0 failed");
    expect(countLine({ passed: 12, failed: 3, skipped: 2, failures: [] })).toBe("12 passed, 3 failed, 2 skipped");
  });
});
