import type { Filter } from "@/lib/filters/schema";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { goLive } from "@/lib/live-segments/go-live";
import { listMembers } from "@/lib/live-segments/list-members";
import type { ListMembers } from "@/lib/live-segments/schema";
import { atMost, timesAndMore, timesTheTime } from "./budgets";
import { type Measured, medianOf, quantile, sideBySide, timed } from "./measure";
import { inMailingGroup } from "./segments";
import type { BenchWorld } from "./world";

export const threeConditions: Filter = {
  kind: "all",
  of: [
    { kind: "field", field: "countryRegionCode", op: "in", values: ["DE", "GB", "US"] },
    { kind: "not", of: inMailingGroup("NEWS") },
    {
      kind: "relation",
      relation: "interaction",
      match: "any",
      where: { kind: "field", field: "date", op: "greaterOrEqual", value: "t-100D" },
    },
  ],
};
const bare = `select cardinality(array_agg(id)) from contact where country_region_code in ('DE', 'GB', 'US')
  and not exists (select from contact_mailing_group where contact_id = id and mailing_group_code = 'NEWS')
  and id in (select contact_id from interaction_log_entry e where not e.canceled and not e.postponed and e.date >= current_date - 100)`;
const pages: Omit<ListMembers, "segmentNo">[] = [
  {},
  { order: "name" },
  { order: "city", direction: "desc" },
  { order: "country", last: true },
  { order: "email", goTo: "m" },
];

/** Live segments: going live, reading after changes and without, paging, and what watching costs those who write. */
export async function* benchLive({ context, db, times }: BenchWorld): AsyncGenerator<Measured> {
  const draft = async (filter: Filter) => {
    const made = await createLiveSegment(context, { kind: "dynamic", name: "Bench", filter });
    if (!made.ok) throw new Error(`a draft was refused: ${made.error.code}`);
    return made.value;
  };
  const live = async (filter: Filter) => {
    const made = await draft(filter);
    const gone = await goLive(context, made);
    if (!gone.ok) throw new Error(`going live was refused: ${gone.error.code}`);
    return made.segmentNo;
  };
  const [plain, ours] = await sideBySide(
    times,
    () => timed(() => db.pool.query(bare)),
    async () => {
      const made = await draft(threeConditions);
      return timed(() => goLive(context, made));
    },
  );
  const baseline = { sql: bare, ms: plain };
  yield { work: "a live segment of three conditions goes live", value: ours, baseline, ...timesAndMore(baseline, 1.5, 60) };

  const segmentNo = await live(threeConditions);
  const read = () => timed(() => findLiveSegment(context, { segmentNo }));
  yield { work: "reading a live segment after nothing changed", value: await medianOf(5, read), ...atMost(10) };
  let written = 0;
  const change = () => db.pool.query(`update contact set city = 'Berlin ${written++}' where id % 100 = 1`);
  const afterChange = await medianOf(times, async () => {
    await change();
    return read();
  });
  yield { work: "reading a live segment after 1 % of the contacts changed", value: afterChange, ...atMost(200) };

  await db.pool.query("vacuum contact"); // Postgres does it by itself within a minute of such changes
  const everybody = await live({ kind: "all", of: [] });
  const asked: number[] = [];
  for (let turn = 0; turn <= times; turn++)
    for (const page of pages)
      for (const of of [segmentNo, everybody]) asked.push(await timed(() => listMembers(context, { segmentNo: of, ...page })));
  yield { work: "a page of members, slowest of twenty", value: quantile(asked.slice(pages.length * 2), 0.95), ...atMost(150) };

  const update = () => timed(change);
  const { rows } = await db.pool.query<{ source: string }>("select source from live_watch");
  const [unwatched, watched] = await sideBySide(
    times,
    async () => {
      await db.pool.query("delete from live_watch");
      return update();
    },
    async () => {
      await db.pool.query("insert into live_watch select unnest($1::text[])", [rows.map(({ source }) => source)]);
      return update();
    },
  );
  await db.pool.query("update live_segment set folded = null");
  const without = { sql: "the same update while nobody watches", ms: unwatched };
  yield { work: "1 % of the contacts change, watched by live segments", value: watched, baseline: without, ...timesTheTime(without, 1.1) };
}
