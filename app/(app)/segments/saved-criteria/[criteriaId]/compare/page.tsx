import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CompareWith } from "@/components/saved-criteria/compare-with";
import { ComparedSteps } from "@/components/saved-criteria/compared-steps";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorMessage } from "@/components/ui/error-message";
import { formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { StatNumber } from "@/components/ui/stat-number";
import { readQuery } from "@/lib/request/run-operation";
import { compareCriteria } from "@/lib/segmentation/compare-criteria";
import { compareStacks } from "@/lib/segmentation/compare-stacks";
import { segmentationMessage } from "@/lib/segmentation/errors";
import { findSavedCriteria } from "@/lib/segmentation/find-saved-criteria";
import { findSegment } from "@/lib/segmentation/find-segment";
import { loadLookupAction } from "../../../actions";
import { searchSavedCriteriaAction } from "../../actions";

export const metadata: Metadata = { title: "Compare criteria" };

const idSchema = z.coerce.number().int().min(1).max(2_147_483_647);
const searchSchema = z.object({
  criteria: idSchema.nullable().default(null).catch(null),
  segment: z.string().trim().min(1).max(20).nullable().default(null).catch(null),
  numbers: z.literal("1").nullable().default(null).catch(null),
});

/** Saved criteria beside others or beside a segment: the steps, and on request whom each would find today. */
export default async function ComparePage({ params, searchParams }: PageProps<"/segments/saved-criteria/[criteriaId]/compare">) {
  const criteriaId = idSchema.safeParse((await params).criteriaId);
  if (!criteriaId.success) notFound();
  const asked = searchSchema.parse(await searchParams);
  const criteria = await readQuery(findSavedCriteria, { criteriaId: criteriaId.data });
  if (!criteria) notFound();
  const other = await otherStack(asked);
  const path = `/segments/saved-criteria/${criteria.criteriaId}/compare`;
  const numbers = other && asked.numbers ? await readQuery(compareCriteria, { criteriaId: criteria.criteriaId, other: other.asked }) : null;
  return (
    <>
      <PageHeader
        title="Compare criteria"
        crumbs={[
          { href: "/segments/saved-criteria", label: "Saved criteria" },
          { href: `/segments/saved-criteria/${criteria.criteriaId}`, label: criteria.code },
        ]}
        line
      />
      <CompareWith path={path} searchSavedCriteria={searchSavedCriteriaAction} loadLookup={loadLookupAction} />
      {other ? (
        <ScrollPane label="Comparison">
          <div className="flex flex-wrap items-center gap-6 px-4 py-3">
            {numbers?.ok ? (
              <>
                <StatNumber label={`Only ${criteria.code}`} value={formatNumber(numbers.value.onlyLeft)} />
                <StatNumber label="Both" value={formatNumber(numbers.value.both)} />
                <StatNumber label={`Only ${other.name}`} value={formatNumber(numbers.value.onlyRight)} />
              </>
            ) : (
              <ButtonLink href={`${path}?${new URLSearchParams({ ...other.search, numbers: "1" })}`}>
                Count whom each finds today
              </ButtonLink>
            )}
            {numbers && !numbers.ok ? <ErrorMessage>{segmentationMessage(numbers.error)}</ErrorMessage> : null}
          </div>
          <ComparedSteps rows={compareStacks(criteria.stack, other.stack)} leftName={criteria.code} rightName={other.name} />
        </ScrollPane>
      ) : (
        <EmptyState title="Nothing to compare with yet" filled={0} className="flex-1">
          Choose other saved criteria or a segment above.
        </EmptyState>
      )}
    </>
  );
}

async function otherStack({ criteria, segment }: z.output<typeof searchSchema>) {
  if (criteria !== null) {
    const found = await readQuery(findSavedCriteria, { criteriaId: criteria });
    if (!found) return null;
    return {
      name: found.code,
      stack: found.stack,
      asked: { with: "criteria" as const, criteriaId: criteria },
      search: { criteria: String(criteria) },
    };
  }
  const found = segment === null ? null : await readQuery(findSegment, { segmentNo: segment });
  if (!found) return null;
  const { segmentNo } = found.header;
  return {
    name: segmentNo,
    stack: found.steps.filter(({ undone }) => !undone),
    asked: { with: "segment" as const, segmentNo },
    search: { segment: segmentNo },
  };
}
