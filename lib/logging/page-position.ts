import type { PagePosition } from "@/lib/contact-sets/page";

/** Where a page of contacts stands, from the parameters of a request; the first that is given counts. */
export function positionOf({ after, before, last }: { after: string | null; before: string | null; last: boolean }): PagePosition {
  if (after !== null) return { at: "after", contactNo: after };
  if (before !== null) return { at: "before", contactNo: before };
  return { at: last ? "last" : "first" };
}
