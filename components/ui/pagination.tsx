"use client";

import { ChevronFirst, ChevronLast, ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import type { ReactNode } from "react";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { buttonClass } from "./button-style";
import { formatNumber } from "./format";
import { Kbd } from "./kbd";

/** Addresses of the neighbours; null at the ends. With keyset paging they carry the place, not a page number. */
export type PageLinks = { first: string | null; previous: string | null; next: string | null; last: string | null };

export type PaginationProps = {
  /** What is counted, in the plural of the total: "lines". */
  noun: string;
  /** Where the rows shown stand in the whole, from 1; null where keyset paging does not know. */
  from?: number | null | undefined;
  to?: number | null | undefined;
  total: number;
  links?: PageLinks | undefined;
  /** Keys of the page, in the middle: `[["Enter", "open"]]`. */
  keys?: readonly (readonly [string, string])[] | undefined;
  children?: ReactNode | undefined;
};

/** The foot of a table: range and total, a note, keys, links to the neighbouring pages ("Alt ←", "Alt →" are the browser's, so `<` and `>`). */
export function Pagination({ noun, from, to, total, links, keys, children }: PaginationProps) {
  const router = useRouter();
  const go = (href: string | null | undefined) => (href ? router.push(href, { scroll: false }) : undefined);
  const paged = links && (links.previous || links.next);
  useShortcut(">", () => go(links?.next), { label: "Next page", enabled: Boolean(links?.next) });
  useShortcut("<", () => go(links?.previous), { label: "Page before", enabled: Boolean(links?.previous) });
  return (
    <footer className="num flex h-8 flex-none items-center gap-4 border-t border-line bg-surface px-4 text-xs whitespace-nowrap text-ink-3 max-sm:h-11">
      <span>
        {from && to && total > 0 ? (
          <>
            <b className="text-ink">
              {formatNumber(from)}–{formatNumber(to)}
            </b>{" "}
            of{" "}
          </>
        ) : null}
        <b className="text-ink">{formatNumber(total)}</b> {noun}
      </span>
      {children}
      <span className="ml-auto flex items-center gap-4">
        {keys && total > 0 ? (
          <span className="flex items-center gap-[5px] max-lg:hidden">
            {keys.map(([key, meaning]) => (
              <span key={key} className="flex items-center gap-[5px]">
                {key.split(" ").map((each) => (
                  <Kbd key={each}>{each}</Kbd>
                ))}
                {meaning}
              </span>
            ))}
          </span>
        ) : null}
        {paged ? (
          <nav aria-label="Pages" className="flex items-center">
            <Step href={links.first} label="First page" icon={<ChevronFirst className="icon-s" aria-hidden />} />
            <Step href={links.previous} label="Page before" icon={<ChevronLeft className="icon-s" aria-hidden />} />
            <Step href={links.next} label="Next page" icon={<ChevronRight className="icon-s" aria-hidden />} />
            <Step href={links.last} label="Last page" icon={<ChevronLast className="icon-s" aria-hidden />} />
          </nav>
        ) : null}
      </span>
    </footer>
  );
}

function Step({ href, label, icon }: { href: string | null; label: string; icon: ReactNode }) {
  const look = `${buttonClass({ variant: "ghost", square: true })} h-6! w-7! max-sm:h-10! max-sm:w-10!`;
  if (href === null)
    return (
      <span aria-hidden className={`${look} pointer-events-none text-ink-off`}>
        {icon}
      </span>
    );
  return (
    <Link href={href} scroll={false} prefetch={false} aria-label={label} title={label} className={look}>
      {icon}
    </Link>
  );
}
