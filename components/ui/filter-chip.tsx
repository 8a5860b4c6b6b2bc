import { X } from "lucide-react";
import Link from "next/link";

export type FilterChipProps = {
  field: string;
  /** Operator and value in words: "is not Stopped". */
  children: string;
  /** The address without this filter; without it the filter cannot be taken away. */
  removeHref?: string | undefined;
};

/** A filter that is on: field quiet, what it asks for medium, × takes it away. */
export function FilterChip({ field, children, removeHref }: FilterChipProps) {
  return (
    <span className="inline-flex h-[26px] flex-none items-center rounded-md border border-line-strong bg-raised whitespace-nowrap pointer-coarse:h-9">
      <span className="pl-2 text-ink-3">{field}</span>
      <span className="max-w-80 truncate pr-2 pl-[5px] font-medium">{children}</span>
      {removeHref ? (
        <Link
          href={removeHref}
          scroll={false}
          prefetch={false}
          aria-label={`Take away: ${field} ${children}`}
          className="focus-inset grid h-full place-items-center rounded-r-[5px] border-l border-line px-[5px] text-ink-3 hover:bg-hover"
        >
          <X className="icon-xs" aria-hidden />
        </Link>
      ) : null}
    </span>
  );
}
