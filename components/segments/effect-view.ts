import { countOf, formatChange, formatNumber } from "@/components/ui/format";
import type { PreviewNumbers } from "@/lib/segmentation/stack-types";

export type CriteriaKind = "add" | "reduce" | "refine";

/** How a part of the bar is drawn: kept, already there (hatched), coming, leaving, refused (hatched). */
export type EffectTone = "kept" | "dup" | "add" | "rem" | "refused";

/** One number before the equals sign. `detail` says more where there is room. */
export type EffectTerm = { key: string; value: string; label: string; detail: string | null; tone: EffectTone | null };

/** Everything the effect bar shows, in words and formatted numbers. */
export type EffectView = {
  terms: EffectTerm[];
  change: { value: string; label: string; tone: "add" | "rem" };
  before: string;
  after: string;
  /** Parts from left to right; parts of nobody are left out. */
  bar: { tone: EffectTone; count: number }[];
};

const termOf = (key: string, count: number, label: string, tone: EffectTone | null, detail: string | null = null): EffectTerm => ({
  key,
  value: formatNumber(count),
  label,
  detail,
  tone,
});

/**
 * The numbers of a preview laid out as the equation that a person reads before taking the step. With `allowExisting` those who are there already
 * come once more.
 */
export function effectView(
  kind: CriteriaKind,
  { numbers, found }: Pick<PreviewNumbers, "numbers" | "found">,
  allowExisting = false,
): EffectView {
  const ends = { before: formatNumber(numbers.before), after: formatNumber(numbers.after) };
  if (kind === "add") {
    const refused = found.refusedExcluded + found.refusedBlocked;
    return {
      ...ends,
      terms: [
        termOf("matching", found.matching, "Matching", null),
        ...(allowExisting ? [] : [termOf("there", found.alreadyThere, "Already on the segment", "dup")]),
        termOf("refused", refused, "Refused", "refused", refusedWords(found.refusedExcluded, found.refusedBlocked)),
      ],
      change: {
        value: `+${formatNumber(numbers.added)}`,
        label: allowExisting && found.alreadyThere > 0 ? `Will be added, ${formatNumber(found.alreadyThere)} once more` : "Will be added",
        tone: "add",
      },
      bar: partsOf([
        ["kept", numbers.before - (allowExisting ? 0 : found.alreadyThere)],
        ["dup", found.alreadyThere],
        ["add", numbers.added - (allowExisting ? found.alreadyThere : 0)],
        ["refused", refused],
      ]),
    };
  }
  const staying = numbers.before - numbers.removed;
  return {
    ...ends,
    terms: [
      termOf("before", numbers.before, "On the segment", null),
      termOf("staying", staying, kind === "reduce" ? "Do not match and stay" : "Match and stay", "kept"),
    ],
    change: { value: numbers.removed === 0 ? "0" : formatChange(-numbers.removed), label: "Will be removed", tone: "rem" },
    bar: partsOf([
      ["kept", staying],
      ["rem", numbers.removed],
    ]),
  };
}

/** "2 excluded, 1 blocked", or null when nobody is refused. */
export function refusedWords(excluded: number, blocked: number): string | null {
  const parts = [
    excluded > 0 ? `${formatNumber(excluded)} excluded` : null,
    blocked > 0 ? `${formatNumber(blocked)} blocked` : null,
  ].filter((part) => part !== null);
  return parts.length > 0 ? parts.join(", ") : null;
}

/** What the primary button of the dialog says: verb and number. Without a count yet only the verb. Who may come twice is counted by lines. */
export function confirmLabel(kind: CriteriaKind, numbers: PreviewNumbers["numbers"] | null, allowExisting = false): string {
  if (numbers === null) return { add: "Add contacts", reduce: "Remove contacts", refine: "Keep contacts" }[kind];
  if (kind === "add") return `Add ${countOf(numbers.added, allowExisting ? "line" : "contact")}`;
  if (kind === "reduce") return `Remove ${countOf(numbers.removed, "contact")}`;
  return `Keep ${countOf(numbers.after, "contact")}`;
}

/** What the button says while the step is taken. */
export function confirmingLabel(kind: CriteriaKind, numbers: PreviewNumbers["numbers"] | null): string {
  if (numbers === null) return { add: "Adding", reduce: "Removing", refine: "Keeping" }[kind];
  if (kind === "add") return `Adding ${formatNumber(numbers.added)}`;
  return `Removing ${formatNumber(numbers.removed)}`;
}

/** "Exact, 14 ms", or "Exact, 1.2 s" from a second on. */
export function exactWords(ms: number): string {
  return ms < 1000 ? `Exact, ${formatNumber(Math.max(1, Math.round(ms)))} ms` : `Exact, ${(ms / 1000).toFixed(1)} s`;
}

function partsOf(parts: [EffectTone, number][]): EffectView["bar"] {
  return parts.filter(([, count]) => count > 0).map(([tone, count]) => ({ tone, count }));
}
