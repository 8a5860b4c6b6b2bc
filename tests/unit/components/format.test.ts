import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  countOf,
  formatBytes,
  formatChange,
  formatDay,
  formatDecimal,
  formatDuration,
  formatInstant,
  formatMoney,
  formatNumber,
  formatShare,
  initials,
} from "@/components/ui/format";

describe("numbers", () => {
  it("carry commas and a real minus; what is unknown is a dash, zero is 0", () => {
    expect(formatNumber(1_234_567)).toBe("1,234,567");
    expect(formatNumber(9_007_199_254_740_993n)).toBe("9,007,199,254,740,993");
    expect(formatNumber(-53)).toBe("−53");
    expect(formatNumber(0)).toBe("0");
    expect(formatNumber(null)).toBe("—");
    expect(formatDecimal(-241.5)).toBe("−241.5");
    expect(formatDecimal(undefined)).toBe("—");
  });

  it("that change something carry their sign", () => {
    expect([formatChange(60), formatChange(-1053), formatChange(0)]).toEqual(["+60", "−1,053", "0"]);
  });

  it("never hold a hyphen", () => {
    fc.assert(fc.property(fc.integer(), (value) => !formatNumber(value).includes("-") && !formatChange(value).includes("-")));
  });

  it("as shares neither vanish nor become everything", () => {
    expect([0, 0.004, 0.27, 0.996, 1].map(formatShare)).toEqual(["0 %", "under 1 %", "27 %", "over 99 %", "100 %"]);
  });

  it("stand with the right form of their noun", () => {
    expect([countOf(1, "line"), countOf(0, "line"), countOf(1_000, "company", "companies")]).toEqual([
      "1 line",
      "0 lines",
      "1,000 companies",
    ]);
  });
});

describe("quantities", () => {
  it("of money carry their sign and two places", () => {
    expect(formatMoney(1288)).toBe("£1,288.00");
    expect(formatMoney(-8, "EUR")).toBe("−€8.00");
    expect(formatMoney(null)).toBe("—");
    expect(formatMoney(1234.5, "not a currency")).toBe("not a currency 1,234.50");
  });

  it("of time are minutes, and hours from two on", () => {
    expect([30, 119, 120, 3720, 14490, null].map(formatDuration)).toEqual(["30 min", "119 min", "2 h", "62 h", "241.5 h", "—"]);
  });

  it("of bytes never read 1,000 of a unit that has a larger one", () => {
    expect([0, 980, 999, 1000, 1_700_000, 999_960, 2_000_000_000].map(formatBytes)).toEqual([
      "0 B",
      "980 B",
      "999 B",
      "1 kB",
      "1.7 MB",
      "1 MB",
      "2 GB",
    ]);
  });
});

describe("days and instants", () => {
  it("of the calendar do not move with any time zone", () => {
    expect(formatDay("2026-01-22")).toBe("22 Jan 2026");
    expect(formatDay("2026-12-01")).toBe("1 Dec 2026");
    expect([formatDay(null), formatDay("2026-13-01"), formatDay("yesterday")]).toEqual(["—", "—", "—"]);
  });

  it("are told in the stated zone", () => {
    const instant = new Date("2026-01-22T23:05:00Z");
    expect(formatInstant(instant, "Europe/London")).toBe("22 Jan 2026 23:05");
    expect(formatInstant(instant.toISOString(), "Asia/Tokyo")).toBe("23 Jan 2026 08:05");
    expect(formatInstant("2026-01-22T00:00:00Z", "UTC")).toBe("22 Jan 2026 00:00");
    expect(formatInstant(null, "UTC")).toBe("—");
  });
});

it("initials are those of the first and the last name", () => {
  expect(["Helena Ray", "Benjamin van der Chiu", "helena", "  ", "Žofie Šilhánová"].map(initials)).toEqual(["HR", "BC", "H", "?", "ŽŠ"]);
});
