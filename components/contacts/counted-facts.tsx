import type { ReactNode } from "react";
import { formatNumber } from "@/components/ui/format";

/** Facts with their numbers in one column: "3  persons go with it". Holds `CountedFact`. */
export function CountedFacts({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="grid gap-2">
      {children}
    </ul>
  );
}

/** One number and what it counts; what is named below it stands under the words. */
export function CountedFact({ count, words, children }: { count: number; words: string; children?: ReactNode | undefined }) {
  return (
    <li className="grid grid-cols-[minmax(2rem,max-content)_minmax(0,1fr)] gap-x-2.5">
      <b className="num text-right text-ink">{formatNumber(count)}</b>
      <div className="min-w-0">
        {words}
        {children}
      </div>
    </li>
  );
}
