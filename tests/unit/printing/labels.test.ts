import { expect, it } from "vitest";
import { labelFormats, labelRows, labelSheets, labelsPerPart, labelsPerSheet, partOfLabels } from "@/lib/printing/schema";

it("every sheet fits on A4 exactly in width, and a part is whole sheets of every format", () => {
  for (const format of labelFormats) {
    const { width, height, columns } = labelSheets[format];
    expect([width * columns, height * labelRows <= 297, labelsPerPart % labelsPerSheet(format)]).toEqual([210, true, 0]);
  }
});

it("parts follow one another without a gap, wherever the first label stands", () => {
  for (const start of [1, 5, 24]) {
    let next = 0;
    for (const part of [1, 2, 3]) {
      const { offset, limit } = partOfLabels(part, start);
      expect(offset).toBe(next);
      next = offset + limit;
      expect((next + start - 1) % labelsPerPart).toBe(0);
    }
  }
});
