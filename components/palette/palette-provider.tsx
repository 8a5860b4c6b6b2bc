"use client";

import { Search } from "lucide-react";
import { createContext, type ReactNode, useContext, useMemo, useState } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { tabClass } from "@/components/shell/tab-bar";
import { classNames } from "@/components/ui/class-names";
import { Kbd } from "@/components/ui/kbd";
import { Tooltip } from "@/components/ui/tooltip";
import type { Role } from "@/lib/access/rights";
import { PaletteDialog } from "./palette-dialog";

const OpenContext = createContext<(() => void) | null>(null);

/** Around the signed-in pages: the command palette, and the key that opens it. */
export function PaletteProvider({ role, signOut, children }: { role: Role; signOut: () => Promise<void>; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const show = useMemo(() => () => setOpen(true), []);
  useShortcut("Ctrl K", show, { label: "Search or jump", group: "Palette", inFields: true });
  return (
    <OpenContext value={show}>
      {children}
      <PaletteDialog open={open} onOpenChange={setOpen} role={role} signOut={signOut} />
    </OpenContext>
  );
}

function useOpenPalette(): () => void {
  const open = useContext(OpenContext);
  if (!open) throw new Error("The palette is used outside of PaletteProvider");
  return open;
}

/** The search field of the side bar, which opens the palette; an icon on the rail. */
export function PaletteField() {
  return (
    <Tooltip label="Search or jump" keys="Ctrl K" side="right">
      <button
        type="button"
        onClick={useOpenPalette()}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        className="mb-1.5 flex h-7 w-full flex-none items-center gap-[9px] rounded-md border border-line bg-field px-[7px] text-left hover:border-line-strong hover:text-ink rail:h-8 rail:w-8 rail:justify-center rail:px-0 [&_.lucide]:text-ink-3"
      >
        <Search aria-hidden />
        <span className="truncate text-ink-3 rail:sr-only">Search or jump</span>
        <span className="ml-auto rail:hidden">
          <Kbd>Ctrl K</Kbd>
        </span>
      </button>
    </Tooltip>
  );
}

/** The same in the tab bar of narrow screens. */
export function PaletteTab() {
  return (
    <button type="button" onClick={useOpenPalette()} aria-haspopup="dialog" className={classNames(tabClass, "text-ink-3")}>
      <Search aria-hidden />
      Search
    </button>
  );
}
