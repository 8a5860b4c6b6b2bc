"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { JobsIndicator } from "./jobs-indicator";
import { PlaceLink } from "./place-link";
import { isIn, placesFor } from "./places";
import { ThemeButton } from "./theme-button";
import type { AppShellProps } from "./types";
import { UserMenu } from "./user-menu";
import { WinnowMark } from "./winnow-mark";

export type SidebarProps = Pick<AppShellProps, "user" | "companyName" | "counts" | "jobs" | "signOutAction" | "search" | "pinned"> & {
  onShowKeys: () => void;
};

/** The search, the places and what is pinned at the left, work in progress and the user at the bottom; a rail of icons where there is less room. */
export function Sidebar({ user, companyName, counts, jobs, signOutAction, search, pinned, onShowKeys }: SidebarProps) {
  const path = usePathname();
  const { main, setUp } = placesFor(user.role);
  return (
    <nav
      aria-label="Main"
      className="flex min-h-0 flex-col gap-px overflow-y-auto px-2 py-2.5 text-ink-2 rail:items-center rail:px-0 max-sm:hidden"
    >
      <Link
        href="/segments"
        prefetch={false}
        title={`Winnow, ${companyName}`}
        className="mb-2 flex h-[30px] flex-none items-center gap-2 rounded-md px-2 text-md font-[620] tracking-[-0.015em] text-ink rail:px-0"
      >
        <WinnowMark />
        <span className="rail:sr-only">Winnow</span>
        <small className="ml-auto truncate text-xs font-normal tracking-normal text-ink-3 rail:hidden">{companyName}</small>
      </Link>
      {search}
      {main.map((place) => (
        <PlaceLink key={place.href} place={place} current={isIn(place, path)} count={place.count && counts[place.count]} />
      ))}
      {pinned}
      {setUp.length > 0 ? (
        <h2 className="px-2 pt-3.5 pb-1 text-2xs font-medium text-ink-3 rail:my-2 rail:h-px rail:w-5 rail:overflow-hidden rail:bg-line rail:p-0 rail:text-transparent">
          Set-up
        </h2>
      ) : null}
      {setUp.map((place) => (
        <PlaceLink key={place.href} place={place} current={isIn(place, path)} />
      ))}
      <div className="mt-auto flex flex-col gap-1 pt-2 rail:items-center">
        <JobsIndicator jobs={jobs} />
        <div className="flex items-center gap-1 rail:flex-col">
          <UserMenu user={user} signOutAction={signOutAction} onShowKeys={onShowKeys} />
          <ThemeButton />
        </div>
      </div>
    </nav>
  );
}
