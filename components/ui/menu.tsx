"use client";

import { Menu as Base } from "@base-ui/react/menu";
import { Check } from "lucide-react";
import Link from "next/link";
import type { ReactElement, ReactNode } from "react";
import { classNames } from "./class-names";
import { Kbd } from "./kbd";
import { groupLabelClass, itemClass, popupClass } from "./menu-style";

export type MenuProps = {
  /** The button that opens it: `<Button>` or `<IconButton>`. */
  trigger: ReactElement;
  side?: "top" | "bottom" | "left" | "right" | undefined;
  align?: "start" | "center" | "end" | undefined;
  /** Only where something beside the trigger opens it, such as a key. */
  open?: boolean | undefined;
  onOpenChange?: ((open: boolean) => void) | undefined;
  className?: string | undefined;
  children: ReactNode;
};

/** Actions and links that drop down from a button. Holds `MenuItem`, `MenuLink`, `MenuChoice`, `MenuGroup`, `MenuSeparator`. */
export function Menu({ trigger, side = "bottom", align = "end", open, onOpenChange, className, children }: MenuProps) {
  return (
    <Base.Root {...(open !== undefined && { open })} onOpenChange={(next) => onOpenChange?.(next)}>
      <Base.Trigger render={trigger} />
      <Base.Portal render={<section aria-label="Menu" />}>
        <Base.Positioner side={side} align={align} sideOffset={4} className="z-(--z-menu) outline-none">
          <Base.Popup className={classNames(popupClass, "min-w-44 overflow-y-auto", className)}>{children}</Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

type ItemLook = {
  icon?: ReactNode | undefined;
  keys?: string | undefined;
  hint?: ReactNode | undefined;
  disabled?: boolean | undefined;
  children: ReactNode;
};

function ItemContent({ icon, keys, hint, children }: ItemLook) {
  return (
    <>
      {icon}
      <span className="flex-1 truncate">{children}</span>
      {hint ? <span className="text-xs text-ink-3">{hint}</span> : null}
      {keys ? <Kbd>{keys}</Kbd> : null}
    </>
  );
}

/** Does something. `danger` for what cannot be undone alone. */
export function MenuItem({ onSelect, danger, ...look }: ItemLook & { onSelect: () => void; danger?: boolean | undefined }) {
  return (
    <Base.Item
      onClick={onSelect}
      disabled={look.disabled}
      className={classNames(itemClass, danger && "text-danger [&_.lucide]:text-danger!")}
    >
      <ItemContent {...look} />
    </Base.Item>
  );
}

type MenuLinkProps = Omit<ItemLook, "disabled"> & { href: string; download?: string | undefined; newTab?: boolean | undefined };

/** Goes somewhere; with `download` it fetches a file, with `newTab` this page stays open. */
export function MenuLink({ href, download, newTab, ...look }: MenuLinkProps) {
  const content = <ItemContent {...look} />;
  if (newTab) {
    return (
      <Base.LinkItem href={href} target="_blank" rel="noopener" closeOnClick className={itemClass}>
        {content}
      </Base.LinkItem>
    );
  }
  if (download !== undefined) {
    return (
      <Base.LinkItem href={href} download={download} closeOnClick className={itemClass}>
        {content}
      </Base.LinkItem>
    );
  }
  return (
    <Base.LinkItem render={<Link href={href} prefetch={false} />} closeOnClick className={itemClass}>
      {content}
    </Base.LinkItem>
  );
}

/** One of several states, with a mark at the one that is on: theme, density. The menu stays open. */
export function MenuChoice<Value extends string>({
  label,
  options,
  value,
  onValueChange,
}: {
  label: string;
  options: readonly { value: Value; label: string; icon?: ReactNode | undefined }[];
  value: Value;
  onValueChange: (value: Value) => void;
}) {
  return (
    <Base.RadioGroup value={value} onValueChange={(next: Value) => onValueChange(next)}>
      <Base.GroupLabel className={groupLabelClass}>{label}</Base.GroupLabel>
      {options.map((option) => (
        <Base.RadioItem key={option.value} value={option.value} className={itemClass}>
          {option.icon}
          <span className="flex-1">{option.label}</span>
          <Base.RadioItemIndicator>
            <Check className="icon-s" aria-hidden />
          </Base.RadioItemIndicator>
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}

/** Items under a heading. */
export function MenuGroup({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className={groupLabelClass}>{label}</Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="mx-1 my-1 h-px bg-line-soft" />;
}
