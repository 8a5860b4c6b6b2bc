import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** A key, or keys pressed together such as "Ctrl Enter". Hidden where there is no room and seldom a keyboard. On coloured ground `tone="inherit"`. */
export function Kbd({ children, tone = "plain" }: { children: ReactNode; tone?: "plain" | "inherit" | undefined }) {
  return (
    <kbd
      className={classNames(
        "inline-block min-w-[17px] rounded-sm border px-1 text-center font-sans text-[10.5px]/[15px] font-medium whitespace-nowrap max-sm:hidden",
        tone === "plain" ? "border-line bg-surface text-ink-3" : "border-current/30",
      )}
    >
      {children}
    </kbd>
  );
}
