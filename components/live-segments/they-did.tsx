import Link from "next/link";
import { countOf, formatNumber } from "@/components/ui/format";
import type { TheyDid } from "@/lib/live-segments/what-they-did";

/** What the members did in the last 30 days, a bar for each type. A bar opens who did it. */
export function TheyDidBars({ segmentNo, did }: { segmentNo: string; did: readonly TheyDid[] }) {
  const most = Math.max(1, ...did.map(({ contacts }) => contacts));
  return (
    <ul className="grid max-w-[760px] gap-0.5">
      {did.map(({ typeCode, type, contacts, times }) => (
        <li key={typeCode}>
          <Link
            href={`/segments/${encodeURIComponent(segmentNo)}?tab=members&part=did&code=${encodeURIComponent(typeCode)}`}
            prefetch={false}
            className="-ml-1.5 grid grid-cols-[minmax(0,1fr)_auto_6.5rem] items-baseline gap-x-2 gap-y-0.5 rounded-md px-1.5 py-1 hover:bg-hover"
          >
            <span className="truncate" title={type}>
              {type}
            </span>
            <span className="num text-right">{countOf(contacts, "contact")}</span>
            <span className="num text-right text-xs text-ink-3">{`${formatNumber(times)} ${times === 1 ? "time" : "times"}`}</span>
            <i
              aria-hidden
              className="col-span-3 h-1.5 rounded-[2px] bg-kept-fill"
              style={{ width: `${Math.max(0.5, (contacts / most) * 100)}%` }}
            />
          </Link>
        </li>
      ))}
    </ul>
  );
}
