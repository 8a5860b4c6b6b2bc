import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lyingStream, streamBox, streamMaximum, streamPaths, streamWidth } from "@/components/segments/stream-geometry";

const increaseSale = [
  { before: 0, added: 165, removed: 0, after: 165 },
  { before: 165, added: 91, removed: 0, after: 256 },
  { before: 256, added: 0, removed: 53, after: 203 },
  { before: 203, added: 0, removed: 77, after: 126 },
  { before: 126, added: 1, removed: 3, after: 124 },
];

const numbersOf = (path: string) => path.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];

describe("the stream", () => {
  it("is as wide as the running total beside the largest", () => {
    const maximum = streamMaximum(increaseSale);
    expect(maximum).toBe(256);
    expect(streamWidth(165, maximum)).toBe(30.9);
    expect(streamWidth(256, maximum)).toBe(48);
  });

  it("shows nobody as nothing and anybody as something", () => {
    expect(streamWidth(0, 1_000_000)).toBe(0);
    expect(streamWidth(1, 1_000_000)).toBeGreaterThan(1);
  });

  it("swells in where contacts came", () => {
    const paths = streamPaths({ before: 0, added: 100, removed: 0, after: 100 }, 100);
    expect(paths).toEqual({ kept: "M0 0H0V100H0Z", added: expect.stringMatching(/^M0 12C.* 48 56V100H0Z$/), removed: null });
  });

  it("peels off where contacts left", () => {
    const paths = streamPaths({ before: 100, added: 0, removed: 50, after: 50 }, 100);
    expect(paths.added).toBeNull();
    expect(paths.kept).toBe("M0 0H48V12C48 40 24 36 24 60V100H0Z");
    expect(paths.removed).toMatch(/^M48 12C48 40 25\.5 40 25\.5 60L27\.5 92/);
  });

  it("shows both when an edit added and removed", () => {
    const paths = streamPaths({ before: 126, added: 1, removed: 3, after: 124 }, 256);
    expect(paths.added).not.toBeNull();
    expect(paths.removed).not.toBeNull();
  });

  it("runs straight through when nobody came or left", () => {
    expect(streamPaths({ before: 10, added: 0, removed: 0, after: 10 }, 10)).toEqual({
      kept: "M0 0H48V100H0Z",
      added: null,
      removed: null,
    });
  });

  it("begins each step where the one before ended", () => {
    const maximum = streamMaximum(increaseSale);
    for (const [index, step] of increaseSale.entries()) {
      const previous = increaseSale[index - 1];
      if (previous) expect(streamPaths(step, maximum).kept.startsWith(`M0 0H${streamWidth(previous.after, maximum)}`)).toBe(true);
    }
  });

  it("stays in its box, whatever the numbers", () => {
    const step = fc
      .record({ before: fc.nat(10_000_000), added: fc.nat(10_000_000), removed: fc.nat(10_000_000) })
      .map(({ before, added, removed }) => {
        const left = Math.min(removed, before);
        return { before, added, removed: left, after: before + added - left };
      });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        const maximum = streamMaximum(steps);
        const kept = steps.flatMap((each) => numbersOf(streamPaths(each, maximum).kept));
        expect(kept.every((value) => Number.isFinite(value) && value >= 0 && value <= 100)).toBe(true);
        const flakes = steps.flatMap((each) => numbersOf(streamPaths(each, maximum).removed ?? ""));
        expect(flakes.every((value) => Number.isFinite(value) && value >= 0 && value <= Math.max(100, streamBox.width))).toBe(true);
        const lying = lyingStream(steps, maximum);
        expect([lying.kept, ...lying.added, ...lying.removed].every((path) => !/NaN|Infinity|undefined/.test(path))).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it("lies down as one area with a bend for each step", () => {
    const lying = lyingStream(increaseSale, streamMaximum(increaseSale));
    expect(lying.kept.match(/C/g)).toHaveLength(5);
    expect(lying.added).toHaveLength(2);
    expect(lying.removed).toHaveLength(3);
  });
});
