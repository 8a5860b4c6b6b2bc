"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { use, useTransition } from "react";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { Combobox } from "@/components/ui/combobox";
import type { Option } from "@/components/ui/option";
import type { Overlap } from "@/lib/segmentation/overlap";
import type { OnCriteria } from "./criteria-menu";
import { OverlapsTable, overlapTitle } from "./overlaps-table";

/** The other segment, or logged one, that was chosen. */
export type Compared = { withSegment?: string | undefined; withLogged?: number | undefined };

export type OverlapPartProps = {
  /** Null when the segment went away meanwhile. */
  overlaps: Promise<Overlap[] | null>;
  segmentNo: string;
  compared: Compared;
  loadLookup: LoadLookup;
  /** The list of those who are on both. */
  inBoth: (other: Overlap) => string;
  /** Null where the segment cannot be reduced or refined. */
  onCriteria: OnCriteria | null;
};

/** Whom a segment shares with others: those that changed last, and one of one's choice. */
export function OverlapPart({ overlaps, segmentNo, compared, loadLookup, inBoth, onCriteria }: OverlapPartProps) {
  const rows = use(overlaps) ?? [];
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const [pending, startCompare] = useTransition();
  const chosenNo = compared.withSegment ?? compared.withLogged;
  const chosen = rows.find(({ segmentNo: no, entryNo }) =>
    entryNo === null ? no === compared.withSegment : entryNo === compared.withLogged,
  );
  const compare = (option: Option | null) => {
    const params = new URLSearchParams(search);
    for (const name of ["withSegment", "withLogged"]) params.delete(name);
    const [name, no] = option?.value.split(" ") ?? [];
    if (name && no) params.set(name, no);
    startCompare(() => router.replace(`${pathname}?${params}`, { scroll: false }));
  };
  const loadOthers = async (typed: string): Promise<Option[]> => {
    const [segments, logged] = await Promise.all([loadLookup("segment", typed), loadLookup("loggedSegment", typed)]);
    return [
      ...segments.filter(({ value }) => value !== segmentNo).map((option) => ({ ...option, value: `withSegment ${option.value}` })),
      ...logged.map(({ value, label }) => ({ value: `withLogged ${value}`, label, hint: `logged, ${value}` })),
    ];
  };
  return (
    <>
      <Combobox
        label="Compare with"
        placeholder="a segment or logged segment"
        className="max-w-80"
        value={
          chosenNo === undefined
            ? null
            : {
                value: compared.withSegment ? `withSegment ${chosenNo}` : `withLogged ${chosenNo}`,
                label: chosen ? overlapTitle(chosen) : String(chosenNo),
              }
        }
        error={chosenNo !== undefined && !chosen ? "There is no such segment any more, or nobody was ever on it." : undefined}
        loadOptions={loadOthers}
        onValueChange={compare}
      />
      <OverlapsTable rows={rows} inBoth={inBoth} onCriteria={onCriteria} stale={pending} />
    </>
  );
}
