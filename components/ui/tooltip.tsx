"use client";

import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement, ReactNode } from "react";
import { Kbd } from "./kbd";

export type TooltipProps = {
  label: ReactNode;
  keys?: string | undefined;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  /** The element that the tooltip is about; it must be able to take focus. */
  children: ReactElement;
};

/** A few words on hover and on focus. It adds to a name that is there already; it is never the only place of a fact, so screen readers skip it. */
export function Tooltip({ label, keys, side = "bottom", children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal aria-hidden>
        <Base.Positioner side={side} sideOffset={6} className="z-(--z-tooltip)">
          <Base.Popup className="flex max-w-80 items-center gap-2 rounded-md bg-toast px-2 py-1 text-xs text-on-toast shadow-2 transition-opacity duration-(--t-quick) data-ending-style:opacity-0 data-starting-style:opacity-0">
            {label}
            {keys ? <Kbd tone="inherit">{keys}</Kbd> : null}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
