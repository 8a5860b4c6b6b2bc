"use client";

import { useEffect, useRef, useState } from "react";
import type { HeaderChanges, UpdateSegmentHeader } from "@/lib/segmentation/schema";
import { refusalWords, unreachableWords } from "./refusal-words";
import type { SegmentActions } from "./segment-actions";
import { useLinesChanged } from "./use-line-changes";

export type HeaderField = keyof HeaderChanges;
/** Whom a change reaches: lines that were not changed individually in this field, or all of them. */
export type HeaderReach = NonNullable<UpdateSegmentHeader["lines"]>;
export type HeaderSave = {
  /** Saves what changed; one after the other, each on the version that the one before left. */
  save: (changes: HeaderChanges, lines: HeaderReach) => void;
  saving: boolean;
  /** The last refusal of each field, until it is saved. */
  refusals: Partial<Record<HeaderField, string>>;
};

/** Saves header fields one by one as they are left. A refusal stays with the field that it is about. */
export function useHeaderSave(
  segmentNo: string,
  headerVersion: number,
  { update, undoLineChanges }: { update: SegmentActions["updateHeader"]; undoLineChanges: SegmentActions["undoLineChanges"] },
): HeaderSave {
  const announce = useLinesChanged(segmentNo, undoLineChanges);
  const latest = useRef(headerVersion);
  const queue = useRef<Promise<void>>(Promise.resolve());
  const [open, setOpen] = useState(0);
  const [refusals, setRefusals] = useState<HeaderSave["refusals"]>({});
  // Somebody else's change arrives with the page; one's own is known from the answer already.
  useEffect(() => {
    latest.current = Math.max(latest.current, headerVersion);
  }, [headerVersion]);

  const send = async (changes: HeaderChanges, lines: HeaderReach) => {
    const answer = await update({ segmentNo, headerVersion: latest.current, changes, lines }).catch(() => null);
    if (answer?.ok && answer.value.lines)
      announce(answer.value.lines, { one: "follows the header again", many: "follow the header again" });
    if (answer?.ok) latest.current = Math.max(latest.current, answer.value.headerVersion);
    const message = answer === null ? unreachableWords : answer.ok ? undefined : refusalWords(answer.error);
    setRefusals((before) => ({ ...before, ...Object.fromEntries(Object.keys(changes).map((field) => [field, message])) }));
    setOpen((count) => count - 1);
  };
  const save: HeaderSave["save"] = (changes, lines) => {
    setOpen((count) => count + 1);
    queue.current = queue.current.then(() => send(changes, lines));
  };
  return { save, saving: open > 0, refusals };
}
