import { classNames } from "./class-names";

/** Stands where something will be, at its size; shows after 120 ms. Give width and height by utilities: `w-3/5`, `h-8 w-40`. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return (
    <span
      aria-hidden
      className={classNames("skeleton inline-block h-[9px] rounded-[3px] bg-linear-to-r from-track via-line-soft to-track", className)}
    />
  );
}
