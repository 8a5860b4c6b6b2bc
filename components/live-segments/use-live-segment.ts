"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { z } from "zod";
import { useBuilder } from "@/components/query-builder/use-builder";
import { formatNumber } from "@/components/ui/format";
import { useToast } from "@/components/ui/toast";
import type { FilterClock } from "@/lib/filters/clock";
import { everybody, type Filter, filterSchema } from "@/lib/filters/schema";
import type { JobRow } from "@/lib/jobs/schema";
import type { LiveSegmentError } from "@/lib/live-segments/errors";
import type { ChangeByHand } from "@/lib/live-segments/schema";
import type { ChangedByHand, Finding, LiveSegment } from "@/lib/live-segments/types";
import type { ActionState, RequestError } from "@/lib/request/action-state";
import type { LiveActions } from "./live-actions";
import { liveRefusal, unreachable, whenItCounts, worksheetRefusal } from "./live-words";

const wentLiveSchema = z.object({ size: z.number(), rowVersion: z.number() });

/** A filter as text, alike for those that say the same in another order of keys. */
function written(filter: Filter): string {
  return JSON.stringify(filterSchema.parse(filter));
}

function aboutOf({ name, description, working, published }: LiveSegment, clock: FilterClock) {
  return { name, description: description ?? "", timeZone: (working ?? published)?.timeZone ?? clock.timeZone };
}

/** What is edited of a live segment, what was saved, and what its buttons do. */
export function useLiveSegment(segment: LiveSegment, names: readonly [string, string][], clock: FilterClock, actions: LiveActions) {
  const router = useRouter();
  const { toast } = useToast();
  const definition = segment.working ?? segment.published;
  const [startNames] = useState(() => new Map(names));
  const builder = useBuilder(definition?.filter ?? everybody, startNames, clock);
  const [about, setAbout] = useState(aboutOf(segment, clock));
  const [saved, setSaved] = useState({ filter: written(definition?.filter ?? everybody), about });
  const [lastVersion, setLastVersion] = useState(segment.rowVersion);
  const [begunJob, setBegunJob] = useState<string | null>(null);
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);
  const [pending, start] = useTransition();
  const { segmentNo } = segment;
  // The page was read anew: where what is edited is still the definition it was decided on, other changes than to that are taken over.
  const isAsSaved =
    written(definition?.filter ?? everybody) === saved.filter && JSON.stringify(aboutOf(segment, clock)) === JSON.stringify(saved.about);
  const rowVersion = isAsSaved ? Math.max(lastVersion, segment.rowVersion) : lastVersion;
  const changed = written(builder.filter) !== saved.filter || JSON.stringify(about) !== JSON.stringify(saved.about);

  const refuse = (error: LiveSegmentError | RequestError | null) => {
    if (error?.code === "has_errors") return setFindings(error.findings);
    if (error?.code === "still_going_live") return setBegunJob(error.jobId);
    toast({ text: error === null ? unreachable : liveRefusal(error) });
  };
  const call = async <T extends { rowVersion?: number }>(answer: Promise<ActionState<T, LiveSegmentError>>): Promise<T | null> => {
    const state = await answer.catch(() => null);
    if (!state?.ok) {
      refuse(state === null ? null : state.error);
      return null;
    }
    if (state.value.rowVersion !== undefined) setLastVersion(state.value.rowVersion);
    return state.value;
  };
  /** Saves what was changed; gives the row version after it, null when that was refused. */
  const save = async (): Promise<number | null> => {
    if (!changed) return rowVersion;
    const { filter } = builder;
    const answer = await call(actions.saveDraft({ segmentNo, rowVersion, filter, ...about }));
    if (answer) setSaved({ filter: written(filter), about });
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
      wentLive(answer.size, verb);
    });
  const wentLive = (size: number, verb: string) => {
    setFindings(null);
    toast({ lead: formatNumber(size), text: ` members now. ${verb}.` });
    router.refresh();
  };
  const byHand = async (request: ChangeByHand) => {
    const answer = await actions.changeByHand(request);
    if (answer.ok) setLastVersion(answer.value.rowVersion);
    return answer;
  };
  const saidByHand = (list: ChangeByHand["list"], { changed: count, state }: Pick<ChangedByHand, "changed" | "state">) => {
    toast({ lead: formatNumber(count), text: ` ${list === "include" ? "put in" : "left out"}${whenItCounts(state)}.` });
    router.refresh();
  };
  return {
    builder,
    about,
    setAbout,
    changed,
    pending,
    findings,
    closeFindings: () => setFindings(null),
    /** The job that goes on taking it live, begun here. */
    begunJob,
    /** It ended: what came of it is shown. */
    jobEnded: (job: JobRow) => {
      setBegunJob(null);
      const done = wentLiveSchema.safeParse(job.result);
      if (job.state !== "done" || !done.success) return router.refresh();
      setLastVersion(done.data.rowVersion);
      wentLive(done.data.size, "It is live");
    },
    changeByHand: byHand,
    saidByHand,
    takeOffByHand: (list: ChangeByHand["list"], contactNo: string, name: string) =>
      run(async () => {
        const contacts = { contactNos: [contactNo] };
        const answer = await byHand({ segmentNo, list, act: "remove", contacts }).catch(() => null);
        if (!answer?.ok) return refuse(answer === null ? null : answer.error);
        const undo = () =>
          run(async () => {
            await byHand({ segmentNo, list, act: "add", contacts });
            router.refresh();
          });
        toast({ text: `${name} is off the list${whenItCounts(answer.value.state)}.`, action: { label: "Undo", run: undo } });
        router.refresh();
      }),
    archive: () => life(actions.archive, "Archived. It is found under Archived in the list of segments."),
    restore: () => life(actions.restore, "It is out of the archive."),
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
