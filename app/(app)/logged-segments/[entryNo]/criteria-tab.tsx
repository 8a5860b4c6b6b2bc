import { CriteriaList } from "@/components/segments/criteria-list";
import { criteriaRows } from "@/components/segments/criteria-rows";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { describeCodes } from "@/lib/filters/queries";
import { readQuery } from "@/lib/request/run-operation";
import { findSegment } from "@/lib/segmentation/find-segment";
import type { TabProps } from "./tab-props";

/** The criteria that picked the members, as they stood when the segment was logged. */
export async function CriteriaTab({ logged }: TabProps) {
  const segment = logged.hasWorksheet ? await readQuery(findSegment, { segmentNo: logged.segmentNo }) : null;
  const steps = segment?.steps.filter((step) => !step.undone) ?? [];
  const filters = steps.flatMap((step) => ("filter" in step ? [step.filter] : []));
  const names = new Map(filters.length > 0 ? await readQuery(describeCodes, { filters: filters.slice(0, 500) }) : []);
  const rows = criteriaRows(steps, names);
  return (
    <>
      {rows.length > 0 ? (
        <CriteriaList rows={rows} />
      ) : (
        <div className="grid min-h-0 flex-1 place-content-center">
          <EmptyState title="No criteria are known" filled={0}>
            The worksheet of this logged segment is not here, so nobody can tell how its members were picked.
          </EmptyState>
        </div>
      )}
      <Pagination noun={rows.length === 1 ? "row" : "rows"} total={rows.length} />
    </>
  );
}
