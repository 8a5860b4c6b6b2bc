import { describe, expect, it } from "vitest";
import { csvCell, csvLine } from "@/lib/csv/csv-line";

describe("a cell of an exported file", () => {
  it.each(["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x", "  =1"])("%j cannot run as a formula", (value) => {
    expect(csvCell(value).replace(/^"/, "").startsWith("'")).toBe(true);
  });

  it("is quoted when it holds a comma, a quote or a line end", () => {
    expect(csvCell('Bell, "Cara"')).toBe('"Bell, ""Cara"""');
    expect(csvCell("two\nlines")).toBe('"two\nlines"');
    expect(csvCell('=HYPERLINK("x")')).toBe(`"'=HYPERLINK(""x"")"`);
  });

  it("shows numbers and truth values as they are, and nothing for nothing", () => {
    expect(csvLine([-1, true, null, "", "a-b", "Über"])).toBe("-1,true,,,a-b,Über\r\n");
  });
});
