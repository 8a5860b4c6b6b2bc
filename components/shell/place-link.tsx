"use client";

import type { LucideIcon } from "lucide-react";
import Link, { useLinkStatus } from "next/link";
import { classNames } from "@/components/ui/class-names";
import { formatNumber } from "@/components/ui/format";
import { Tooltip } from "@/components/ui/tooltip";
import type { Place } from "./places";

/** One line of the sidebar; an icon with a tooltip on the rail. */
export function PlaceLink({ place, current, count }: { place: Place; current: boolean; count?: number | undefined }) {
  return (
    <Tooltip label={place.label} keys={place.keys} side="right">
      <Link
        href={place.href}
        prefetch={false}
        aria-current={current ? "page" : undefined}
        className={classNames(
          "flex h-7 items-center gap-[9px] rounded-md px-2 whitespace-nowrap rail:h-8 rail:w-8 rail:justify-center rail:px-0",
          current ? "bg-press font-medium text-ink [&_.lucide]:text-accent" : "hover:bg-hover hover:text-ink [&_.lucide]:text-ink-3",
        )}
      >
        <PendingIcon icon={place.icon} />
        <span className="truncate rail:sr-only">{place.label}</span>
        {count === undefined ? null : (
          <span className={classNames("num ml-auto text-2xs font-normal rail:hidden", current ? "text-ink-2" : "text-ink-3")}>
            {formatNumber(count)}
          </span>
        )}
      </Link>
    </Tooltip>
  );
}

/** The icon breathes while its page is on the way. */
function PendingIcon({ icon: Icon }: { icon: LucideIcon }) {
  const { pending } = useLinkStatus();
  return <Icon aria-hidden className={pending ? "animate-pulse" : undefined} />;
}
