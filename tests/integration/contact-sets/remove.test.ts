import { afterAll, beforeAll, expect, it } from "vitest";
import { everybody, matching, ofContactIds, stored } from "@/lib/contact-sets/expressions";
import { removeUnreferencedSets, setHolders } from "@/lib/contact-sets/remove";
import { replaceContactsInSets } from "@/lib/contact-sets/replace-contacts";
import { storeSet } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { addContacts, checkInvariants, idsOf, transact } from "./support";

let db: TestDatabase;
const ids = [1, 2, 3, 8191, 8192, 8193, 8194, 16384, 16385, 100_000];
beforeAll(async () => {
  db = await createTestDatabase();
  await transact(db, (tx) => addContacts(tx, ids));
});
afterAll(() => db.drop());

const of = (list: readonly number[]) => ofContactIds(Prisma.sql`select unnest(${[...list]}::int[]) as id`);
const gone = (pairs: [number, number | null][]) =>
  Prisma.sql`select * from unnest(${pairs.map(([id]) => id)}::int[], ${pairs.map(([, into]) => into)}::int[]) as g (id, into_id)`;

it("deleted contacts leave every set that is not frozen, and sizes stay true", async () => {
  await transact(db, async (tx) => {
    const all = await storeSet(tx, everybody());
    const shared = await storeSet(tx, matching(Prisma.sql`contact.id < 8194`), { sharing: [all.setId] });
    const single = await storeSet(tx, of([16384]));
    const frozen = await storeSet(tx, stored(all.setId));
    await tx.contactSet.update({ where: { setId: frozen.setId }, data: { frozen: true } });
    await replaceContactsInSets(
      tx,
      gone([
        [2, null],
        [8192, null],
        [16384, null],
        [77, null],
      ]),
    );
    expect(await idsOf(tx, stored(all.setId))).toEqual([1, 3, 8191, 8193, 8194, 16385, 100_000]);
    expect(await idsOf(tx, stored(shared.setId))).toEqual([1, 3, 8191, 8193]);
    expect(await idsOf(tx, stored(single.setId))).toEqual([]);
    expect(await idsOf(tx, stored(frozen.setId))).toEqual(ids);
    await checkInvariants(tx);
    const [first, second] = await Promise.all(
      [all, shared].map(({ setId }) => tx.contactSetChunk.findUniqueOrThrow({ where: { setId_chunk: { setId, chunk: 0 } } })),
    );
    expect(first?.dataId).toBe(second?.dataId);
  });
});

it("a merged contact gives its place to the one that stays, once, also in another chunk or where nobody was", async () => {
  await transact(db, async (tx) => {
    const lists = [[1, 2], [1, 100_000], [3], [8192, 16385], [1, 2, 3, 8192], [2, 16385, 100_000]];
    const merges: [number, number | null][] = [
      [1, 8193],
      [2, 3],
      [8192, 3],
      [16385, null],
    ];
    const sets = [];
    for (const list of lists) sets.push(await storeSet(tx, of(list)));
    await replaceContactsInSets(tx, gone(merges));
    const merged = new Map(merges);
    for (const [at, list] of lists.entries()) {
      const expected = new Set(list.flatMap((id) => (merged.has(id) ? (merged.get(id) ?? []) : id)));
      expect(await idsOf(tx, stored(sets[at]?.setId ?? 0n))).toEqual([...expected].sort((a, b) => a - b));
    }
    await checkInvariants(tx);
  });
});

it("two thousand random deletions and merges agree with plain sets", async () => {
  await transact(db, async (tx) => {
    await tx.$executeRaw(
      Prisma.sql`insert into contact (id, contact_no, type, name) select 200000 + n * 3, 'R' || n, 'person', 'R' from generate_series(1, 9000) n`,
    );
    let state = 11;
    const random = (below: number) => {
      state = (state * 1103515245 + 12345) % 2147483648;
      return Math.floor((state / 2147483648) * below);
    };
    const draw = (count: number) => new Set(Array.from({ length: count }, () => 200_000 + 3 * (1 + random(9000))));
    const models = Array.from({ length: 6 }, () => draw(4000));
    const sets = [];
    for (const model of models) sets.push(await storeSet(tx, of([...model])));
    for (let round = 0; round < 10; round++) {
      const stays = 200_000 + 3 * (1 + random(9000));
      const pairs = [...draw(200)].filter((id) => id !== stays).map((id): [number, number | null] => [id, random(2) === 0 ? stays : null]);
      await replaceContactsInSets(tx, gone(pairs));
      for (const model of models) for (const [id, into] of pairs) if (model.delete(id) && into !== null) model.add(into);
    }
    for (const [at, model] of models.entries()) {
      expect(await idsOf(tx, stored(sets[at]?.setId ?? 0n))).toEqual([...model].sort((a, b) => a - b));
    }
    await checkInvariants(tx);
  });
});

it("removes sets and chunk data that nobody refers to and leaves those in use", async () => {
  await transact(db, async (tx) => {
    const kept = await storeSet(tx, everybody());
    await storeSet(tx, of([3]));
    await tx.loggedSegment.create({
      data: {
        segmentNo: "S1",
        description: "S",
        createdOn: new Date("2026-03-16"),
        loggedAt: new Date(),
        userName: "A",
        noOfInteractions: 0,
        setId: kept.setId,
      },
    });
    await tx.$executeRaw(Prisma.sql`update contact_set set created_at = created_at - interval '1 hour'`);
    const young = await storeSet(tx, of([8194]));
    expect((await removeUnreferencedSets(tx)).sets).toBeGreaterThan(0);
    expect((await tx.contactSet.findMany({ select: { setId: true }, orderBy: { setId: "asc" } })).map(({ setId }) => setId)).toEqual([
      kept.setId,
      young.setId,
    ]);
    const loose = await tx.chunkData.count({ where: { contactSetChunkByData: { none: {} } } });
    expect(loose).toBe(0);
    await checkInvariants(tx);
  });
});

it("leaves a set that another transaction is about to refer to", async () => {
  const set = await transact(db, async (tx) => {
    const stored = await storeSet(tx, of([3, 8194]));
    await tx.$executeRaw(Prisma.sql`update contact_set set created_at = created_at - interval '1 hour'`);
    return stored;
  });
  const client = await db.pool.connect();
  try {
    await client.query("begin");
    await client.query(
      "insert into logged_segment (segment_no, description, created_on, logged_at, user_name, no_of_interactions, set_id) values ('S2', 'S', '2026-03-16', now(), 'A', 0, $1)",
      [set.setId.toString()],
    );
    await transact(db, (tx) => removeUnreferencedSets(tx));
    await client.query("commit");
  } finally {
    client.release();
  }
  await transact(db, async (tx) => {
    expect(await idsOf(tx, stored(set.setId))).toEqual([3, 8194]);
    await checkInvariants(tx);
  });
});

it("whatever refers to a set keeps it: each such column is asked before a set is removed", async () => {
  const { rows } = await db.pool.query(`
    select conrelid::regclass::text as name, a.attname as column from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
    where c.contype = 'f' and c.confrelid = 'contact_set'::regclass and c.conrelid <> 'contact_set_chunk'::regclass order by 1, 2`);
  expect(rows.map(({ name, column }) => [name, column])).toEqual(setHolders);
});
