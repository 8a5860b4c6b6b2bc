"use client";

import { Pencil, Trash2 } from "lucide-react";
import { type ReactNode, useMemo, useState, useTransition } from "react";
import { BulkBar } from "@/components/data-table/bulk-bar";
import { nothingSelected } from "@/components/data-table/row-selection";
import { useRowSelection } from "@/components/data-table/use-row-selection";
import { Button } from "@/components/ui/button";
import { countOf, formatNumber } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { keyedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import type { SegmentLineRow, SegmentLinesPage } from "@/lib/segmentation/line-types";
import type { StepTaken } from "@/lib/segmentation/stack-types";
import type { Segment } from "@/lib/segmentation/types";
import { ChangeLinesDialog } from "./change-lines-dialog";
import { chosenColumns } from "./line-column-names";
import { LineEditing } from "./line-editing";
import { lineOfKey } from "./line-words";
import { type LinesAddress, lineFilterOf, linesHref } from "./lines-address";
import { LinesTable } from "./lines-table";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions, SegmentReads } from "./segment-actions";
import type { LineChanges } from "./use-line-changes";

export type LinesPaneProps = {
  path: string;
  segment: Segment;
  page: SegmentLinesPage;
  currency: string;
  address: LinesAddress;
  /** Lines of the current step of a draft can be changed and removed by who may edit; null for others. */
  changes: LineChanges | null;
  openNo: string | null;
  stale: boolean;
  empty: ReactNode;
  actions: Pick<SegmentActions, "removeLines" | "removeMatchingLines">;
  loadLookup: SegmentReads["loadLookup"];
  onOpen: (line: SegmentLineRow) => void;
  onTaken: (taken: StepTaken) => void;
};

/** The lines of a segment: sort, page, select and remove. The address is the state. */
export function LinesPane({
  path,
  segment,
  page,
  currency,
  address,
  changes,
  openNo,
  stale,
  empty,
  actions,
  loadLookup,
  onOpen,
  onTaken,
}: LinesPaneProps) {
  const filter = lineFilterOf(address);
  const selection = useRowSelection(JSON.stringify([filter, page.step]));
  const [refusal, setRefusal] = useState<string | null>(null);
  const [removing, startRemove] = useTransition();
  const [changing, setChanging] = useState(false);
  const { segmentNo } = segment.header;
  const editable = changes !== null;
  const columns = useMemo(() => chosenColumns(address.columns), [address.columns]);

  const remove = () =>
    startRemove(async () => {
      const asked = selection.value.allMatching
        ? actions.removeMatchingLines({ segmentNo, lines: filter, expected: page.matching })
        : actions.removeLines({ segmentNo, lines: [...selection.value.keys].map(lineOfKey) });
      const answer = await asked.catch(() => null);
      if (answer === null || !answer.ok) return setRefusal(answer === null ? unreachableWords : refusalWords(answer.error));
      setRefusal(null);
      selection.onChange(nothingSelected);
      if (answer.value.taken) onTaken(answer.value.taken);
    });

  const count = selection.value.allMatching ? page.matching : selection.value.keys.size;
  const changed = segment.totals.linesChanged;
  return (
    <>
      {refusal ? (
        <Note
          tone="bad"
          alert
          className="mx-4 my-2"
          title="Nothing was removed."
          actions={<Button onClick={() => setRefusal(null)}>All right</Button>}
        >
          {refusal}
        </Note>
      ) : null}
      <LineEditing changes={changes} lines={page.lines} currency={currency} loadLookup={loadLookup}>
        <LinesTable
          lines={page.lines}
          currency={currency}
          columns={columns}
          sort={{ by: address.sort ?? "company", direction: address.direction ?? "asc" }}
          selection={editable ? selection : undefined}
          openKey={openNo}
          onOpen={onOpen}
          stale={stale}
          empty={empty}
        />
      </LineEditing>
      {changes ? (
        <BulkBar selection={selection.value} onChange={selection.onChange} total={page.matching}>
          <Button variant="ghost" icon={<Pencil aria-hidden />} onClick={() => setChanging(true)}>
            Change…
          </Button>
          <Button
            variant="ghost"
            icon={<Trash2 aria-hidden />}
            pending={removing}
            pendingLabel={`Removing ${formatNumber(count)}`}
            onClick={remove}
          >{`Remove ${countOf(count, "line")}`}</Button>
        </BulkBar>
      ) : null}
      {changes && count > 0 ? (
        <ChangeLinesDialog
          open={changing}
          onOpenChange={setChanging}
          which={
            selection.value.allMatching
              ? { matching: filter, expected: page.matching }
              : { lines: [...selection.value.keys].map(lineOfKey) }
          }
          count={count}
          currency={currency}
          changes={changes}
          loadLookup={loadLookup}
          onChanged={() => {
            setChanging(false);
            selection.onChange(nothingSelected);
          }}
        />
      ) : null}
      <Pagination
        noun={page.matching === page.total ? (page.total === 1 ? "line" : "lines") : `of ${countOf(page.total, "line")}`}
        {...keyedPages({ ...page, shown: page.lines.length, total: page.matching }, (place) =>
          linesHref(path, address, { after: null, ...place }),
        )}
        keys={[["↑ ↓", "move"], ["Enter", "open"], ...(editable ? [["X", "select"] as const, ["F2", "change"] as const] : [])]}
      >
        {changed > 0 ? (
          <span className="flex items-center gap-1.5 max-lg:hidden">
            <span aria-hidden className="size-[5px] rounded-full bg-accent-mid" />
            changed on the line: {formatNumber(changed)}
          </span>
        ) : null}
      </Pagination>
    </>
  );
}
