"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { useRef } from "react";
import { ShortcutLayer } from "@/components/keyboard/shortcut-provider";
import { useFocusBack } from "@/components/ui/use-focus-back";
import { PaletteBody, type PaletteBodyProps } from "./palette-body";

type PaletteDialogProps = Omit<PaletteBodyProps, "input" | "close"> & { open: boolean; onOpenChange: (open: boolean) => void };

/** The command palette: 680 px near the top, the whole screen below 640 px. What is chosen happens once it has closed. */
export function PaletteDialog({ open, onOpenChange, ...rest }: PaletteDialogProps) {
  const input = useRef<HTMLInputElement>(null);
  const afterwards = useRef<(() => void) | null>(null);
  const focusBack = useFocusBack(open);
  const close = (then?: () => void) => {
    afterwards.current = then ?? null;
    onOpenChange(false);
  };
  const closed = () => {
    const then = afterwards.current;
    afterwards.current = null;
    then?.();
  };
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)} onOpenChangeComplete={(next) => (next ? undefined : closed())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-(--z-palette) bg-scrim transition-opacity duration-(--t-quick) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-(--z-palette) flex justify-center px-4 pt-[112px] pb-6 max-sm:p-0">
          <Base.Popup
            initialFocus={input}
            finalFocus={focusBack}
            className="focus-own flex max-h-full w-full max-w-[680px] flex-col self-start overflow-hidden rounded-xl bg-raised shadow-3 outline-none transition-[opacity,scale] duration-(--t-quick) ease-calm data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0 max-sm:h-full max-sm:max-w-none max-sm:rounded-none"
          >
            <ShortcutLayer>
              <Base.Title className="sr-only">Search or jump</Base.Title>
              <PaletteBody {...rest} input={input} close={close} />
            </ShortcutLayer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}
