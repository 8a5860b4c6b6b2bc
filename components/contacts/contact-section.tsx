import type { ReactNode } from "react";
import { formatNumber } from "@/components/ui/format";

/** A titled part of a contact's side panes. */
export function ContactSection({
  title,
  count,
  trailing,
  children,
}: {
  title: string;
  count?: number | undefined;
  trailing?: ReactNode | undefined;
  children: ReactNode;
}) {
  return (
    <section className="border-b border-line-soft px-4 py-4 last:border-0">
      <h2 className="mb-2.5 flex items-baseline gap-1.5 text-xs font-semibold text-ink-2">
        {title}
        {count === undefined ? null : <span className="num font-normal text-ink-3">{formatNumber(count)}</span>}
        {trailing ? <span className="ml-auto font-normal">{trailing}</span> : null}
      </h2>
      {children}
    </section>
  );
}
