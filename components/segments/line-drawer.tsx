"use client";

import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { PhoneActions } from "@/components/calls/call-actions";
import { MakePhoneCall } from "@/components/calls/make-phone-call";
import { InteractionsBefore } from "@/components/contacts/interactions-before";
import { useShortcut } from "@/components/keyboard/use-shortcut";
import { Drawer } from "@/components/ui/drawer";
import { formatNumber } from "@/components/ui/format";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { unreachableWhy } from "@/lib/consent/unreachable-words";
import type { SegmentLineRow } from "@/lib/segmentation/line-types";
import { LineDocument } from "./line-document";
import { factsOfLine, LineValues, wordsOfLine } from "./line-values";
import { layerWords, lineKey } from "./line-words";
import type { LineStory, SegmentReads } from "./segment-actions";
import type { LineChanges } from "./use-line-changes";
import { WhyList } from "./why-list";

export type LineDrawerProps = {
  segmentNo: string;
  line: SegmentLineRow;
  /** Its place among the lines that match, from 1; null where keyset paging does not know. */
  position: number | null;
  matching: number;
  /** Changes when a step was taken, so that *why* is asked for anew. */
  currentStep: number;
  currency: string;
  /** Null where nothing can be changed. */
  changes: LineChanges | null;
  /** Null where no call can be made from the line. */
  phone: PhoneActions | null;
  loadLookup: SegmentReads["loadLookup"];
  timeZone: string;
  reads: Pick<SegmentReads, "loadLine" | "documents" | "previewLine">;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  onClose: () => void;
};

/** One line beside the table: who it is, why it is here, what the interaction will be. */
export function LineDrawer({
  segmentNo,
  line,
  position,
  matching,
  currentStep,
  currency,
  changes,
  phone,
  loadLookup,
  timeZone,
  reads,
  onPrevious,
  onNext,
  onClose,
}: LineDrawerProps) {
  const story = useStory(segmentNo, line.contactNo, currentStep, reads.loadLine);
  return (
    <Drawer
      open
      onClose={onClose}
      label="Line"
      heading={position === null ? "Line" : `Line ${formatNumber(position)} of ${formatNumber(matching)}`}
      actions={
        <span className="flex">
          <IconButton
            label="Line before"
            keys="K"
            icon={<ChevronUp aria-hidden />}
            disabled={onPrevious === null}
            onClick={() => onPrevious?.()}
          />
          <IconButton label="Next line" keys="J" icon={<ChevronDown aria-hidden />} disabled={onNext === null} onClick={() => onNext?.()} />
        </span>
      }
    >
      <LineKeys onPrevious={onPrevious} onNext={onNext} />
      <div className="border-b border-line px-4 pt-3.5 pb-3">
        <h2 className="text-lg font-[610] tracking-[-0.011em]">
          {line.name}{" "}
          {line.layer > 1 ? <span className="ml-2 text-xs font-normal tracking-normal text-ink-3">{layerWords(line.layer)}</span> : null}
        </h2>
        <p className="mt-0.5 text-ink-2">
          {[line.type === "person" ? line.companyName : null, line.jobTitle, line.city].filter(Boolean).join(", ") ||
            (line.type === "company" ? "Company" : "Person without company")}
        </p>
        <p className="mt-1.5 flex flex-wrap gap-x-2.5 text-xs text-ink-3">
          <TextLink href={`/contacts/${encodeURIComponent(line.contactNo)}`} className="mono font-normal!">
            {line.contactNo}
          </TextLink>
          {line.email ? <span className="[overflow-wrap:anywhere]">{line.email}</span> : <span>no e-mail</span>}
          {(line.phoneNo ?? line.mobilePhoneNo) ? <span className="num">{line.phoneNo ?? line.mobilePhoneNo}</span> : null}
        </p>
        {line.blocked || line.excluded || line.unreachable !== null ? <p className="mt-1.5 text-xs text-warn">{warningOf(line)}</p> : null}
        {line.call ? (
          <p className="mt-1.5 text-xs text-ink-2">
            {line.call.done ? "Done by phone, so it is not logged again: " : "Called, not reached: "}
            <TextLink href={`/interaction-log-entries/${line.call.entryNo}`} prefetch={false}>
              entry {line.call.entryNo}
            </TextLink>
          </p>
        ) : null}
        {phone && !line.blocked && !line.call?.done ? (
          <div className="mt-2.5">
            <MakePhoneCall
              key={lineKey(line)}
              contactNo={line.contactNo}
              line={{ segmentNo, layer: line.layer }}
              currency={currency}
              phone={phone}
            />
          </div>
        ) : null}
      </div>
      <Part title="Why is this contact here?">
        {story === "loading" ? (
          <StorySkeleton />
        ) : story === "failed" ? (
          <p className="text-ink-3">This could not be told just now. Close the line and open it again.</p>
        ) : (
          <WhyList why={story.why} />
        )}
      </Part>
      <Part title="Document">
        <LineDocument key={lineKey(line)} segmentNo={segmentNo} line={line} timeZone={timeZone} changes={changes} reads={reads} />
        <div className="mt-2.5">
          <LineValues
            key={lineKey(line)}
            fields={wordsOfLine}
            line={line}
            currency={currency}
            changes={changes}
            loadLookup={loadLookup}
            addresses={undefined}
          />
        </div>
      </Part>
      <Part title="Interaction on this line" aside={line.changedHere.length > 0 ? `${line.changedHere.length} changed here` : undefined}>
        <LineValues
          key={lineKey(line)}
          fields={factsOfLine}
          line={line}
          currency={currency}
          changes={changes}
          loadLookup={loadLookup}
          addresses={
            typeof story === "object"
              ? story.addresses.map(({ code, city }) => ({ value: code, label: code, hint: city ?? undefined }))
              : undefined
          }
        />
      </Part>
      {typeof story === "object" ? (
        <Part
          title="Before this"
          aside={
            <TextLink href={`/contacts/${encodeURIComponent(line.contactNo)}`} className="text-xs">
              Open
            </TextLink>
          }
        >
          {story.before.length > 0 ? <InteractionsBefore entries={story.before} /> : <p className="text-ink-3">No interaction yet.</p>}
        </Part>
      ) : null}
    </Drawer>
  );
}

/** Walks the lines while the drawer slides over the table and hides it from the table's own keys. */
function LineKeys({ onPrevious, onNext }: Pick<LineDrawerProps, "onPrevious" | "onNext">) {
  useShortcut(["K", "↑"], () => onPrevious?.(), { label: "Line before", group: "Line", enabled: onPrevious !== null });
  useShortcut(["J", "↓"], () => onNext?.(), { label: "Next line", group: "Line", enabled: onNext !== null });
  return null;
}

function Part({ title, aside, children }: { title: string; aside?: ReactNode | undefined; children: ReactNode }) {
  return (
    <section className="border-b border-line-soft px-4 py-3 last:border-b-0">
      <h3 className="mb-2 flex items-center gap-1.5 text-xs font-semibold text-ink-2">
        {title}
        {aside ? <span className="ml-auto font-normal text-ink-3">{aside}</span> : null}
      </h3>
      {children}
    </section>
  );
}

/** What is told of the line; asked for anew when another line is opened or a step was taken. */
function useStory(
  segmentNo: string,
  contactNo: string,
  currentStep: number,
  loadLine: SegmentReads["loadLine"],
): LineStory | "loading" | "failed" {
  const asked = `${segmentNo} ${contactNo} ${currentStep}`;
  const [heard, setHeard] = useState<{ asked: string; story: LineStory | "failed" } | null>(null);
  useEffect(() => {
    let current = true;
    loadLine(segmentNo, contactNo).then(
      (story) => current && setHeard({ asked, story: story ?? "failed" }),
      () => current && setHeard({ asked, story: "failed" }),
    );
    return () => {
      current = false;
    };
  }, [segmentNo, contactNo, asked, loadLine]);
  return heard?.asked === asked ? heard.story : "loading";
}

function StorySkeleton() {
  return (
    <div aria-busy className="grid gap-4 py-1.5">
      <Skeleton className="w-44" />
      <Skeleton className="w-56" />
      <Skeleton className="w-36" />
    </div>
  );
}

function warningOf({ blocked, unreachable }: SegmentLineRow): string {
  if (blocked) return "Blocked for privacy, or minor without consent: it will not be logged.";
  if (unreachable !== null) return `${unreachableWhy[unreachable]}: the line will be left out when the segment is logged.`;
  return "Marked Exclude from Segment.";
}
