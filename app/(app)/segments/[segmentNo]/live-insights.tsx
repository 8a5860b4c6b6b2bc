import { z } from "zod";
import { EvaluationsTable } from "@/components/live-segments/evaluations-table";
import { LiveNumbers } from "@/components/live-segments/live-numbers";
import { SizeChart } from "@/components/live-segments/size-chart";
import { TheyDidBars } from "@/components/live-segments/they-did";
import { ScrollPane } from "@/components/ui/scroll-pane";
import type { RawSearch } from "@/components/ui/search-params";
import { hasRight, type Role } from "@/lib/access/rights";
import { composeMembers } from "@/lib/live-segments/compose-members";
import { listEvaluations } from "@/lib/live-segments/list-evaluations";
import { memberOverlaps } from "@/lib/live-segments/member-overlaps";
import type { LiveSegment } from "@/lib/live-segments/types";
import { listWhatTheyDid } from "@/lib/live-segments/what-they-did";
import { readQuery } from "@/lib/request/run-operation";
import { loadLookupAction } from "../actions";
import { createLiveSegmentAction } from "../live-actions";

const comparedSchema = z.object({
  withSegment: z.string().max(20).optional().catch(undefined),
  withLogged: z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined),
});

type LiveInsightsProps = {
  segment: LiveSegment;
  search: RawSearch;
  role: Role;
  when: (at: Date) => string;
};

/** Its size over time, each time its members changed, what they are made of, and whom it shares with others. */
export async function LiveInsights({ segment: { segmentNo, name, published }, search, role, when }: LiveInsightsProps) {
  const compared = comparedSchema.parse(search);
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  const numbers = published && {
    composition: readQuery(composeMembers, { segmentNo }),
    overlaps: readQuery(memberOverlaps, {
      segmentNo,
      otherSegmentNo: compared.withSegment ?? null,
      otherEntryNo: compared.withLogged ?? null,
    }),
  };
  const [evaluations, did] = await Promise.all([
    readQuery(listEvaluations, { segmentNo, limit: 200 }),
    readQuery(listWhatTheyDid, { segmentNo }),
  ]);
  return (
    <ScrollPane label="Insights">
      {evaluations.length > 1 ? (
        <div className="border-b border-line px-4 py-4">
          <h2 className="mb-2 text-md font-semibold">Size, joined and left</h2>
          <SizeChart evaluations={evaluations} />
        </div>
      ) : null}
      {did.length > 0 ? (
        <div className="border-b border-line px-4 py-4">
          <h2 className="mb-2 text-md font-semibold">What these contacts did in the last 30 days</h2>
          <TheyDidBars segmentNo={segmentNo} did={did} />
        </div>
      ) : null}
      {numbers ? (
        <LiveNumbers
          numbers={numbers}
          segment={{ segmentNo, name }}
          compared={compared}
          loadLookup={loadLookupAction}
          create={hasRight(role, "segments.edit") ? createLiveSegmentAction : null}
        />
      ) : null}
      <h2 className="border-t border-line px-4 pt-4 pb-2 text-md font-semibold">Changes of its members</h2>
      <div className="flex max-h-96 min-h-40 flex-col">
        <EvaluationsTable
          rows={evaluations.map(({ evaluationNo, cause, at, size, joined, left, error }) => ({
            path,
            evaluationNo,
            cause,
            at: when(at),
            size,
            joined,
            left,
            error,
          }))}
        />
      </div>
    </ScrollPane>
  );
}
