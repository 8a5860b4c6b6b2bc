import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type EmptyStateProps = {
  /** What this is: "Nobody is on this segment yet". */
  title: string;
  /** What to do, in one sentence. */
  children?: ReactNode | undefined;
  /** The primary action, with its key, and at most two quieter ones. */
  actions?: ReactNode | undefined;
  /** How many of the 24 dots are filled; 9 unless given, 0 where a search found nothing. */
  filled?: number | undefined;
  /** The heading's rank on the page; 1 where nothing else is on it. */
  level?: 1 | 2 | 3 | undefined;
  className?: string | undefined;
};

const columns = 8;
const dots = Array.from({ length: 24 }, (_, index) => ({ x: 8 + (index % columns) * 11.4, y: 10 + Math.floor(index / columns) * 14 }));

/** Nothing is here: says what would be, and what to do about it. */
export function EmptyState({ title, children, actions, filled = 9, level = 2, className }: EmptyStateProps) {
  const Heading = `h${level}` as const;
  return (
    <div className={classNames("px-5 py-6 text-center", className)}>
      <svg width="96" height="48" viewBox="0 0 96 48" aria-hidden="true" className="mx-auto mb-2.5">
        {dots.map(({ x, y }, index) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r={3.6} className={index < filled ? "fill-accent-mid" : "fill-none stroke-line-strong"} />
        ))}
      </svg>
      <Heading className="text-md font-semibold">{title}</Heading>
      {children ? <p className="mx-auto mt-[3px] max-w-[44ch] text-balance text-ink-2">{children}</p> : null}
      {actions ? <div className="mt-3 flex flex-wrap items-center justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
