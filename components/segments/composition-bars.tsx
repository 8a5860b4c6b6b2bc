import { BarSection } from "@/components/composition/bar-section";
import { CriteriaMenu, type OnCriteria } from "@/components/composition/criteria-menu";
import { draftOf } from "@/components/filters/criteria-draft";
import type { Filter } from "@/lib/filters/schema";
import { nameKey } from "@/lib/filters/words";
import type { Composition, CompositionBar, CompositionPart } from "@/lib/segmentation/composition";
import { filterOfBar, filterOfOthers } from "@/lib/segmentation/composition-filter";
import { otherFields, reaches } from "@/lib/segmentation/lines-schema";
import { reachWords } from "@/lib/segmentation/reach-words";
import { correspondenceTypes } from "@/lib/segmentation/schema";
import { channelNames } from "./channel-words";
import { type LinesAddress, linesHref } from "./lines-address";

const headings: Record<CompositionPart, string> = {
  type: "Kind",
  channel: "Channel",
  reach: "Reachable by their channel",
  country: "Country/Region",
  language: "Language",
  salesperson: "Salesperson",
  city: "City",
};
/** The short ones first, so that they share a column. */
const order: readonly CompositionPart[] = ["type", "channel", "reach", "language", "salesperson", "country", "city"];
const mostBars = 10;

export type CompositionBarsProps = {
  composition: Composition;
  /** The worksheet whose lines a bar opens, and the step they are looked at; null is the current one. */
  path: string;
  step: number | null;
  /** Null where the segment cannot be changed. */
  onCriteria: OnCriteria | null;
};

/**
 * What the lines are made of, as small bar charts. A bar opens exactly its lines; where a filter of contacts means the same, it offers *Reduce* and
 * *Refine* by itself. Channel and reach belong to lines and never do.
 */
export function CompositionBars({ composition: { parts, total }, path, step, onCriteria }: CompositionBarsProps) {
  return (
    <div className="columns-[18rem] gap-x-8">
      {order.map((part) => (
        <BarSection
          key={part}
          heading={headings[part]}
          total={total}
          menus={onCriteria !== null}
          bars={barsOf(part, parts[part], total).map(({ words, lines, choice, ...of }) => ({
            words,
            count: lines,
            href: linesHref(path, choice, { step }),
            menu: menuOf(words, of, onCriteria),
          }))}
        />
      ))}
    </div>
  );
}

function menuOf(words: string, { filter, names }: Pick<ShownBar, "filter" | "names">, onCriteria: OnCriteria | null) {
  const draft = onCriteria && filter ? draftOf(filter, names) : null;
  return draft && onCriteria ? <CriteriaMenu what={words} draft={draft} onCriteria={onCriteria} /> : null;
}

type ShownBar = {
  words: string;
  lines: number;
  /** Which lines it stands for. */
  choice: LinesAddress;
  /** The contacts it stands for, where a filter finds exactly them, and what that filter's codes are called. */
  filter: Filter | null;
  names: Map<string, string>;
};

/** The largest bars of a part, and one for the rest of the lines. */
function barsOf(part: CompositionPart, bars: readonly CompositionBar[], total: number): ShownBar[] {
  const shown = bars.slice(0, mostBars);
  const all = shown.map((bar): ShownBar => {
    // People know countries and languages by their codes, as the dialog shows them.
    const names = new Map(part === "salesperson" && bar.code && bar.name ? [[nameKey(part, bar.code), bar.name]] : []);
    return { words: wordsOf(part, bar), lines: bar.lines, choice: choiceOf(part, bar.code), filter: filterOfBar(part, bar), names };
  });
  const rest = total - shown.reduce((sum, { lines }) => sum + lines, 0);
  const others = otherFields.find((field) => field === part);
  if (rest === 0 || !others) return all;
  const than = shown.map(({ code }) => code ?? "").join("\n");
  return [...all, { words: "All others", lines: rest, choice: { others, than }, filter: filterOfOthers(part, shown), names: new Map() }];
}

function wordsOf(part: CompositionPart, { code, name }: CompositionBar): string {
  if (part === "type") return code === "company" ? "Companies" : "People";
  if (code === null) return "None";
  const reach = part === "reach" && reaches.find((each) => each === code);
  if (reach) return reachWords[reach];
  const channel = part === "channel" && correspondenceTypes.find((each) => each === code);
  if (channel) return channelNames[channel];
  return name ? `${name} (${code})` : code;
}

function choiceOf(part: CompositionPart, code: string | null): LinesAddress {
  switch (part) {
    case "type":
      return { type: code === "company" ? "company" : "person" };
    case "channel":
      return { channel: correspondenceTypes.find((channel) => channel === code) ?? "none" };
    case "reach":
      return { reach: reaches.find((reach) => reach === code) };
    case "country":
    case "language":
    case "salesperson":
    case "city":
      return { [part]: code ?? "" };
    default:
      return part satisfies never;
  }
}
