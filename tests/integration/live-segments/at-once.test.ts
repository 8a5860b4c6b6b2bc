import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { ofContactIds } from "@/lib/contact-sets/expressions";
import { Prisma } from "@/lib/db/sql";
import { compileFilter } from "@/lib/filters/to-sql";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { goLive } from "@/lib/live-segments/go-live";
import { listMembers } from "@/lib/live-segments/list-members";
import { stopSegment } from "@/lib/live-segments/stop-segment";
import { askIn } from "@/lib/maintained-sets/definitions";
import { foldMembers } from "@/lib/maintained-sets/fold";
import { tidy } from "@/lib/maintained-sets/upkeep";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { ok } from "@/lib/result";
import { createSegment } from "@/lib/segmentation/create-segment";
import { changeDraft } from "@/lib/segmentation/lock-segment";
import { pushEdit } from "@/lib/segmentation/push-edit";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { givenBaseWorld } from "@/tests/support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { all, any, country, givenDraft, givenLive, group, is, isIn, membersOf, not, rowVersion, value } from "./live";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  await db.pool.query(
    "insert into contact (id, contact_no, type, name, country_region_code) select 20000 + n * 50, 'N' || n, 'person', 'N', 'DE' from generate_series(1, 400) n",
  );
  context = await testContext(db);
});
afterAll(() => db.drop());

const marks = async () => (await db.pool.query("select count(*)::int as n from live_touch")).rows[0].n;

it("S-30: with many writers, folds and readers at once no read is ever wrong, and none fails", async () => {
  const child = await givenLive(context, { filter: country("DE") });
  const parent = await givenLive(context, { filter: any(all(isIn(child), group("NEWS")), all(isIn(child, false), not(country("SE")))) });
  const plain = { child: country("DE"), parent: any(all(country("DE"), group("NEWS")), all(not(country("DE")), not(country("SE")))) };
  const until = Date.now() + 1_000;
  let reads = 0;
  const isOn = () => Date.now() < until || reads < 20; // a busy machine gets its reads too
  const writer = async (nth: number) => {
    for (let turn = 0; isOn(); turn++) {
      const ids = `id % 7 = ${(nth + turn) % 7} and id > 20000 and id % 350 < ${50 + ((turn * 37) % 300)}`;
      const to = ["DE", "SE", "GB"][(nth + turn) % 3];
      await db.pool
        .query(`begin; update contact set country_region_code = '${to}' where ${ids};
        delete from contact_mailing_group where contact_id in (select id from contact where ${ids});
        insert into contact_mailing_group select id, 'NEWS' from contact where ${ids} and id % 3 = ${turn % 3}; commit`)
        .catch((error: { code?: string }) => {
          if (error.code !== "40P01") throw error; // two writers of the same rows
        });
    }
  };
  const folder = async () => {
    while (isOn()) await foldMembers(db, context.now, [parent]);
  };
  const wrong: unknown[] = [];
  const reader = async () => {
    while (isOn()) {
      await onSnapshot(db, async (tx) => {
        const clock = await withMembers(askIn(tx), context, all(isIn(child), isIn(parent)));
        const counted = [isIn(child), plain.child, isIn(parent), plain.parent].map((filter) => {
          const compiled = compileFilter(filter, clock);
          if (!compiled.ok) throw new Error("a filter of the test is refused");
          return Prisma.sql`(select array_agg(contact.id order by contact.id) from contact where ${compiled.value})`;
        });
        const [row] = await tx.$queryRaw<{ right: boolean }[]>(Prisma.sql`
          select ${counted[0]} is not distinct from ${counted[1]} and ${counted[2]} is not distinct from ${counted[3]} as right`);
        reads++;
        if (!row?.right) wrong.push(row);
      });
    }
  };
  await Promise.all([...[0, 1, 2].map(writer), folder(), folder(), reader(), reader()]);
  expect(wrong).toEqual([]);
  expect(await membersOf(context, parent)).toEqual(
    (
      await db.prisma.$queryRaw<{ no: string }[]>`
    select contact_no as no from contact c where case when country_region_code is distinct from 'DE' then country_region_code is distinct from 'SE'
      else exists (select from contact_mailing_group g where g.contact_id = c.id and mailing_group_code = 'NEWS') end order by 1`
    ).map(({ no }) => no),
  );
});

it("50 clients change contacts while both a segment and one that leaves it out are read: no error, and never a wrong count (S-30, T-41)", async () => {
  const german = await givenLive(context, { filter: country("DE") });
  const rest = await givenLive(context, { kind: "compound", filter: all(isIn(german, false)) });
  const until = Date.now() + 2_500;
  let [reads, writes] = [0, 0];
  const isOn = () => Date.now() < until || reads < 20 || writes < 100;
  const client = async (nth: number) => {
    for (let turn = 0; isOn(); turn++) {
      const to = ["DE", "SE", "GB"][(nth + turn) % 3];
      await db.pool.query("update contact set country_region_code = $1 where id = $2", [to, 20_000 + (1 + nth + 50 * (turn % 8)) * 50]);
      writes++;
      await new Promise((go) => setTimeout(go, 40));
    }
  };
  const reader = async () => {
    while (isOn()) {
      await onSnapshot(db, async (tx) => {
        const clock = await withMembers(askIn(tx), context, all(isIn(german), isIn(rest)));
        const counts = [isIn(german), country("DE"), isIn(rest), not(country("DE"))].map((filter) => {
          const compiled = compileFilter(filter, clock);
          if (!compiled.ok) throw new Error("a filter of the test is refused");
          return Prisma.sql`(select count(*)::int from contact where ${compiled.value})`;
        });
        const [row] = await tx.$queryRaw<{ counts: number[] }[]>(Prisma.sql`select array[${Prisma.join(counts)}] as counts`);
        const [inIt, plain, outside, others] = row?.counts ?? [];
        expect([inIt, outside]).toEqual([plain, others]);
        reads++;
      });
    }
  };
  const folder = async () => {
    while (isOn()) await foldMembers(db, context.now, [rest]);
  };
  await Promise.all([...Array.from({ length: 50 }, (_, nth) => client(nth)), reader(), reader(), folder()]);
  expect(writes).toBeGreaterThanOrEqual(100);
  expect((await membersOf(context, german)).length).toBe(await db.prisma.contact.count({ where: { countryRegionCode: "DE" } }));
});

it("what is written while a segment goes live is not missed, though it was begun before anybody watched", async () => {
  const segmentNo = await givenDraft(context, { filter: group("VIP") });
  const writer = await db.pool.connect();
  try {
    await writer.query("begin");
    await writer.query("insert into contact_mailing_group values (301, 'VIP')");
    const going = goLive(context, { segmentNo, rowVersion: await rowVersion(context, segmentNo) });
    await writer.query("insert into contact_mailing_group values (900, 'VIP')");
    await writer.query("commit");
    value(await going);
  } finally {
    writer.release();
  }
  expect(await membersOf(context, segmentNo)).toEqual(["C100", "P102", "P301", "P900"]);
});

it("a transaction that commits after a fold, and began before it, is folded in by the next", async () => {
  const segmentNo = await givenLive(context, { filter: country("FR") });
  const late = await db.pool.connect();
  try {
    await late.query("begin");
    await late.query("update contact set country_region_code = 'FR' where contact_no = 'P201'");
    await db.pool.query("update contact set country_region_code = 'FR' where contact_no = 'P202'");
    expect(await membersOf(context, segmentNo)).toEqual(["P202"]);
    await late.query("commit");
  } finally {
    late.release();
  }
  expect(await membersOf(context, segmentNo)).toEqual(["P201", "P202"]);
  expect(await listMembers(context, { segmentNo })).toMatchObject({ total: 2 });
});

it("a read writes nothing where nobody came or went, until too many were touched to ask them each time", async () => {
  const segmentNo = await givenLive(context, { filter: country("IS") });
  const folded = async () =>
    (await db.pool.query("select folded::text from live_segment where segment_no = $1", [segmentNo])).rows[0].folded;
  const before = await folded();
  await db.pool.query("update contact set city = 'Elsewhere' where id in (select id from contact where id > 20000 order by id limit 150)");
  expect(await listMembers(context, { segmentNo })).toMatchObject({ total: 0 });
  expect(await findLiveSegment(context, { segmentNo })).toMatchObject({ size: 0 });
  expect(await folded()).toBe(before);
  await db.pool.query("update contact set city = 'There' where id in (select id from contact where id > 20000 order by id desc limit 150)");
  expect(await findLiveSegment(context, { segmentNo })).toMatchObject({ size: 0 });
  expect(await folded()).not.toBe(before);
});

it("marks are forgotten once all have folded them in, and nothing is marked that nobody reads", async () => {
  await db.pool.query("update live_touch set at = now() - interval '2 hours'");
  const french = await givenLive(context, { filter: country("FR") });
  await db.pool.query("update contact set country_region_code = 'GB' where contact_no = 'P201'");
  await db.pool.query("update live_touch set at = now() - interval '2 hours'");
  await tidy(db, context.now);
  expect(await marks()).toBe(0);
  expect(await membersOf(context, french)).toEqual(["P202"]);
  const live = await db.prisma.liveSegment.findMany({ where: { state: "live" }, orderBy: { id: "desc" } });
  for (const { segmentNo } of live) value(await stopSegment(context, { segmentNo, rowVersion: await rowVersion(context, segmentNo) }));
  await tidy(db, context.now);
  await db.pool.query("update contact set country_region_code = 'GB' where contact_no = 'P202'");
  expect(await marks()).toBe(0);
});

it("a worksheet that is being changed while a live segment begins to speak of it is followed: going live waits for the change", async () => {
  const worksheet = value(await createSegment(context, {})).segmentNo;
  const live = await givenDraft(context, { filter: isIn(worksheet) });
  const [begun, goOn] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const added = ofContactIds(Prisma.sql`select id from contact order by id limit 3`);
  const change = changeDraft(context, worksheet, async (tx, segment) => {
    begun.resolve();
    await goOn.promise;
    return ok(await pushEdit(tx, context, segment, { added, removed: null, options: {} }));
  });
  await begun.promise;
  const wentLive = goLive(context, { segmentNo: live, rowVersion: await rowVersion(context, live) });
  await sleep(300);
  goOn.resolve();
  value(await change);
  value(await wentLive);
  expect(await membersOf(context, live)).toHaveLength(3);
});

it("one segment that cannot be folded keeps the others from nothing when all are folded", async () => {
  const unreadable = await givenLive(context, { filter: country("FO") });
  const sound = await givenLive(context, { filter: is("city", "Reykjavik") });
  await db.pool.query("alter table live_version disable trigger live_version_immutable");
  await db.pool.query(
    `update live_version set filter = '{"kind": "of a later version"}' where segment_id = (select id from live_segment where segment_no = $1)`,
    [unreadable],
  );
  await db.pool.query("update contact set city = 'Reykjavik' where contact_no = 'P201'");
  const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
  await tidy(db, context.now);
  expect(logged).toHaveBeenCalledOnce();
  logged.mockRestore();
  expect(
    (await db.pool.query("select size from live_segment join contact_set using (set_id) where segment_no = $1", [sound])).rows,
  ).toEqual([{ size: 1 }]);
});
