"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ErrorMessage } from "@/components/ui/error-message";
import { countOf, formatNumber } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { TextLink } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toast";
import type { ExpiringSegment } from "@/lib/live-segments/types";
import type { LiveActions } from "./live-actions";
import { expiryDay, keptWords, liveRefusal, unreachableWords } from "./live-words";

type ExpiringNoteProps = {
  /** The soonest first. */
  segments: readonly ExpiringSegment[];
  timeZone: string;
  /** Null for who may not change segments. */
  keep: LiveActions["keep"] | null;
};

const most = 5;

/** Above the list of segments, for whoever owns them: which expire soon because nobody asks for their members, and the way to keep each (T-66). */
export function ExpiringNote({ segments, timeZone, keep }: ExpiringNoteProps) {
  const further = segments.length - most;
  const isOne = segments.length === 1;
  return (
    <Note title={`${countOf(segments.length, "live segment")} ${isOne ? "expires" : "expire"} soon.`} className="m-3 flex-none">
      Nobody asks for {isOne ? "its" : "their"} members.
      <ul aria-label="Segments that expire soon" className="mt-1.5 grid gap-x-2 gap-y-1.5 sm:grid-cols-[minmax(0,auto)_auto_1fr]">
        {segments.slice(0, most).map((segment) => (
          <ExpiringRow key={segment.segmentNo} segment={segment} timeZone={timeZone} keep={keep} />
        ))}
      </ul>
      {further > 0 ? <p className="mt-1.5 text-ink-2">and {formatNumber(further)} more, later.</p> : null}
    </Note>
  );
}

type ExpiringRowProps = Pick<ExpiringNoteProps, "timeZone" | "keep"> & { segment: ExpiringSegment };

function ExpiringRow({ segment: { segmentNo, name, expiresAt }, timeZone, keep }: ExpiringRowProps) {
  const [refusal, setRefusal] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const { toast } = useToast();
  const title = name || segmentNo;
  const press = (act: NonNullable<ExpiringNoteProps["keep"]>) =>
    start(async () => {
      const answer = await act({ segmentNo }).catch(() => null);
      if (answer?.ok) toast({ text: keptWords(title) });
      else setRefusal(answer ? liveRefusal(answer.error) : unreachableWords);
    });
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 sm:col-span-full sm:grid sm:grid-cols-subgrid">
      <TextLink href={`/segments/${encodeURIComponent(segmentNo)}`} className="min-w-0 truncate">
        {title}
      </TextLink>
      <span className="num text-ink-2">on {expiryDay(expiresAt, timeZone)}</span>
      {keep ? (
        <Button pending={pending} onClick={() => press(keep)} aria-label={`Keep it: ${title}`} className="sm:justify-self-start">
          Keep it
        </Button>
      ) : null}
      <ErrorMessage className="sm:col-span-full">{refusal}</ErrorMessage>
    </li>
  );
}
