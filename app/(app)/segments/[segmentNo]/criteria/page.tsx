import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CriteriaList } from "@/components/segments/criteria-list";
import { criteriaRows } from "@/components/segments/criteria-rows";
import { FormerStackNote } from "@/components/segments/former-stack-note";
import { StateChip } from "@/components/segments/state-chip";
import { stepTime } from "@/components/segments/step-words";
import { EmptyState } from "@/components/ui/empty-state";
import { countOf } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { hasRight } from "@/lib/access/rights";
import { describeCodes } from "@/lib/filters/queries";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findSegment } from "@/lib/segmentation/find-segment";
import { addressPart } from "../../../address-part";
import { undoStackChangeAction } from "../actions";

export const metadata: Metadata = { title: "Criteria" };

/** The criteria list behind *No. of Criteria Actions*. */
export default async function CriteriaPage({ params }: PageProps<"/segments/[segmentNo]/criteria">) {
  const segmentNo = addressPart((await params).segmentNo);
  const { user, today, timeZone } = await currentContext();
  const segment = await readQuery(findSegment, { segmentNo });
  if (!segment) notFound();
  const filters = segment.steps.flatMap((step) => ("filter" in step ? [step.filter] : []));
  const names = new Map(await readQuery(describeCodes, { filters: filters.slice(0, 500) }));
  const rows = criteriaRows(segment.steps, names);
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  const actions = segment.steps.filter((step) => !step.undone).length;
  return (
    <>
      <PageHeader
        title="Criteria"
        count={countOf(actions, "action")}
        crumbs={[
          { href: "/segments", label: "Segments" },
          { href: path, label: segment.header.description ?? segmentNo },
        ]}
        number={segmentNo}
        chips={<StateChip state={segment.header.state} />}
        line
      />
      {segment.former ? (
        <FormerStackNote
          segmentNo={segmentNo}
          former={segment.former}
          currentStep={segment.currentStep}
          when={stepTime(segment.former.changedAt, today, timeZone)}
          undo={segment.header.state === "draft" && hasRight(user.role, "segments.edit") ? undoStackChangeAction : null}
        />
      ) : null}
      {rows.length > 0 ? (
        <CriteriaList rows={rows} />
      ) : (
        <EmptyState title="No criteria yet" filled={0} className="flex-1">
          Each Add, Reduce, Refine and change by hand on the worksheet will stand here with its filters.
        </EmptyState>
      )}
      <Pagination noun={rows.length === 1 ? "row" : "rows"} total={rows.length} />
    </>
  );
}
