import { CircleUserRound, FileUp, LogOut, Plus, ScrollText, SunMoon, Zap } from "lucide-react";
import type { RegisteredShortcut } from "@/components/keyboard/shortcut-registry";
import { placesFor } from "@/components/shell/places";
import { hasRight, type Role } from "@/lib/access/rights";
import { matches, type PaletteGroup, type PaletteRow } from "./palette-row";

/** Groups of keys that walk and choose where the focus is, or that the palette has rows of its own for. */
const notActions = new Set(["Table", "Go to", "Palette", "Message"]);
const everywhere = "Everywhere";

export type CommandSurroundings = {
  role: Role;
  /** What can be pressed on the page behind the palette. */
  shortcuts: readonly RegisteredShortcut[];
  /** Runs it once the palette has closed and given the focus back. */
  runShortcut: (shortcut: RegisteredShortcut) => void;
  switchTheme: () => void;
  signOut: () => void;
};

/**
 * What can be done, those of this page first, and where one can go. What a role may not do is not among it: keys are registered by what is
 * offered on the page, and the rest names its right.
 */
export function commandGroups(search: string, around: CommandSurroundings): PaletteGroup[] {
  const { role, shortcuts, runShortcut, switchTheme, signOut } = around;
  const onPage = shortcuts.filter(({ layer, group }) => layer === 0 && !notActions.has(group));
  const here = distinct(onPage.filter(({ group }) => group !== everywhere));
  const hasNew = here.some(({ label }) => label === "New segment");
  const all: PaletteRow[] = [
    ...(hasRight(role, "segments.edit") && !(hasNew && search === "") ? [newSegment(search)] : []),
    ...(hasRight(role, "contacts.import") ? [row("import", "Import contacts", FileUp, { kind: "go", href: "/import" })] : []),
    row("theme", "Light or dark", SunMoon, { kind: "run", run: switchTheme }),
    ...distinct(onPage.filter(({ group }) => group === everywhere)).map((shortcut) => shortcutRow(shortcut, runShortcut)),
    row("sign-out", "Sign out", LogOut, { kind: "run", run: signOut }),
  ];
  const places = placesFor(role);
  const setUp = [
    ...places.setUp.map(({ href, label, icon }) => row(href, label, icon, { kind: "go", href })),
    row("/account", "Your account", CircleUserRound, { kind: "go", href: "/account" }),
  ];
  const groups: PaletteGroup[] = [
    { label: "On this page", rows: here.map((shortcut) => shortcutRow(shortcut, runShortcut)) },
    { label: "Actions", rows: all },
    { label: "Go to", rows: places.main.map(({ href, label, icon, keys }) => ({ ...row(href, label, icon, { kind: "go", href }), keys })) },
    { label: "Set-up", rows: setUp },
  ];
  return groups
    .map((group) => ({ ...group, rows: group.rows.filter(({ id, title }) => id === "command new-segment" || matches(title, search)) }))
    .filter(({ rows }) => rows.length > 0);
}

/** With something typed, the new segment is called so. */
function newSegment(search: string): PaletteRow {
  const title = search === "" || matches("New segment", search) ? "New segment" : `New segment “${search}”`;
  const description = title === "New segment" ? "" : search;
  return row("new-segment", title, Plus, { kind: "go", href: `/segments?new${description ? `=${encodeURIComponent(description)}` : ""}` });
}

function row(id: string, title: string, icon: PaletteRow["icon"], act: PaletteRow["act"]): PaletteRow {
  return { id: `command ${id}`, title, icon, act, actions: [] };
}

function shortcutRow(shortcut: RegisteredShortcut, run: CommandSurroundings["runShortcut"]): PaletteRow {
  const { label, group, keys } = shortcut;
  const icon = label === "All keys" ? ScrollText : Zap;
  return { ...row(`${group} ${label}`, label, icon, { kind: "run", run: () => run(shortcut) }), keys: keys[0] };
}

/** The one registered last counts, as it does for the key. */
function distinct(shortcuts: readonly RegisteredShortcut[]): RegisteredShortcut[] {
  return [...new Map(shortcuts.map((shortcut) => [`${shortcut.group} ${shortcut.label}`, shortcut])).values()];
}
