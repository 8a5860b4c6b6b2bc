import Link from "next/link";
import { formatInstant, formatNumber } from "@/components/ui/format";
import type { LiveOfContact as Segment } from "@/lib/live-segments/types";
import { LiveStateChip } from "./live-state-chip";
import { kindIcons } from "./live-words";

const shownAtOnce = 10;

/** The live segments a contact is a member of, and since when. */
export function LiveOfContact({ segments, timeZone }: { segments: readonly Segment[]; timeZone: string }) {
  const [first, more] = [segments.slice(0, shownAtOnce), segments.slice(shownAtOnce)];
  if (first.length === 0) return <p className="text-ink-3">A member of no live segment.</p>;
  return (
    <>
      <List segments={first} timeZone={timeZone} />
      {more.length > 0 ? (
        <details>
          <summary className="cursor-pointer text-xs text-ink-3">{`${formatNumber(more.length)} more`}</summary>
          <List segments={more} timeZone={timeZone} />
        </details>
      ) : null}
    </>
  );
}

function List({ segments, timeZone }: { segments: readonly Segment[]; timeZone: string }) {
  return (
    <ul className="-mx-2">
      {segments.map(({ segmentNo, name, kind, state, joinedAt }) => {
        const Icon = kindIcons[kind];
        return (
          <li key={segmentNo}>
            <Link
              href={`/segments/${encodeURIComponent(segmentNo)}`}
              prefetch={false}
              className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-2 rounded-md px-2 py-1 hover:bg-hover"
            >
              <Icon className="icon-s text-ink-3" aria-hidden />
              <span className="truncate">{name || segmentNo}</span>
              <LiveStateChip state={state} />
              <span className="col-span-2 col-start-2 truncate text-xs text-ink-3">
                <span className="mono">{segmentNo}</span>
                {joinedAt ? `, since ${formatInstant(joinedAt, timeZone)}` : null}
              </span>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
