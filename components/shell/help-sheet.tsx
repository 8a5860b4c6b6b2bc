"use client";

import { useState } from "react";
import type { Shortcut } from "@/components/keyboard/match-shortcut";
import { useShortcuts } from "@/components/keyboard/shortcut-provider";
import { Dialog } from "@/components/ui/dialog";
import { Switch } from "@/components/ui/switch";
import { TextField } from "@/components/ui/text-field";

const modifiers = new Set(["Ctrl", "Shift", "Alt"]);

/** Every key that does something on this page, found by typing, and the switch for plain characters. */
export function HelpSheet({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  const { shortcuts, charactersOn, switchCharacters } = useShortcuts();
  const [search, setSearch] = useState("");
  const onPage = distinct(shortcuts.filter((shortcut) => shortcut.layer === 0));
  const found = onPage.filter((shortcut) => isFound(shortcut, search));
  const groups = Map.groupBy(found, (shortcut) => shortcut.group);
  const change = (next: boolean) => {
    setSearch("");
    onOpenChange(next);
  };
  return (
    <Dialog open={open} onOpenChange={change} title="Keys" size="lg">
      <TextField
        label="Find a key"
        labelHidden
        placeholder="Find a key"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="mb-4"
      />
      {found.length === 0 ? <p className="mb-4 text-ink-3">No key on this page does “{search}”.</p> : null}
      <div className="columns-2 gap-10 max-sm:columns-1">
        {[...groups].map(([group, members]) => (
          <section key={group} className="mb-5 break-inside-avoid">
            <h3 className="mb-1 text-xs font-semibold text-ink-2">{group}</h3>
            <dl>
              {members.map((shortcut) => (
                <div
                  key={shortcut.keys.join(" ") + shortcut.label}
                  className="flex min-h-7 items-center gap-3 border-b border-line-soft last:border-0"
                >
                  <dt className="flex-1">{shortcut.label}</dt>
                  <dd className="flex items-center gap-1 text-xs text-ink-3">
                    {shortcut.keys.map((keys, index) => (
                      <span key={keys} className="flex items-center gap-1">
                        {index > 0 ? "or" : null}
                        {chords(keys).map((chord) => (
                          <KeyCap key={chord}>{chord}</KeyCap>
                        ))}
                      </span>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="mt-1 border-t border-line pt-4">
        <Switch
          label="Plain characters as keys"
          hint="A, D, / and the like, outside of fields. Off, only keys with Ctrl, the arrows, Enter and Esc work."
          checked={charactersOn}
          onCheckedChange={switchCharacters}
        />
      </div>
    </Dialog>
  );
}

function KeyCap({ children }: { children: string }) {
  return (
    <kbd className="min-w-[17px] rounded-sm border border-line bg-surface px-1 text-center font-sans text-[10.5px]/[15px] font-medium text-ink-3">
      {children}
    </kbd>
  );
}

/** "Ctrl Shift Z" is one press, "G S" are two. */
function chords(keys: string): readonly string[] {
  const chords: string[] = [];
  let held = "";
  for (const word of keys.split(" ")) {
    if (modifiers.has(word)) held += `${word} `;
    else {
      chords.push(held + word);
      held = "";
    }
  }
  return chords;
}

/** By what it does, by its heading or by the key itself. */
function isFound({ label, group, keys }: Shortcut, search: string): boolean {
  const words = search.toLowerCase().trim().split(/\s+/);
  const text = `${label} ${group} ${keys.join(" ")}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The same key registered twice, as by a table and its page, is one line. */
function distinct(shortcuts: readonly Shortcut[]): readonly Shortcut[] {
  return [...new Map(shortcuts.map((shortcut) => [`${shortcut.group} ${shortcut.keys.join(" ")}`, shortcut])).values()];
}
