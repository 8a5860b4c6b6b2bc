import { Suspense, use } from "react";
import { countOf, formatDuration, formatMoney, formatNumber } from "@/components/ui/format";
import { Skeleton } from "@/components/ui/skeleton";
import { StatNumber } from "@/components/ui/stat-number";
import type { KindCounts, Segment } from "@/lib/segmentation/types";

/** How many companies and people there are, counted while the page is shown already; null when the step went away meanwhile. */
export type CountingKinds = Promise<KindCounts | null>;

function KindsWords({ kinds }: { kinds: CountingKinds }) {
  const counted = use(kinds);
  return counted && `${countOf(counted.companies, "company", "companies")}, ${countOf(counted.persons, "person", "people")}`;
}

function KindNumbers({ kinds }: { kinds: CountingKinds }) {
  const counted = use(kinds);
  return (
    <>
      <StatNumber value={formatNumber(counted?.companies)} label="Companies" />
      <StatNumber value={formatNumber(counted?.persons)} label="People" />
    </>
  );
}

/** The number that the stack ends in. */
export function SegmentTotal({ total, kinds, lookingAt }: { total: number; kinds: CountingKinds; lookingAt: number | null }) {
  return (
    <section aria-label="Total" className="flex flex-none flex-col gap-[7px] border-t border-line px-4 pt-2.5 pb-3">
      <div className="flex items-baseline gap-2">
        <span className="text-ink-2">{lookingAt === null ? "On the segment" : `At step ${lookingAt}`}</span>
        <b aria-live="polite" className="num ml-auto text-xl font-semibold">
          {formatNumber(total)}
        </b>
      </div>
      <p className="num min-h-[1lh] text-ink-3">
        <Suspense fallback={<Skeleton className="w-36" />}>
          <KindsWords kinds={kinds} />
        </Suspense>
      </p>
    </section>
  );
}

/** All numbers of a segment as it is now. */
export function SegmentNumbers({
  segment: { totals, steps, header },
  kinds,
  currency,
}: {
  segment: Segment;
  kinds: CountingKinds;
  currency: string;
}) {
  const numbers: [string, string][] = [
    [formatNumber(totals.lines), "On the segment"],
    ...(totals.contacts === totals.lines ? [] : [[formatNumber(totals.contacts), "Contacts, each once"] satisfies [string, string]]),
    [formatNumber(steps.filter((step) => !step.undone).length), "Criteria actions"],
    [formatMoney(totals.costLcy, currency), "Cost"],
    [formatDuration(totals.durationMin), "Duration"],
    [formatMoney(header.unitCostLcy, currency), "Cost each"],
    [formatNumber(totals.linesChanged), "Changed on the line"],
  ];
  return (
    <section aria-label="Totals" className="mb-8 flex flex-wrap gap-x-10 gap-y-5 max-sm:grid max-sm:grid-cols-2 max-sm:gap-x-4">
      <Suspense
        fallback={
          <>
            <StatNumber value="—" label="Companies" />
            <StatNumber value="—" label="People" />
          </>
        }
      >
        <KindNumbers kinds={kinds} />
      </Suspense>
      {numbers.map(([value, label]) => (
        <StatNumber key={label} value={value} label={label} />
      ))}
    </section>
  );
}
