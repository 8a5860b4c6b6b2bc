import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A key, or keys pressed together such as "Ctrl Enter". Hidden where there is no room and seldom a keyboard. */
export function Kbd({ children, className }: { children: ReactNode; className?: string | undefined }) {
  return (
    <kbd
      className={classNames(
        "inline-block min-w-[17px] rounded-sm border border-line bg-surface px-1 text-center font-sans text-[10.5px]/[15px] font-medium whitespace-nowrap text-ink-3 max-sm:hidden",
        className,
      )}
    >
      {children}
    </kbd>
  );
}
