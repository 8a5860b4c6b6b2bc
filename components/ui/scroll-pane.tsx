import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** The part of a page that scrolls. It takes the focus, so that the arrow keys scroll it. */
export function ScrollPane({ label, className, children }: { label: string; className?: string | undefined; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section aria-label={label} tabIndex={0} className={classNames("focus-inset min-h-0 flex-1 overflow-y-auto", className)}>
      {children}
    </section>
  );
}
