"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { useBuilder } from "@/components/query-builder/use-builder";
import { formatNumber } from "@/components/ui/format";
import { useToast } from "@/components/ui/toast";
import type { FilterClock } from "@/lib/filters/clock";
import { everybody } from "@/lib/filters/schema";
import type { LiveSegmentError } from "@/lib/live-segments/errors";
import type { Finding, LiveSegment } from "@/lib/live-segments/types";
import type { ActionState, RequestError } from "@/lib/request/action-state";
import type { LiveActions } from "./live-actions";
import { liveRefusal, worksheetRefusal } from "./live-words";

const unreachable = "The server could not be reached. Nothing was changed; try again.";

/** What is edited of a live segment, what was saved, and what its buttons do. */
export function useLiveSegment(segment: LiveSegment, names: readonly [string, string][], clock: FilterClock, actions: LiveActions) {
  const router = useRouter();
  const { toast } = useToast();
  const definition = segment.working ?? segment.published;
  const [startNames] = useState(() => new Map(names));
  const builder = useBuilder(definition?.filter ?? everybody, startNames, clock);
  const [about, setAbout] = useState({
    name: segment.name,
    description: segment.description ?? "",
    timeZone: definition?.timeZone ?? clock.timeZone,
  });
  const [saved, setSaved] = useState({ filter: JSON.stringify(definition?.filter ?? everybody), about });
  const [rowVersion, setRowVersion] = useState(segment.rowVersion);
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  const [pending, start] = useTransition();
  const { segmentNo } = segment;
  const changed = JSON.stringify(builder.filter) !== saved.filter || JSON.stringify(about) !== JSON.stringify(saved.about);

  const refuse = (error: LiveSegmentError | RequestError | null) => {
    if (error?.code === "has_errors") return setFindings(error.findings);
    toast({ text: error === null ? unreachable : liveRefusal(error) });
  };
  const call = async <T extends { rowVersion?: number }>(answer: Promise<ActionState<T, LiveSegmentError>>): Promise<T | null> => {
    const state = await answer.catch(() => null);
    if (!state?.ok) {
      refuse(state === null ? null : state.error);
      return null;
    }
    if (state.value.rowVersion !== undefined) setRowVersion(state.value.rowVersion);
    return state.value;
  };
  /** Saves what was changed; gives the row version after it, null when that was refused. */
  const save = async (): Promise<number | null> => {
    if (!changed) return rowVersion;
    const { filter } = builder;
    const answer = await call(actions.saveDraft({ segmentNo, rowVersion, filter, ...about }));
    if (answer) setSaved({ filter: JSON.stringify(filter), about });
    return answer?.rowVersion ?? null;
  };
  const run = (act: () => Promise<void>) => start(act);
  const life = (
    act: (request: { segmentNo: string; rowVersion: number }) => Promise<ActionState<{ rowVersion: number }, LiveSegmentError>>,
    said: string,
  ) =>
    run(async () => {
      if (!(await call(act({ segmentNo, rowVersion })))) return;
      toast({ text: said });
      router.refresh();
    });
  const takeLive = (act: LiveActions["goLive"], verb: string) =>
    run(async () => {
      const version = await save();
      const answer = version === null ? null : await call(act({ segmentNo, rowVersion: version }));
      if (!answer) return;
      setFindings(null);
      toast({ lead: formatNumber(answer.size), text: ` members now. ${verb}.` });
      router.refresh();
    });
  return {
    builder,
    about,
    setAbout,
    changed,
    pending,
    findings,
    closeFindings: () => setFindings(null),
    save: () =>
      run(async () => {
        if ((await save()) === null) return;
        toast({ text: "The draft was saved." });
        router.refresh();
      }),
    check: () =>
      run(async () => {
        if ((await save()) === null) return;
        const found = await actions.check({ segmentNo }).catch(() => null);
        if (found === null) toast({ text: unreachable });
        setFindings(found);
      }),
    goLive: () => takeLive(actions.goLive, "It is live"),
    publish: () => takeLive(actions.publish, "The new version is live"),
    edit: () => life(actions.editLive, "You edit a copy; everybody sees the published one until you publish."),
    discard: () =>
      run(async () => {
        if (!(await call(actions.discardEdit({ segmentNo, rowVersion })))) return;
        if (segment.published) builder.replace(segment.published.filter);
        router.refresh();
      }),
    stop: () => life(actions.stop, "Stopped. Its members stay as they are now."),
    remove: () =>
      run(async () => {
        const answer = await actions.remove({ segmentNo, rowVersion }).catch(() => null);
        if (!answer?.ok) return refuse(answer === null ? null : answer.error);
        router.push("/segments");
      }),
    toWorksheet: () =>
      run(async () => {
        const answer = await actions.toWorksheet({ segmentNo }).catch(() => null);
        if (!answer?.ok) {
          toast({ text: answer === null ? unreachable : worksheetRefusal(answer.error) });
          return;
        }
        router.push(`/segments/${encodeURIComponent(answer.value.segmentNo)}`);
      }),
    copy: () =>
      run(async () => {
        const answer = await actions.copy({ segmentNo }).catch(() => null);
        if (!answer?.ok) return refuse(answer === null ? null : answer.error);
        router.push(`/segments/${encodeURIComponent(answer.value.segmentNo)}`);
      }),
  };
}
