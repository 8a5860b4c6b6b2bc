"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { SortDirection } from "./sort-address";
import type { SortNavigation } from "./use-sort-navigation";

export type SortHeadingProps = {
  navigation: SortNavigation;
  sortKey: string;
  sorted: SortDirection | null;
  align: "left" | "right" | undefined;
  children: ReactNode;
};

/** A heading as a link to the same page in its order; the arrow shows how it is sorted now. */
export function SortHeading({ navigation, sortKey, sorted, align, children }: SortHeadingProps) {
  const Arrow = sorted === "desc" ? ArrowDown : ArrowUp;
  return (
    <Link
      href={navigation.hrefFor(sortKey)}
      prefetch={false}
      scroll={false}
      onNavigate={(event) => {
        event.preventDefault();
        navigation.go(sortKey);
      }}
      className={classNames("group/sort flex h-full items-center gap-[3px] hover:text-ink", align === "right" && "flex-row-reverse")}
    >
      <span className="truncate">{children}</span>
      <Arrow
        aria-hidden
        className={classNames("icon-xs", !sorted && "opacity-0 group-hover/sort:opacity-40 group-focus-visible/sort:opacity-40")}
      />
    </Link>
  );
}
