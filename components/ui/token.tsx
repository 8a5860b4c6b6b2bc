import { X } from "lucide-react";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type TokenProps = {
  /** × takes it away; `label` says so to screen readers. Not a stop of Tab: the field around it has a key for it. */
  remove?: { label: string; run: () => void } | undefined;
  children: ReactNode;
};

/** A chosen value inside a field. */
export function Token({ remove, children }: TokenProps) {
  return (
    <span
      className={classNames(
        "inline-flex h-5 max-w-full items-center gap-0.5 rounded-sm bg-accent-tint-2 pl-1.5 text-xs font-medium whitespace-nowrap text-accent",
        remove ? "pr-0.5" : "pr-1.5",
      )}
    >
      <span className="truncate">{children}</span>
      {remove ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={remove.label}
          onClick={remove.run}
          className="relative z-1 grid size-4 flex-none place-items-center rounded-sm hover:bg-hover [&_.lucide]:text-accent"
        >
          <X className="icon-xs" aria-hidden />
        </button>
      ) : null}
    </span>
  );
}
