import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { formatNumber } from "./format";

export type Tab = {
  href: string;
  label: string;
  /** A number, or what stands for one that is still counted. */
  count?: ReactNode | undefined;
  current?: boolean | undefined;
};

/** Views of one page as links, each with its own address and count. `children` stand behind them, `trailing` at the right end. */
export function Tabs({
  label,
  tabs,
  trailing,
  className,
  children,
}: {
  label: string;
  tabs: readonly Tab[];
  trailing?: ReactNode | undefined;
  className?: string | undefined;
  children?: ReactNode | undefined;
}) {
  return (
    <nav
      aria-label={label}
      className={classNames(
        "focus-inset scrollbar-none flex flex-none gap-0.5 overflow-x-auto px-3 shadow-[inset_0_-1px_0_var(--line)]",
        className,
      )}
    >
      {tabs.map((tab) => (
        <Link
          key={tab.href}
          href={tab.href}
          scroll={false}
          prefetch={false}
          aria-current={tab.current ? "page" : undefined}
          className={classNames(
            "relative flex h-[37px] flex-none items-center gap-1.5 px-2 font-medium whitespace-nowrap",
            tab.current
              ? "text-ink after:absolute after:inset-x-2 after:bottom-0 after:h-0.5 after:rounded-[2px] after:bg-accent"
              : "text-ink-3 hover:text-ink",
          )}
        >
          {tab.label}
          {tab.count === undefined ? null : (
            <span className="num text-xs font-normal text-ink-3">
              {typeof tab.count === "number" ? formatNumber(tab.count) : tab.count}
            </span>
          )}
        </Link>
      ))}
      {children}
      {trailing ? <span className="ml-auto flex items-center">{trailing}</span> : null}
    </nav>
  );
}
