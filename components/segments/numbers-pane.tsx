"use client";

import { type ReactNode, Suspense, use } from "react";
import type { OnCriteria } from "@/components/composition/criteria-menu";
import { OverlapPart } from "@/components/composition/overlap-part";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { EmptyState } from "@/components/ui/empty-state";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { Skeleton } from "@/components/ui/skeleton";
import type { Composition } from "@/lib/segmentation/composition";
import type { Overlap } from "@/lib/segmentation/overlap";
import { CompositionBars } from "./composition-bars";
import { type Compared, linesHref } from "./lines-address";

/** Composition and overlap, each counted while the page is shown already; null when the step went away meanwhile. */
export type CountingNumbers = { composition: Promise<Composition | null>; overlaps: Promise<Overlap[] | null> };

export type NumbersPaneProps = {
  /** Null while the page that has them counted is on its way. */
  numbers: CountingNumbers | null;
  segmentNo: string;
  /** The worksheet that bars and rows open, and the step it is looked at; null is the current one. */
  path: string;
  step: number | null;
  compared: Compared;
  loadLookup: LoadLookup;
  /** Null where the segment cannot be changed. */
  onCriteria: OnCriteria | null;
  /** What stands above. */
  children?: ReactNode | undefined;
};

/** What a segment is made of, and whom it shares with others. */
export function NumbersPane({ numbers, children, ...of }: NumbersPaneProps) {
  return (
    <ScrollPane label="Numbers" className="px-4 py-5">
      {children}
      <h2 className="text-md font-semibold">Composition</h2>
      <p className="mb-4 text-xs text-ink-3">
        {of.onCriteria
          ? "A bar opens its lines; where a filter of contacts finds exactly these, it offers to reduce or refine by them."
          : "A bar opens its lines."}
      </p>
      <Suspense fallback={<BarsSkeleton />}>
        {numbers ? <CompositionPart composition={numbers.composition} {...of} /> : <BarsSkeleton />}
      </Suspense>
      <h2 className="mt-9 text-md font-semibold">Overlap</h2>
      <p className="mb-4 text-xs text-ink-3">With those that changed last, at most ten. A row opens the lines of those who are on both.</p>
      <div className="flex max-w-4xl flex-col gap-3">
        <Suspense fallback={<Skeleton className="h-24 w-full" />}>
          {numbers ? (
            <OverlapPart
              overlaps={numbers.overlaps}
              inBoth={({ entryNo, segmentNo }) =>
                linesHref(of.path, entryNo === null ? { onSegment: segmentNo } : { onLogged: entryNo }, { step: of.step })
              }
              {...of}
            />
          ) : (
            <Skeleton className="h-24 w-full" />
          )}
        </Suspense>
      </div>
    </ScrollPane>
  );
}

type PartProps = Omit<NumbersPaneProps, "numbers" | "children">;

function CompositionPart({ composition, path, step, onCriteria }: PartProps & Pick<CountingNumbers, "composition">) {
  const made = use(composition);
  if (made && made.total > 0) return <CompositionBars composition={made} path={path} step={step} onCriteria={onCriteria} />;
  return (
    <EmptyState title="Nobody is on this step" filled={0} level={3}>
      With somebody on it, kinds, channels, countries and more stand here as bars.
    </EmptyState>
  );
}

/** Charts of the size they will have. */
function BarsSkeleton() {
  return (
    <div className="columns-[18rem] gap-x-8">
      {["kind", "channel", "reach", "country", "language", "salesperson"].map((part) => (
        <div key={part} className="mb-7 grid break-inside-avoid gap-5">
          <Skeleton className="w-2/5" />
          <Skeleton className="w-4/5" />
          <Skeleton className="w-3/5" />
        </div>
      ))}
    </div>
  );
}
