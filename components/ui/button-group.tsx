import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** Buttons that belong together, side by side with one border: Add, Reduce, Refine. */
export function ButtonGroup({ label, className, children }: { label: string; className?: string | undefined; children: ReactNode }) {
  return (
    <fieldset
      aria-label={label}
      className={classNames(
        "inline-flex [&>*]:-ml-px [&>*]:rounded-none [&>*:first-child]:ml-0 [&>*:first-child]:rounded-l-md [&>*:last-child]:rounded-r-md [&>*:focus-visible]:z-1 [&>*]:relative",
        className,
      )}
    >
      {children}
    </fieldset>
  );
}
