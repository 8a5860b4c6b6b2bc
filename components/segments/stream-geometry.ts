/** What the stream needs to know of one step: how many there were, who came, who left, how many there are. */
export type StreamStep = { before: number; added: number; removed: number; after: number };

/** SVG path data of one step. `added` and `removed` are null when nobody came or left. */
export type StreamPaths = { kept: string; added: string | null; removed: string | null };

/** Units of the upright stream: `viewBox="0 0 58 100"`, stretched to the height of its step. */
export const streamBox = { width: 58, height: 100, widest: 48 } as const;
/** Units of the stream that lies down on narrow screens. */
export const lyingBox = { width: 358, height: 30, highest: 28 } as const;

const thinnest = 1.5;

/** Rounded to a tenth, so that server and browser write the same text. */
const r = (value: number) => Math.round(value * 10) / 10;

/** The largest number that ever stood on the segment, undone steps included; at least 1, so that widths can be divided by it. */
export function streamMaximum(steps: readonly StreamStep[]): number {
  return Math.max(1, ...steps.flatMap((step) => [step.before, step.after, step.before + step.added]));
}

/** The width of `total` beside the largest, between 0 and `widest`. Anybody at all can be seen. */
export function streamWidth(total: number, maximum: number, widest: number = streamBox.widest): number {
  if (total <= 0) return 0;
  return r(Math.min(widest, Math.max(thinnest, (total / maximum) * widest)));
}

/**
 * The paths of one step, as water flows from top to bottom: what is kept runs through, who came swells in at the right edge, who
 * left peels off there and falls away. When both happened the swelling stands above the peeling.
 */
export function streamPaths(step: StreamStep, maximum: number): StreamPaths {
  const before = streamWidth(step.before, maximum);
  const after = streamWidth(step.after, maximum);
  const both = step.added > 0 && step.removed > 0;
  const peak = both ? streamWidth(step.before + step.added, maximum) : step.removed > 0 ? before : after;
  const added = step.added > 0 ? swell(before, peak, both ? 4 : 12, both ? 36 : 56) : null;
  const removed = step.removed > 0 ? peel(peak, after, both ? 34 : 12) : null;
  const through = step.removed > 0 ? edge(both ? peak : before, after, both ? 34 : 12) : "";
  const kept = step.removed > 0 ? `M0 0H${both ? peak : before}V${both ? 34 : 12}${through}V100H0Z` : `M0 0H${before}V100H0Z`;
  return { kept: both ? `M0 0H${before}V4C${before} 24 ${peak} 14 ${peak} 34${through}V100H0Z` : kept, added, removed };
}

/** The whole stream lying down: the kept area as one path, and the swells and peels of each step. */
export function lyingStream(steps: readonly StreamStep[], maximum: number): { kept: string; added: string[]; removed: string[] } {
  const { width, height, highest } = lyingBox;
  const each = width / Math.max(1, steps.length);
  const turn = each * 0.61;
  const y = (total: number) => r(height - streamWidth(total, maximum, highest));
  const bend = (x: number, from: number, to: number) => `C${r(x + turn * 0.45)} ${from} ${r(x + turn * 0.55)} ${to} ${r(x + turn)} ${to}`;
  const area = steps.map((step, index) => `H${r(index * each)}${bend(index * each, y(step.before), y(step.after))}`);
  const added: string[] = [];
  const removed: string[] = [];
  steps.forEach((step, index) => {
    const x = index * each;
    const from = y(step.before);
    const to = y(step.after);
    if (step.after > step.before) added.push(`M${r(x)} ${from}${bend(x, from, to)}H${r(x + each)}V${step.before === 0 ? height : from}Z`);
    if (step.after < step.before) {
      const rim = r(Math.max(from, to - 1.3));
      removed.push(
        `M${r(x)} ${from}${bend(x, from, rim)}H${r(x + each * 0.98)}C${r(x + each * 0.8)} ${r(rim - 3)} ${r(x + each * 0.52)} ${r(from - 0.8)} ${r(x)} ${from}Z`,
      );
    }
  });
  return { kept: `M0 ${y(steps[0]?.before ?? 0)}${area.join("")}H${width}V${height}H0Z`, added, removed };
}

/** Those who came, from the old edge to the new. A few among many still show as a sliver. */
function swell(from: number, to: number, top: number, bottom: number): string {
  const inner = r(Math.max(0, Math.min(from, to - 1.2)));
  const lift = r((bottom - top) * 0.6);
  return `M${inner} ${top}C${inner} ${top + lift} ${to} ${r(bottom - (bottom - top) * 0.68)} ${to} ${bottom}V100H${inner}Z`;
}

/** The edge of what is kept where others leave. */
function edge(from: number, to: number, top: number): string {
  return `C${from} ${top + 28} ${to} ${top + 24} ${to} ${top + 48}`;
}

/** Those who left, peeling off along the edge and thinning out. A few among many still show as a flake. */
function peel(from: number, to: number, top: number): string {
  const rim = r(to + 1.5);
  const tip = r(to + 3.5);
  const belly = r(tip + 2.5 + 0.7 * Math.max(2, from - to));
  const end = Math.min(98, top + 80);
  return `M${from} ${top}C${from} ${top + 28} ${rim} ${top + 28} ${rim} ${top + 48}L${tip} ${end}C${belly} ${end - 8} ${r(from + 5)} ${top + 48} ${from} ${top}Z`;
}
