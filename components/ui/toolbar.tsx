import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** The row of search, filter chips and quiet buttons above a table; `trailing` stands at the right. */
export function Toolbar({
  label,
  trailing,
  pane,
  className,
  children,
}: {
  label: string;
  trailing?: ReactNode | undefined;
  /** 40 px, as the heads of the panes beside it. */
  pane?: boolean | undefined;
  className?: string | undefined;
  children?: ReactNode | undefined;
}) {
  return (
    <fieldset
      aria-label={label}
      className={classNames(
        "flex min-w-0 flex-none items-center gap-1.5 border-b border-line pr-3 pl-4 max-sm:h-12",
        pane ? "sm:h-10" : "sm:h-[42px]",
        className,
      )}
    >
      <div className="scrollbar-none flex min-w-0 flex-1 items-center gap-1.5 overflow-x-auto p-1 -m-1">{children}</div>
      {trailing}
    </fieldset>
  );
}
