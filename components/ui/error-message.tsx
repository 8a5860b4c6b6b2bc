import type { ReactNode } from "react";
import { classNames } from "./class-names";

/** What a form refused, as one announced sentence. Renders the live region even when empty, so that what comes later is read. */
export function ErrorMessage({ children, className }: { children?: ReactNode | undefined; className?: string | undefined }) {
  return (
    <p role="alert" className={classNames(children ? "text-danger" : "sr-only", className)}>
      {children}
    </p>
  );
}
