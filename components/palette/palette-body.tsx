"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type RefObject, useEffect, useId, useMemo, useRef, useState } from "react";
import { pinKeyOf, usePins } from "@/components/habits/pins-provider";
import { useShortcuts } from "@/components/keyboard/shortcut-provider";
import type { RegisteredShortcut } from "@/components/keyboard/shortcut-registry";
import { shownTheme } from "@/components/shell/appearance";
import { useAppearance } from "@/components/shell/appearance-provider";
import { bareInput } from "@/components/ui/field";
import { countOf } from "@/components/ui/format";
import { Kbd } from "@/components/ui/kbd";
import type { Role } from "@/lib/access/rights";
import type { Thing } from "@/lib/habits/schema";
import { commandGroups } from "./commands";
import { optionId, PaletteList } from "./palette-list";
import { type Act, type PaletteGroup, type PaletteRow, type PaletteScope, readTyped } from "./palette-row";
import { foundGroups, thingRow } from "./thing-rows";
import { useFound } from "./use-found";

export type PaletteBodyProps = {
  role: Role;
  signOut: () => Promise<void>;
  input: RefObject<HTMLInputElement | null>;
  /** Closes the palette; `then` happens once it is gone and the focus is back. */
  close: (then?: () => void) => void;
};

const scopeWords: Record<PaletteScope, string> = { everything: "everything", contacts: "contacts", numbers: "numbers", actions: "actions" };

/** What is typed, what fits, and, after Tab, what can be done with a row. */
export function PaletteBody({ role, signOut, input, close }: PaletteBodyProps) {
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [active, setActive] = useState<string | null>(null);
  const [opened, setOpened] = useState<PaletteRow | null>(null);
  const { scope, search } = readTyped(typed);
  const { answer, state } = useFound(scope === "actions" || opened ? null : { search, scope });
  const act = useActs(close);
  const groups = useGroups({ role, signOut, scope, search, answer, opened });
  const rows = groups.flatMap((group) => group.rows);
  const activeRow = rows.find(({ id }) => id === active) ?? rows[0] ?? null;
  const asking = state === "asking";

  /** Enter before the answer is there means the row that the answer will put first. */
  const waits = useRef(false);
  const choose = (row: PaletteRow, inNewTab: boolean) =>
    act(inNewTab && row.act.kind === "go" ? { kind: "tab", href: row.act.href } : row.act);
  useEffect(() => {
    if (asking || !waits.current) return;
    waits.current = false;
    if (activeRow) act(activeRow.act);
  }, [asking, activeRow, act]);

  const move = (by: number) => {
    const at = rows.findIndex(({ id }) => id === activeRow?.id);
    const next = rows[(at + by + rows.length) % rows.length];
    if (next) setActive(next.id);
  };
  const type = (text: string) => {
    setTyped(text);
    setActive(null);
    waits.current = false;
  };
  const back = () => {
    setActive(opened?.id ?? null);
    setOpened(null);
  };
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const handled = () => event.preventDefault();
    switch (event.key) {
      case "ArrowDown":
      case "ArrowUp":
        handled();
        return move(event.key === "ArrowDown" ? 1 : -1);
      case "Enter":
        handled();
        if (asking && search !== "") waits.current = true;
        else if (activeRow) choose(activeRow, event.ctrlKey || event.metaKey);
        return;
      case "Tab":
        if (event.shiftKey ? !opened : opened || !activeRow || activeRow.actions.length === 0) return handled();
        handled();
        if (event.shiftKey) return back();
        setOpened(activeRow);
        return setActive(null);
      case "Escape":
        if (!opened) return;
        handled();
        event.stopPropagation();
        return back();
      case "Backspace":
        if (opened) {
          handled();
          back();
        }
        return;
    }
  };

  const found = rows.length;
  return (
    <>
      <div className="relative flex h-[54px] flex-none items-center gap-[11px] border-b border-line px-4 text-lg">
        <Search aria-hidden className="flex-none text-ink-3" />
        <input
          ref={input}
          type="text"
          role="combobox"
          aria-label={opened ? `Actions of ${opened.title}` : "Search or jump"}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={activeRow ? optionId(listId, activeRow.id) : undefined}
          value={opened ? "" : typed}
          readOnly={opened !== null}
          placeholder={opened ? `Actions of ${opened.title}` : "Segments, contacts, actions"}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={200}
          onChange={(event) => type(event.target.value)}
          onKeyDown={press}
          className={bareInput}
        />
        <span className="flex h-6 flex-none items-center gap-1 rounded-sm border border-line px-2 text-xs text-ink-3 max-sm:hidden">
          {opened ? "Actions" : "in"} <span className="font-medium text-ink">{opened ? null : scopeWords[scope]}</span>
        </span>
        <button
          type="button"
          onClick={() => (opened ? back() : close())}
          className="h-11 flex-none px-1 text-md font-medium text-accent sm:hidden"
        >
          {opened ? "Back" : "Close"}
        </button>
        {asking && search !== "" ? (
          <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden">
            <span className="progress-endless block h-full w-1/3 bg-accent-mid" />
          </span>
        ) : null}
      </div>
      <PaletteList
        id={listId}
        label={opened ? `Actions of ${opened.title}` : "What was found"}
        groups={groups}
        activeId={activeRow?.id ?? null}
        search={opened ? "" : search}
        stale={asking && search !== ""}
        onActive={setActive}
        onChoose={choose}
      />
      {found === 0 && !asking ? <p className="flex-none px-4 pb-5 text-ink-3">{nothingWords(state === "failed", scope, search)}</p> : null}
      {found > 0 && state === "failed" ? (
        <p className="flex-none px-4 pb-3 text-xs text-ink-3">{nothingWords(true, scope, search)}</p>
      ) : null}
      <p role="status" className="sr-only">
        {asking ? "" : `${countOf(found, "row")} found`}
      </p>
      <Foot />
    </>
  );
}

function nothingWords(failed: boolean, scope: PaletteScope, search: string): string {
  if (failed) return "The server did not answer. What you typed is kept: change it, or wait a moment and type on.";
  if (search === "")
    return scope === "contacts" ? "Type part of a name, company, e-mail address or city." : "Type a number, or part of one.";
  return `Nothing is found by “${search}” ${scope === "everything" ? "anywhere" : `among ${scopeWords[scope]}`}.`;
}

function Foot() {
  return (
    <div
      aria-hidden
      className="flex h-[38px] flex-none items-center gap-3.5 border-t border-line bg-sunken px-4 text-xs text-ink-3 max-sm:hidden"
    >
      <span>
        <Kbd>↑</Kbd> <Kbd>↓</Kbd> move
      </span>
      <span>
        <Kbd>Enter</Kbd> open
      </span>
      <span>
        <Kbd>Tab</Kbd> actions
      </span>
      <span className="ml-auto">
        <Kbd>&gt;</Kbd> actions only
      </span>
      <span>
        <Kbd>@</Kbd> contacts
      </span>
      <span>
        <Kbd>#</Kbd> numbers
      </span>
    </div>
  );
}

/** Closes the palette and then does what was chosen. */
function useActs(close: PaletteBodyProps["close"]): (act: Act) => void {
  const router = useRouter();
  return (act) => {
    if (act.kind === "tab") {
      window.open(act.href, "_blank", "noopener");
      close();
    } else if (act.kind === "go") close(() => router.push(act.href));
    else close(() => act.run());
  };
}

type GroupsOptions = Pick<PaletteBodyProps, "role" | "signOut"> & {
  scope: PaletteScope;
  search: string;
  answer: ReturnType<typeof useFound>["answer"];
  opened: PaletteRow | null;
};

/** The rows that fit: of a row that was opened its actions; with nothing typed what is pinned and what was opened last; else what was found. */
function useGroups({ role, signOut, scope, search, answer, opened }: GroupsOptions): readonly PaletteGroup[] {
  const { pins, isPinned, togglePin } = usePins();
  const { shortcuts } = useShortcuts();
  const { theme, change } = useAppearance();
  return useMemo(() => {
    if (opened) return [{ label: opened.title, rows: opened.actions.map((action) => ({ ...action, title: action.label, actions: [] })) }];
    const toggle = (thing: Thing) => {
      const pin = pinKeyOf(thing);
      return pin ? () => togglePin(pin, thing.title) : null;
    };
    const copy = (text: string) => void navigator.clipboard?.writeText(text).catch(() => undefined);
    const around = { role, isPinned, togglePin: toggle, copy };
    const commands = () =>
      commandGroups(search, {
        role,
        shortcuts,
        runShortcut: (shortcut: RegisteredShortcut) => shortcut.run(new KeyboardEvent("keydown")),
        switchTheme: () =>
          change({ theme: shownTheme(theme, matchMedia("(prefers-color-scheme: dark)").matches) === "dark" ? "light" : "dark" }),
        signOut: () => void signOut(),
      });
    if (scope === "actions") return commands();
    if (scope !== "everything") return foundGroups(answer.found, around);
    if (search !== "") return [...foundGroups(answer.found, around), ...commands()];
    const pinned = pins.map((thing) => ({ ...thingRow(thing, around), id: `pinned ${thing.kind} ${thing.key}` }));
    return [
      { label: "Recent", rows: answer.recent.map((thing) => thingRow(thing, around)) },
      { label: "Pinned", rows: pinned },
      ...commands(),
    ].filter(({ rows }) => rows.length > 0);
  }, [role, signOut, scope, search, answer, opened, pins, isPinned, togglePin, shortcuts, theme, change]);
}
