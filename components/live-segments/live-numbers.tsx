"use client";

import { Ellipsis, Radio } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, Suspense, use } from "react";
import { type Bar, BarSection } from "@/components/composition/bar-section";
import { type Compared, OverlapPart } from "@/components/composition/overlap-part";
import type { LoadLookup } from "@/components/filters/load-lookup";
import { EmptyState } from "@/components/ui/empty-state";
import { IconButton } from "@/components/ui/icon-button";
import { Menu, MenuItem } from "@/components/ui/menu";
import { Skeleton } from "@/components/ui/skeleton";
import { useToast } from "@/components/ui/toast";
import type { Filter } from "@/lib/filters/schema";
import type { MemberComposition } from "@/lib/live-segments/compose-members";
import { channelParts, filterOfPart, isChannel, type MemberPart } from "@/lib/live-segments/member-parts";
import type { Overlap } from "@/lib/segmentation/overlap";
import type { CreateLiveAction } from "./live-actions";
import { liveRefusal } from "./live-words";
import { partWords } from "./part-words";

export type LiveNumbersProps = {
  numbers: { composition: Promise<MemberComposition | null>; overlaps: Promise<Overlap[] | null> };
  segment: { segmentNo: string; name: string };
  compared: Compared;
  loadLookup: LoadLookup;
  /** Makes a segment of those of a bar; null for who may not. */
  create: CreateLiveAction | null;
};

/** What the members of a live segment are made of, and whom it shares with others. A bar opens its members, and becomes a segment of its own. */
export function LiveNumbers({ numbers, segment, compared, loadLookup, create }: LiveNumbersProps) {
  const membersHref = (params: Record<string, string>) =>
    `/segments/${encodeURIComponent(segment.segmentNo)}?${new URLSearchParams({ tab: "members", ...params })}`;
  return (
    <div className="px-4 py-4">
      <h2 className="text-md font-semibold">Composition</h2>
      <p className="mb-4 text-xs text-ink-3">A bar opens its members{create ? "; they can become a segment of their own" : ""}.</p>
      <Suspense fallback={<Skeleton className="h-40 w-full" />}>
        <Bars composition={numbers.composition} segment={segment} membersHref={membersHref} create={create} />
      </Suspense>
      <h2 className="mt-6 text-md font-semibold">Overlap</h2>
      <p className="mb-4 text-xs text-ink-3">With those that changed last, at most ten. A row opens the members who are on both.</p>
      <div className="flex max-w-4xl flex-col gap-3">
        <Suspense fallback={<Skeleton className="h-24 w-full" />}>
          <OverlapPart
            overlaps={numbers.overlaps}
            segmentNo={segment.segmentNo}
            compared={compared}
            loadLookup={loadLookup}
            inBoth={({ entryNo, segmentNo }) =>
              membersHref(entryNo === null ? { part: "segment", code: segmentNo } : { part: "loggedSegment", code: String(entryNo) })
            }
            onCriteria={null}
          />
        </Suspense>
      </div>
    </div>
  );
}

const order = ["type", "language", "salesperson", "country", "city"] as const;

type BarsProps = Pick<LiveNumbersProps, "segment" | "create"> & {
  composition: Promise<MemberComposition | null>;
  membersHref: (params: Record<string, string>) => string;
};

function Bars({ composition, segment, membersHref, create }: BarsProps) {
  const made = use(composition);
  if (!made || made.total === 0)
    return (
      <EmptyState title="Nobody is in it" filled={0} level={3}>
        With somebody in it, kinds, countries, cities and more stand here as bars.
      </EmptyState>
    );
  const { total, parts, reachable } = made;
  const href = (part: MemberPart, code: string | null) => membersHref({ part, ...(code !== null && { code }) });
  const menu = (part: MemberPart, code: string | null, words: string): ReactNode =>
    create && !isChannel(part) ? (
      <SegmentOfThese segment={segment} filter={filterOfPart(part, code)} words={words} create={create} />
    ) : null;
  const reach = channelParts.map((part): Bar => ({ words: partWords[part], count: reachable[part], href: href(part, "yes") }));
  const out = channelParts
    .filter((part) => reachable[part] < total)
    .map((part): Bar => ({ words: `Not ${partWords[part].toLowerCase()}`, count: total - reachable[part], href: href(part, "no") }));
  return (
    <div className="columns-[18rem] gap-x-8">
      <BarSection heading="Can be reached" total={total} menus={create !== null} bars={[...reach, ...out]} />
      {order.map((part) => {
        const bars = parts[part].map(({ code, name, members }): Bar => {
          const words = wordsOf(part, code, name);
          return { words, count: members, href: href(part, code), menu: menu(part, code, words) };
        });
        const rest = total - bars.reduce((sum, { count }) => sum + count, 0);
        const others: Bar[] = rest > 0 ? [{ words: "All others", count: rest, href: null }] : [];
        return <BarSection key={part} heading={partWords[part]} total={total} menus={create !== null} bars={[...bars, ...others]} />;
      })}
    </div>
  );
}

function wordsOf(part: (typeof order)[number], code: string | null, name: string | null): string {
  if (part === "type") return code === "company" ? "Companies" : "People";
  if (code === null) return "None";
  return name ? `${name} (${code})` : code;
}

type OfTheseProps = { segment: LiveNumbersProps["segment"]; filter: Filter; words: string; create: CreateLiveAction };

/** Makes a dynamic segment of the members that a bar stands for. */
function SegmentOfThese({ segment, filter, words, create }: OfTheseProps) {
  const router = useRouter();
  const { toast } = useToast();
  const make = async () => {
    const member: Filter = { kind: "member", of: "segment", no: segment.segmentNo, is: true };
    const name = `${segment.name || segment.segmentNo}: ${words}`.slice(0, 100);
    const answer = await create({ kind: "dynamic", name, filter: { kind: "all", of: [member, filter] } });
    if (answer.ok) router.push(`/segments/${encodeURIComponent(answer.value.segmentNo)}`);
    else toast({ text: liveRefusal(answer.error) });
  };
  return (
    <Menu
      trigger={
        <IconButton
          label={`What to do with ${words}`}
          icon={<Ellipsis aria-hidden />}
          className="size-6! opacity-0 focus-visible:opacity-100 group-hover/row:opacity-100 data-popup-open:opacity-100 pointer-coarse:opacity-100"
        />
      }
    >
      <MenuItem icon={<Radio aria-hidden />} onSelect={make}>
        New segment of these
      </MenuItem>
    </Menu>
  );
}
