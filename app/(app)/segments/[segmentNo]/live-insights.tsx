import { EvaluationsTable } from "@/components/live-segments/evaluations-table";
import { SizeChart } from "@/components/live-segments/size-chart";
import { TheyDidBars } from "@/components/live-segments/they-did";
import { listEvaluations } from "@/lib/live-segments/list-evaluations";
import { listWhatTheyDid } from "@/lib/live-segments/what-they-did";
import { readQuery } from "@/lib/request/run-operation";

/** Its size over time, and each time its members changed. */
export async function LiveInsights({ segmentNo, when }: { segmentNo: string; when: (at: Date) => string }) {
  const [evaluations, did] = await Promise.all([
    readQuery(listEvaluations, { segmentNo, limit: 200 }),
    readQuery(listWhatTheyDid, { segmentNo }),
  ]);
  return (
    <>
      {evaluations.length > 1 ? (
        <div className="flex-none border-b border-line px-4 py-4">
          <h2 className="mb-2 text-xs font-semibold text-ink-2">Size, joined and left</h2>
          <SizeChart evaluations={evaluations} />
        </div>
      ) : null}
      {did.length > 0 ? (
        <div className="flex-none border-b border-line px-4 py-4">
          <h2 className="mb-2 text-xs font-semibold text-ink-2">What these contacts did in the last 30 days</h2>
          <TheyDidBars segmentNo={segmentNo} did={did} />
        </div>
      ) : null}
      <EvaluationsTable
        rows={evaluations.map(({ evaluationNo, cause, at, size, joined, left, error }) => ({
          path: `/segments/${encodeURIComponent(segmentNo)}`,
          evaluationNo,
          cause,
          at: when(at),
          size,
          joined,
          left,
          error,
        }))}
      />
    </>
  );
}
