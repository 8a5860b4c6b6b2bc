import type { LucideIcon } from "lucide-react";

/** What choosing does: goes to an address, opens it in another tab, or runs something here. */
export type Act = { kind: "go"; href: string } | { kind: "tab"; href: string } | { kind: "run"; run: () => void };

export type RowAction = { id: string; label: string; icon: LucideIcon; keys?: string | undefined; act: Act };

/** One line of the palette. */
export type PaletteRow = {
  id: string;
  icon: LucideIcon;
  title: string;
  /** What tells it from others of the same name. */
  detail?: string | undefined;
  /** Numbers at the right: "13 lines". */
  note?: string | undefined;
  number?: string | undefined;
  /** The state of a segment: `draft`, `logging`, `logged`, or that a logged one is canceled. */
  state?: string | undefined;
  keys?: string | undefined;
  act: Act;
  /** What else can be done with it; empty for actions themselves. */
  actions: readonly RowAction[];
};

export type PaletteGroup = { label: string; note?: string | undefined; rows: readonly PaletteRow[] };

export type PaletteScope = "everything" | "contacts" | "numbers" | "actions";
const prefixes: Record<string, PaletteScope> = { ">": "actions", "@": "contacts", "#": "numbers" };

/** Takes the sign in front, which says where to look, from what was typed. */
export function readTyped(typed: string): { scope: PaletteScope; search: string } {
  const text = typed.trimStart();
  const scope = prefixes[text.charAt(0)];
  return scope ? { scope, search: text.slice(1).trim() } : { scope: "everything", search: text.trim() };
}

/** Whether every word of a search stands in a title. */
export function matches(title: string, search: string): boolean {
  const text = title.toLowerCase();
  return wordsOf(search).every((word) => text.includes(word));
}

/** A text in parts, those that hold a word of the search marked. */
export function markedParts(text: string, search: string): { text: string; marked: boolean; at: number }[] {
  const words = wordsOf(search)
    .toSorted((left, right) => right.length - left.length)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  if (words.length === 0) return [{ text, marked: false, at: 0 }];
  let at = 0;
  return text
    .split(new RegExp(`(${words.join("|")})`, "iu"))
    .map((part, index) => {
      const found = { text: part, marked: index % 2 === 1, at };
      at += part.length;
      return found;
    })
    .filter((part) => part.text !== "");
}

function wordsOf(search: string): string[] {
  return search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
}
