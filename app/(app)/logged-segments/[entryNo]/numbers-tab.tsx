import { parseCompared } from "@/components/segments/lines-address";
import { NumbersPane } from "@/components/segments/numbers-pane";
import { EmptyState } from "@/components/ui/empty-state";
import { loadLookupAction } from "../../segments/actions";
import { countNumbers } from "../../segments/numbers";
import type { TabProps } from "./tab-props";

/** What its worksheet is made of, whose lines the bars open, and whom it shares with others. */
export function NumbersTab({ logged: { hasWorksheet, segmentNo }, search }: TabProps) {
  const compared = parseCompared(search);
  if (!hasWorksheet)
    return (
      <div className="grid min-h-0 flex-1 place-content-center">
        <EmptyState title="No numbers are known" filled={0}>
          The worksheet of this logged segment is not here, so nobody can tell what its lines were made of.
        </EmptyState>
      </div>
    );
  return (
    <NumbersPane
      numbers={countNumbers(segmentNo, null, compared)}
      segmentNo={segmentNo}
      path={`/segments/${encodeURIComponent(segmentNo)}`}
      step={null}
      compared={compared}
      loadLookup={loadLookupAction}
      onCriteria={null}
    />
  );
}
