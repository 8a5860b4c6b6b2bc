import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import { formatNumber, formatShare } from "@/components/ui/format";

/** A bar: what it stands for, how many that are, and the list it opens; `menu` is what else can be done with them. */
export type Bar = { words: string; count: number; href: string | null; menu?: ReactNode };

/** One small bar chart. With `menus` there is room for what can be done with a bar. */
export function BarSection({ heading, bars, total, menus }: { heading: string; bars: readonly Bar[]; total: number; menus: boolean }) {
  return (
    <section aria-label={heading} className="mb-7 break-inside-avoid">
      <h3 className="mb-2 font-medium">{heading}</h3>
      <ul className="grid gap-0.5">
        {bars.map(({ words, count, href, menu }) => (
          <li key={words} className={classNames("group/row grid items-center", menus && "grid-cols-[minmax(0,1fr)_1.75rem]")}>
            <BarLink href={href}>
              <span className="truncate" title={words}>
                {words}
              </span>
              <span className="num text-right">{formatNumber(count)}</span>
              <span className="num w-[4.25rem] text-right text-xs text-ink-3">{formatShare(count / total)}</span>
              <i
                aria-hidden
                className="col-span-3 h-1.5 rounded-[2px] bg-kept-fill"
                style={{ width: `${Math.max(0.5, (count / total) * 100)}%` }}
              />
            </BarLink>
            {menu}
          </li>
        ))}
      </ul>
    </section>
  );
}

const look = "-ml-1.5 grid grid-cols-[minmax(0,1fr)_auto_auto] items-baseline gap-x-2 gap-y-0.5 rounded-md px-1.5 py-1";

function BarLink({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) return <div className={look}>{children}</div>;
  return (
    <Link href={href} prefetch={false} className={classNames(look, "hover:bg-hover")}>
      {children}
    </Link>
  );
}
