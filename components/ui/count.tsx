import { classNames } from "./class-names";
import { formatNumber } from "./format";

/** A number that counts what stands beside it: a tab, a heading, a place. With `badge` it stands out as set. */
export function Count({ value, badge, className }: { value: number; badge?: boolean | undefined; className?: string | undefined }) {
  return (
    <span
      className={classNames(
        "num",
        badge
          ? "grid h-[18px] min-w-[18px] place-items-center rounded-full bg-accent-tint-2 px-1 text-2xs font-semibold text-accent"
          : "font-normal text-ink-3",
        className,
      )}
    >
      {formatNumber(value)}
    </span>
  );
}
