import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { Suspense } from "react";
import { z } from "zod";
import { CompositionBars } from "@/components/segments/composition-bars";
import { OverlapsTable } from "@/components/segments/overlaps-table";
import { StateChip } from "@/components/segments/state-chip";
import { EmptyState } from "@/components/ui/empty-state";
import { countOf } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { Skeleton } from "@/components/ui/skeleton";
import { readQuery } from "@/lib/request/run-operation";
import { composition } from "@/lib/segmentation/composition";
import { findSegment } from "@/lib/segmentation/find-segment";
import { overlaps } from "@/lib/segmentation/overlap";
import { addressPart } from "../../../address-part";

export const metadata: Metadata = { title: "Numbers" };

const searchSchema = z.object({ step: z.coerce.number().int().min(0).max(1_000_000).nullable().default(null).catch(null) });

/** What a segment is made of, and whom it shares with others. */
export default async function NumbersPage({ params, searchParams }: PageProps<"/segments/[segmentNo]/numbers">) {
  const segmentNo = addressPart((await params).segmentNo);
  const { step } = searchSchema.parse(await searchParams);
  const segment = await readQuery(findSegment, { segmentNo });
  if (!segment) notFound();
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  return (
    <>
      <PageHeader
        title="Numbers"
        count={step === null || step === segment.currentStep ? countOf(segment.totals.lines, "line") : `at step ${step}`}
        crumbs={[
          { href: "/segments", label: "Segments" },
          { href: path, label: segment.header.description ?? segmentNo },
        ]}
        number={segmentNo}
        chips={<StateChip state={segment.header.state} />}
        line
      />
      <ScrollPane label="Numbers" className="px-4 py-5">
        <h2 className="mb-3 text-md font-semibold">Composition</h2>
        <Suspense fallback={<Skeleton className="w-3/5" />}>
          <CompositionPart segmentNo={segmentNo} step={step} path={path} />
        </Suspense>
        <h2 className="mt-9 mb-3 text-md font-semibold">Overlap with what changed last</h2>
        <div className="flex max-w-4xl flex-col">
          <Suspense fallback={<Skeleton className="w-2/5" />}>
            <OverlapPart segmentNo={segmentNo} step={step} />
          </Suspense>
        </div>
      </ScrollPane>
    </>
  );
}

async function CompositionPart({ segmentNo, step, path }: { segmentNo: string; step: number | null; path: string }) {
  const made = await readQuery(composition, { segmentNo, step });
  if (made && made.total > 0) return <CompositionBars composition={made} path={path} />;
  return (
    <EmptyState title={made ? "Nobody is on this step" : "There is no such step"} filled={0} level={3}>
      With somebody on it, kinds, channels, countries and more stand here as bars.
    </EmptyState>
  );
}

async function OverlapPart({ segmentNo, step }: { segmentNo: string; step: number | null }) {
  return <OverlapsTable rows={(await readQuery(overlaps, { segmentNo, step })) ?? []} />;
}
