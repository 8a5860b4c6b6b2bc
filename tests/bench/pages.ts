import { z } from "zod";
import { listContacts } from "@/lib/contacts/list-contacts";
import type { Filter } from "@/lib/filters/schema";
import { type LineOrder, lineOrders } from "@/lib/segmentation/lines-schema";
import { listSegmentLines } from "@/lib/segmentation/list-segment-lines";
import { atMost } from "./budgets";
import { type Measured, quantile, timed } from "./measure";
import { everybody, givenSegment, inMailingGroup } from "./segments";
import type { BenchWorld } from "./world";

const directions = ["asc", "desc"] as const;
/** The column of each order, and the field by which a filter finds those who stand last in it. */
const columns: Record<LineOrder, { column: string; field: string }> = {
  company: { column: "company_name", field: "companyName" },
  contactNo: { column: "contact_no", field: "contactNo" },
  name: { column: "name", field: "name" },
  city: { column: "city", field: "city" },
  postCode: { column: "post_code", field: "postCode" },
  country: { column: "country_region_code", field: "countryRegionCode" },
  email: { column: "email", field: "email" },
  salesperson: { column: "salesperson_code", field: "salespersonCode" },
};

type Page = { order: LineOrder; direction: "asc" | "desc"; after: string | null; last: boolean };
type Timing = { ms: number; page: string };

/** Pages of lines and of contacts in every order both ways: the first, the last and deep ones. */
export async function* benchPages(world: BenchWorld): AsyncGenerator<Measured> {
  const { context } = world;
  const all = await anyContacts(world, null);
  yield judged("page of contacts", await turnPages(all, async (page) => listContacts(context, page)), 150);
  const sets: [string, Filter, string | null][] = [
    ["0.1 %", inMailingGroup("FEW"), "FEW"],
    ["10 %", inMailingGroup("EVENT"), "EVENT"],
    ["50 %", inMailingGroup("HALF"), "HALF"],
    ["100 %", everybody, null],
  ];
  for (const [part, filter, group] of sets) {
    const segmentNo = await givenSegment(context, filter);
    const deep = await anyContacts(world, group);
    const timings = await turnPages(deep, (page) => listSegmentLines(context, { segmentNo, ...page }));
    yield judged(`page of lines, ${part} scattered`, timings, 150);
  }
  for (const part of [0.1, 10, 50]) yield judged(`page of lines, ${part} % clustered`, await clusteredPages(world, part), 400);
}

/** Three contacts from the middle of the list by company, by their numbers: those of a mailing group, or any. */
async function anyContacts({ db }: BenchWorld, group: string | null): Promise<string[]> {
  const { rows } = await db.pool.query(
    `select contact_no as no from contact
     where ($1::text is null or id in (select contact_id from contact_mailing_group where mailing_group_code = $1))
       and not privacy_blocked and not exclude_from_segment
     order by hashint4(id) limit 3`,
    [group],
  );
  return z
    .array(z.object({ no: z.string() }))
    .parse(rows)
    .map(({ no }) => no);
}

async function turnPages(deep: readonly string[], read: (page: Page) => Promise<unknown>): Promise<Timing[]> {
  const timings: Timing[] = [];
  for (const order of lineOrders) {
    await read({ order, direction: "asc", after: null, last: false }); // to warm up
    for (const direction of directions) {
      const pages = [
        { after: null, last: false, words: "first" },
        { after: null, last: true, words: "last" },
        ...deep.map((after) => ({ after, last: false, words: "deep" })),
      ];
      for (const { words, ...place } of pages) {
        const ms = await timed(() => read({ order, direction, ...place }));
        timings.push({ ms, page: `${words}, ${order} ${direction}` });
      }
    }
  }
  return timings;
}

/** For each order the segment of those who stand last in it, read from both ends: one way all others stand before them. */
async function clusteredPages(world: BenchWorld, part: number): Promise<Timing[]> {
  const { context } = world;
  const timings: Timing[] = [];
  for (const order of lineOrders) {
    const { field, column } = columns[order];
    const segmentNo = await givenSegment(context, {
      kind: "field",
      field,
      op: "greaterOrEqual",
      value: await valueBefore(world, column, part),
    });
    for (const direction of directions) {
      for (const last of [false, true]) {
        const read = () => listSegmentLines(context, { segmentNo, order, direction, last });
        await read(); // to warm up
        for (let turn = 0; turn < 2; turn++)
          timings.push({ ms: await timed(read), page: `${last ? "last" : "first"}, ${order} ${direction}` });
      }
    }
  }
  return timings;
}

/** The value of a column behind which so many percent of the contacts stand. */
async function valueBefore({ db }: BenchWorld, column: string, part: number): Promise<string> {
  const { rows } = await db.pool.query(
    `select ${column} as value from contact where ${column} is not null order by ${column} desc
     offset (select (count(*) * $1::float8 / 100)::int from contact where ${column} is not null) limit 1`,
    [part],
  );
  return z.tuple([z.object({ value: z.string() })]).parse(rows)[0].value;
}

function judged(work: string, timings: Timing[], allowedMs: number): Measured {
  const p95 = quantile(
    timings.map(({ ms }) => ms),
    0.95,
  );
  const slowest = timings.reduce((worst, timing) => (timing.ms > worst.ms ? timing : worst));
  return {
    work,
    value: p95,
    ...atMost(allowedMs),
    rule: `95 of 100 at most ${allowedMs} ms`,
    note: `slowest of ${timings.length}: ${Math.round(slowest.ms)} ms (${slowest.page})`,
  };
}
