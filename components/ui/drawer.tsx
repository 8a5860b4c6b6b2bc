"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactNode, useRef, useSyncExternalStore } from "react";
import { ShortcutLayer } from "@/components/keyboard/shortcut-provider";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { classNames } from "./class-names";
import { IconButton } from "./icon-button";
import { ScrollPane } from "./scroll-pane";

export type DrawerProps = {
  open: boolean;
  onClose: () => void;
  /** The name of the pane: "Line". */
  label: string;
  /** At the left of the 40 px head: "Line 2 of 124". */
  heading: ReactNode;
  /** In the head, before the close button: previous, next. */
  actions?: ReactNode | undefined;
  children: ReactNode;
};

const wide = "(min-width: 1100px)";

function subscribe(changed: () => void) {
  const media = matchMedia(wide);
  media.addEventListener("change", changed);
  return () => media.removeEventListener("change", changed);
}

/** For looking. From 1,100 px a pane of 344 px beside the rest, whose place the page's grid gives; below it slides over. Esc closes. */
export function Drawer({ open, onClose, label, heading, actions, children }: DrawerProps) {
  const beside = useSyncExternalStore(
    subscribe,
    () => matchMedia(wide).matches,
    () => true,
  );
  const popup = useRef<HTMLDivElement>(null);
  useShortcut("Esc", onClose, { label: "Close", enabled: open && beside });
  if (!open) return null;
  const head = (
    <div className="flex h-10 flex-none items-center gap-2 border-b border-line pr-2 pl-4">
      <div className="num min-w-0 flex-1 truncate text-ink-3">{heading}</div>
      {actions}
      <IconButton label="Close" keys="Esc" icon={<X aria-hidden />} onClick={onClose} />
    </div>
  );
  const body = <ScrollPane label={`${label}, details`}>{children}</ScrollPane>;
  if (beside) {
    return (
      <aside aria-label={label} className="flex min-h-0 w-(--drawer) flex-none flex-col border-l border-line bg-surface max-lg:hidden">
        {head}
        {body}
      </aside>
    );
  }
  return (
    <Base.Root open onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-(--z-scrim) bg-scrim" />
        <Base.Popup
          ref={popup}
          initialFocus={popup}
          aria-label={label}
          className={classNames(
            "focus-own fixed inset-y-0 right-0 z-(--z-dialog) flex w-[min(24rem,100vw)] flex-col bg-surface shadow-3 outline-none max-sm:w-full",
            "transition-[translate] duration-(--t-calm) ease-calm data-starting-style:translate-x-full",
          )}
        >
          <ShortcutLayer>
            {head}
            {body}
          </ShortcutLayer>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
