import { expect, it } from "vitest";
import { keyedPages, numberedPages, onwardPages } from "@/components/ui/pages";

it("numbered pages lead to their neighbours and to both ends, and to none beyond or to where one is", () => {
  const at = (page: number) => `?page=${page}`;
  expect(numberedPages({ page: 2, pageSize: 50, shown: 50, total: 130 }, at)).toEqual({
    ...{ from: 51, to: 100, total: 130 },
    links: { first: "?page=1", previous: "?page=1", next: "?page=3", last: "?page=3" },
  });
  expect(numberedPages({ page: 3, pageSize: 50, shown: 30, total: 130 }, at)).toMatchObject({ to: 130, links: { next: null, last: null } });
  expect(numberedPages({ page: 1, pageSize: 50, shown: 0, total: 0 }, at).links).toEqual({
    first: null,
    previous: null,
    next: null,
    last: null,
  });
});

it("pages by key lead both ways from the keys at their ends; where they begin may not be known", () => {
  const at = (place: object) => JSON.stringify(place);
  expect(keyedPages({ offset: 0, shown: 50, total: 130, previous: null, next: "C50" }, at)).toEqual({
    ...{ from: 1, to: 50, total: 130 },
    links: { first: null, previous: null, next: '{"after":"C50"}', last: '{"last":"1"}' },
  });
  expect(keyedPages({ offset: null, shown: 30, total: 130, previous: "C101", next: null }, at)).toEqual({
    ...{ from: null, to: null, total: 130 },
    links: { first: "{}", previous: '{"before":"C101"}', next: null, last: null },
  });
});

it("pages that only lead on go back to the first one", () => {
  const at = (after: number | null) => `after ${after}`;
  expect(onwardPages({ after: null, next: 7, total: 9 }, at).links).toEqual({ first: null, previous: null, next: "after 7", last: null });
  expect(onwardPages({ after: 7, next: null, total: 9 }, at).links).toEqual({
    first: "after null",
    previous: null,
    next: null,
    last: null,
  });
});
