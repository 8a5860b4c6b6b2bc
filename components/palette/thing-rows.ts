import {
  ChartLine,
  Check,
  CircleQuestionMark,
  Copy,
  ExternalLink,
  Filter,
  GitCompareArrows,
  History,
  Link2,
  ListPlus,
  MessagesSquare,
  Minus,
  Pin,
  PinOff,
  Plus,
  SquareArrowOutUpRight,
  UsersRound,
} from "lucide-react";
import { thingIcon } from "@/components/habits/thing-icon";
import { countOf } from "@/components/ui/format";
import { hasRight, type Role } from "@/lib/access/rights";
import type { FoundThings, Thing, ThingKind } from "@/lib/habits/schema";
import type { PaletteGroup, PaletteRow, RowAction } from "./palette-row";

/** What rows need to know of who looks, and what they can have done. */
export type RowSurroundings = {
  role: Role;
  isPinned: (thing: Thing) => boolean;
  /** Null for what cannot be pinned. */
  togglePin: (thing: Thing) => (() => void) | null;
  copy: (text: string) => void;
};

const groupLabels: Record<ThingKind, string> = {
  segment: "Segments",
  contact: "Contacts",
  loggedSegment: "Logged segments",
  campaign: "Campaigns",
  template: "Interaction templates",
  interactionLogEntry: "Interaction log entries",
  view: "Views",
};

/** What the server found, a group a kind, with how many there are where not all are shown. */
export function foundGroups(found: readonly FoundThings[], around: RowSurroundings): PaletteGroup[] {
  return found.map(({ kind, things, total, orMore }) => ({
    label: groupLabels[kind],
    note: total > things.length ? `${things.length} of ${total}${orMore ? " and more" : ""}` : String(total),
    rows: things.map((thing) => thingRow(thing, around)),
  }));
}

/** A thing as a line of the palette. */
export function thingRow(thing: Thing, around: RowSurroundings): PaletteRow {
  const { kind, key, title, number, detail, state, size, href } = thing;
  return {
    id: `${kind} ${key}`,
    icon: thingIcon(thing),
    title,
    number,
    ...(detail && { detail }),
    ...(size !== null && { note: countOf(size, kind !== "segment" ? "interaction" : isLive(thing) ? "member" : "line") }),
    ...(state && kind !== "contact" && { state }),
    act: { kind: "go", href },
    actions: actionsOf(thing, around),
  };
}

function actionsOf(thing: Thing, { role, isPinned, togglePin, copy }: RowSurroundings): RowAction[] {
  const { href, number } = thing;
  const toggle = togglePin(thing);
  return [
    { id: "open", label: "Open", icon: SquareArrowOutUpRight, keys: "Enter", act: { kind: "go", href } },
    { id: "tab", label: "Open in a new tab", icon: ExternalLink, keys: "Ctrl Enter", act: { kind: "tab", href } },
    ...(toggle
      ? [
          isPinned(thing)
            ? { id: "pin", label: "Unpin", icon: PinOff, act: { kind: "run" as const, run: toggle } }
            : { id: "pin", label: "Pin", icon: Pin, act: { kind: "run" as const, run: toggle } },
        ]
      : []),
    ...ownActions(thing, role),
    ...(number ? [{ id: "copy", label: `Copy ${number}`, icon: Copy, act: { kind: "run" as const, run: () => copy(number) } }] : []),
  ];
}

/** A live segment tells its kind; a worksheet has none. */
function isLive({ kind, detail }: Thing): boolean {
  return kind === "segment" && detail !== null;
}

function ownActions(thing: Thing, role: Role): RowAction[] {
  const { kind, key, state, href } = thing;
  const go = (id: string, label: string, icon: RowAction["icon"], to: string): RowAction => ({
    id,
    label,
    icon,
    act: { kind: "go", href: to },
  });
  const history = go("history", "History", History, `${href}/history`);
  switch (kind) {
    case "segment":
      if (isLive(thing))
        return [
          go("members", "Members", UsersRound, `${href}?tab=members`),
          go("insights", "Insights", ChartLine, `${href}?tab=insights`),
          go("versions", "Versions", GitCompareArrows, `${href}?tab=versions`),
          go("used", "Used in", Link2, `${href}?tab=used`),
          go("why", "Why is a contact in it, or not?", CircleQuestionMark, `${href}/why`),
          history,
        ];
      return [
        ...(state === "draft" && hasRight(role, "segments.edit")
          ? [
              go("add", "Add contacts", Plus, `${href}?add`),
              go("reduce", "Reduce", Minus, `${href}?reduce`),
              go("refine", "Refine", Filter, `${href}?refine`),
              go("hand", "Add by hand", ListPlus, `${href}?hand`),
            ]
          : []),
        ...(state === "draft" && hasRight(role, "segments.log") ? [go("log", "Log…", Check, `${href}/log`)] : []),
        history,
      ];
    case "contact":
      return [
        go("entries", "Interactions in the log", MessagesSquare, `/interaction-log-entries?contact=${encodeURIComponent(key)}`),
        history,
      ];
    case "campaign":
      return [
        go("segments", "Segments of the campaign", Filter, `/segments?campaign=${encodeURIComponent(key)}`),
        go("entries", "Interactions of the campaign", MessagesSquare, `/interaction-log-entries?campaign=${encodeURIComponent(key)}`),
        history,
      ];
    case "loggedSegment":
      return [
        go("entries", "Interactions in the log", MessagesSquare, `/interaction-log-entries?segment=${encodeURIComponent(key)}`),
        history,
      ];
    case "template":
    case "interactionLogEntry":
    case "view":
      return [];
    default:
      return kind satisfies never;
  }
}
