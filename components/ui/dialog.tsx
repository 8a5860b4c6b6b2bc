"use client";

import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ReactElement, type ReactNode, type RefObject, useRef } from "react";
import { ShortcutLayer } from "@/components/keyboard/shortcut-provider";
import { buttonClass } from "./button-style";
import { classNames } from "./class-names";
import { useFocusBack } from "./use-focus-back";

/** Widths: a question, a form, a form of two columns, the filter dialog of 1,140 px. */
export type DialogSize = "sm" | "md" | "lg" | "xl";

const widths: Record<DialogSize, string> = {
  sm: "max-w-[440px]",
  md: "max-w-[560px]",
  lg: "max-w-[760px]",
  xl: "max-w-[1140px] h-[838px]",
};

const fieldSelector = ":is(input:not([type=hidden], [aria-hidden=true]), textarea, [role=combobox]):not(:disabled)";

export type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** Beside the title: "to Increase sale, SM10001". */
  subtitle?: ReactNode | undefined;
  icon?: ReactNode | undefined;
  /** In the head, before the close button. */
  actions?: ReactNode | undefined;
  /** Never scrolls away: the effect and the buttons. `DialogFooter` gives it the usual look. */
  footer?: ReactNode | undefined;
  size?: DialogSize | undefined;
  /** The body scrolls and is padded by itself; `bare` leaves both to the content, for panes side by side. */
  bare?: boolean | undefined;
  /** What gets the focus first; else the first field. */
  initialFocus?: RefObject<HTMLElement | null> | undefined;
  /** What gets it afterwards where what had it before is not there any more. */
  focusAfter?: RefObject<HTMLElement | null> | undefined;
  /** Keeps a press outside from closing, so that what was typed is not lost. Esc still closes. */
  keepOnOutsidePress?: boolean | undefined;
  children: ReactNode;
};

/** For a decision. Below 640 px it fills the screen. Esc closes; the focus stays inside and returns to where it was, or to the page. */
export function Dialog({
  open,
  onOpenChange,
  title,
  subtitle,
  icon,
  actions,
  footer,
  size = "md",
  bare,
  initialFocus,
  focusAfter,
  keepOnOutsidePress,
  children,
}: DialogProps) {
  const popup = useRef<HTMLDivElement>(null);
  const focusBack = useFocusBack(open, focusAfter);
  // The first field of the body; on touch screens the dialog itself, so that no keyboard covers it.
  const firstField = (openedBy: string) =>
    (openedBy === "touch" ? null : popup.current?.querySelector<HTMLElement>(fieldSelector)) ?? popup.current;
  return (
    <Base.Root open={open} onOpenChange={(next) => onOpenChange(next)} disablePointerDismissal={keepOnOutsidePress}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-(--z-scrim) bg-scrim transition-opacity duration-(--t-calm) data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Viewport className="fixed inset-0 z-(--z-dialog) grid grid-rows-[minmax(0,1fr)] place-items-center p-6 max-sm:place-items-stretch max-sm:p-0">
          <Base.Popup
            ref={popup}
            initialFocus={initialFocus ?? firstField}
            finalFocus={focusBack}
            className={classNames(
              "focus-own relative flex max-h-full w-full flex-col overflow-hidden rounded-xl bg-raised shadow-3 outline-none max-sm:h-full max-sm:max-w-none max-sm:rounded-none",
              "transition-[opacity,scale] duration-(--t-calm) ease-calm data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0",
              widths[size],
            )}
          >
            <ShortcutLayer>
              <header className="flex h-13 flex-none items-center gap-2.5 border-b border-line pr-3 pl-5 max-sm:pl-4 [&>.lucide]:text-ink-2">
                {icon}
                <Base.Title className="truncate text-lg font-[610] tracking-[-0.011em]">{title}</Base.Title>
                {subtitle ? <span className="truncate text-ink-3 max-sm:hidden">{subtitle}</span> : null}
                <span className="ml-auto flex flex-none items-center gap-2">
                  {actions}
                  <CloseButton />
                </span>
              </header>
              {bare ? (
                <div className="flex min-h-0 flex-1 flex-col">{children}</div>
              ) : (
                <div className="min-h-0 flex-1 overflow-y-auto px-5 py-4 max-sm:px-4">{children}</div>
              )}
              {footer}
            </ShortcutLayer>
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

function CloseButton(): ReactElement {
  return (
    <Base.Close aria-label="Close" className={buttonClass({ variant: "ghost", square: true })}>
      <X aria-hidden />
    </Base.Close>
  );
}

/** The usual foot of a dialog: what it will do at the left, the buttons at the right, the last one primary. */
export function DialogFooter({ children, effect }: { children: ReactNode; effect?: ReactNode | undefined }) {
  return (
    <footer className="flex flex-none flex-wrap items-center justify-end gap-2 border-t border-line bg-sunken px-5 py-3 max-sm:px-4 max-sm:[&>button]:h-11 max-sm:[&>button]:flex-1">
      {effect ? <div className="mr-auto text-ink-2 max-sm:w-full">{effect}</div> : null}
      {children}
    </footer>
  );
}
