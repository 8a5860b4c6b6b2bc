import type { ReactNode } from "react";

/** A chosen value inside a field. */
export function Token({ children }: { children: ReactNode }) {
  return (
    <span className="inline-flex h-5 max-w-full items-center rounded-sm bg-accent-tint-2 px-1.5 text-xs font-medium whitespace-nowrap text-accent">
      <span className="truncate">{children}</span>
    </span>
  );
}
