"use client";

import { useTransition } from "react";
import { countOf } from "@/components/ui/format";
import { useToast } from "@/components/ui/toast";
import type { ChangeLines } from "@/lib/segmentation/line-changes-schema";
import type { LinesChanged, SegmentLineRow } from "@/lib/segmentation/line-types";
import type { LineField } from "@/lib/segmentation/lines-schema";
import { type LineValue, settingOf, valueIn } from "./line-fields";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions } from "./segment-actions";

export type LineChanges = {
  pending: boolean;
  /** Changes lines and says how many, with *Undo*. Answers the sentence of a refusal, else null. */
  change: (request: Omit<ChangeLines, "segmentNo">) => Promise<string | null>;
  /** Gives a line a value of its own; one that equals what it would inherit is given back instead. */
  setOn: (line: SegmentLineRow, field: LineField, value: LineValue) => Promise<string | null>;
  giveBack: (line: SegmentLineRow, field: LineField) => Promise<string | null>;
};

/** Changing lines of one segment, each change with a way back for as long as its message is shown. */
export function useLineChanges(segmentNo: string, actions: Pick<SegmentActions, "changeLines" | "undoLineChanges">): LineChanges {
  const announce = useLinesChanged(segmentNo, actions.undoLineChanges);
  const [pending, startChange] = useTransition();
  const change: LineChanges["change"] = (request) =>
    new Promise((resolve) => {
      startChange(async () => {
        const answer = await actions.changeLines({ segmentNo, ...request }).catch(() => null);
        if (answer?.ok) announce(answer.value, { one: "changed", many: "changed" });
        resolve(answer === null ? unreachableWords : answer.ok ? null : refusalWords(answer.error));
      });
    });
  const which = (line: SegmentLineRow) => ({ lines: [{ contactNo: line.contactNo, layer: line.layer }] });
  const giveBack: LineChanges["giveBack"] = (line, field) => change({ which: which(line), inherit: [field] });
  const setOn: LineChanges["setOn"] = (line, field, value) => {
    const inherited = valueIn(line.inherited ?? line, field);
    const emptied = value === null && field === "description";
    if (line.changedHere.includes(field) && (emptied || value === inherited)) return giveBack(line, field);
    if (emptied || value === valueIn(line, field)) return Promise.resolve(null);
    return change({ which: which(line), set: settingOf([[field, value]]) });
  };
  return { pending, change, setOn, giveBack };
}

/** Says that lines were changed, with *Undo*. */
export function useLinesChanged(segmentNo: string, undo: SegmentActions["undoLineChanges"]) {
  const { toast } = useToast();
  const [, startUndo] = useTransition();
  return ({ changed, undoId }: LinesChanged, what: { one: string; many: string }) => {
    const back = () =>
      startUndo(async () => {
        const answer = await undo({ segmentNo, undoId }).catch(() => null);
        if (answer?.ok) toast({ lead: countOf(answer.value.changed, "line"), text: " as before." });
        else toast({ text: answer === null ? unreachableWords : refusalWords(answer.error) });
      });
    toast({ lead: countOf(changed, "line"), text: ` ${changed === 1 ? what.one : what.many}.`, action: { label: "Undo", run: back } });
  };
}
