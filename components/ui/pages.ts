import type { PaginationProps } from "./pagination";

/** What the foot of a table is told: where the rows shown stand in the whole, and where it leads. */
type Pages = Pick<PaginationProps, "from" | "to" | "total"> & Required<Pick<PaginationProps, "links">>;

/** Numbered pages. `shown` counts the rows of this one; `at` is the address of another. */
export function numberedPages(
  { page, pageSize, shown, total }: { page: number; pageSize: number; shown: number; total: number },
  at: (page: number) => string,
): Pages {
  const begin = (page - 1) * pageSize;
  const last = Math.max(1, Math.ceil(total / pageSize));
  const link = (other: number) => (other >= 1 && other <= last && other !== page ? at(other) : null);
  return {
    from: begin + 1,
    to: begin + shown,
    total,
    links: { first: link(1), previous: link(page - 1), next: link(page + 1), last: link(last) },
  };
}

/** A place in a list that is read by keys: behind or before a row, or the end. */
type Place<Key> = { after?: Key; before?: Key; last?: "1" };

/** Pages that are read by keys, both ways. `offset` is null where it is not known; `previous` and `next` are keys, null at the ends. */
export function keyedPages<Key extends string | number>(
  { offset, shown, total, previous, next }: { offset: number | null; shown: number; total: number; previous: Key | null; next: Key | null },
  at: (place: Place<Key>) => string,
): Pages {
  return {
    from: offset === null ? null : offset + 1,
    to: offset === null ? null : offset + shown,
    total,
    links: {
      first: previous === null ? null : at({}),
      previous: previous === null ? null : at({ before: previous }),
      next: next === null ? null : at({ after: next }),
      last: next === null ? null : at({ last: "1" }),
    },
  };
}

/** Pages that only lead on, and back to the first one. `after` is the key that this page was read behind, null for the first. */
export function onwardPages<Key extends string | number>(
  { after, next, total }: { after: Key | null; next: Key | null; total: number },
  at: (after: Key | null) => string,
): Pages {
  const links = { first: after === null ? null : at(null), previous: null, next: next === null ? null : at(next), last: null };
  return { total, links };
}
