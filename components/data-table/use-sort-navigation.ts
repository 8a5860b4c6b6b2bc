"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { type SortParams, sortAddress, type TableSort } from "./sort-address";

export type SortNavigation = { hrefFor: (key: string) => string; go: (key: string) => void; pending: boolean };

/** Addresses of the headings, and going there while the rows of before stay on the page. */
export function useSortNavigation(sort: TableSort | undefined, params: SortParams | undefined): SortNavigation {
  const router = useRouter();
  const path = usePathname();
  const search = useSearchParams().toString();
  const [pending, startNavigation] = useTransition();
  const hrefFor = (key: string) => (sort ? sortAddress(path, search, sort, key, params) : path);
  return { hrefFor, go: (key) => startNavigation(() => router.push(hrefFor(key), { scroll: false })), pending };
}
