"use client";

import { Popover as Base } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names";
import { popupClass } from "./menu-style";

export type PopoverProps = {
  /** Named for screen readers when it has no heading of its own. */
  label: string;
  trigger: ReactElement;
  /** Opens on hover and focus as well, after 250 ms: "who left". */
  openOnHover?: boolean | undefined;
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  align?: "start" | "center" | "end" | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** Something to read or pick beside what it belongs to. Esc and a press outside close it. */
export function Popover({
  label,
  trigger,
  openOnHover,
  open,
  onOpenChange,
  side = "bottom",
  align = "start",
  className,
  children,
}: PopoverProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} openOnHover={openOnHover} delay={250} />
      <Base.Portal render={<section aria-label={label} />}>
        <Base.Positioner side={side} align={align} sideOffset={6} collisionPadding={8} className="z-(--z-menu) outline-none">
          <Base.Popup aria-label={label} className={classNames(popupClass, "max-w-[calc(100vw-1rem)] min-w-56 overflow-y-auto", className)}>
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
