import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** The row of search, filter chips and quiet buttons above a table; `trailing` stands at the right. */
export function Toolbar({
  label,
  trailing,
  className,
  children,
}: {
  label: string;
  trailing?: ReactNode | undefined;
  className?: string | undefined;
  children?: ReactNode | undefined;
}) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      className={classNames("flex h-[42px] flex-none items-center gap-1.5 border-b border-line pr-3 pl-4 max-sm:h-12", className)}
    >
      <div className="scrollbar-none flex min-w-0 flex-1 items-center gap-1.5 overflow-x-auto p-1 -m-1">{children}</div>
      {trailing}
    </div>
  );
}
