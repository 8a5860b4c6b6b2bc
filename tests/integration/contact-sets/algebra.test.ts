import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  everybody,
  keepCommon,
  matching,
  nobody,
  ofContactIds,
  type SetExpression,
  stored,
  subtract,
  unite,
} from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { storeSet } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { addContacts, checkInvariants, idsOf, transact } from "./support";

let db: TestDatabase;
// Both sides of the borders of the first chunks, and one far away.
const ids = [1, 2, 8190, 8191, 8192, 8193, 16383, 16384, 16385, 24575, 24576, 900_000];

beforeAll(async () => {
  db = await createTestDatabase();
  await transact(db, (tx) => addContacts(tx, ids));
});
afterAll(() => db.drop());

const of = (list: readonly number[]) => ofContactIds(Prisma.sql`select unnest(${[...list]}::int[]) as id`);

/** A repeatable source of numbers in [0, 1). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

describe("set algebra", () => {
  it("everybody, a condition and a list of ids with repetitions hold whom they should", async () => {
    await transact(db, async (tx) => {
      expect(await idsOf(tx, everybody())).toEqual(ids);
      expect(await idsOf(tx, matching(Prisma.sql`contact.id > 8191`))).toEqual(ids.filter((id) => id > 8191));
      expect(await idsOf(tx, of([8192, 8191, 8192, 1]))).toEqual([1, 8191, 8192]);
      expect(await idsOf(tx, nobody())).toEqual([]);
    });
  });

  it("unites, keeps common and subtracts as plain sets do, stored or computed, at the borders of chunks", async () => {
    const random = numbersFrom(7);
    const draw = () => ids.filter(() => random() < 0.5);
    await transact(db, async (tx) => {
      for (let round = 0; round < 40; round++) {
        const [a, b] = [draw(), draw()];
        const either = async (list: number[]): Promise<SetExpression> =>
          random() < 0.5 ? of(list) : stored((await storeSet(tx, of(list))).setId);
        const [left, right] = [await either(a), await either(b)];
        const third = draw();
        expect(await idsOf(tx, subtract(unite(left, right), of(third)))).toEqual(
          ids.filter((id) => (a.includes(id) || b.includes(id)) && !third.includes(id)),
        );
        expect(await idsOf(tx, keepCommon(left, right))).toEqual(a.filter((id) => b.includes(id)));
        expect(await idsOf(tx, subtract(left, right))).toEqual(a.filter((id) => !b.includes(id)));
        expect(await idsOf(tx, unite(keepCommon(left, right), subtract(right, left)))).toEqual(b);
      }
      await checkInvariants(tx);
    });
  });

  it("shares the chunks that an operation leaves as they are and writes the others only", async () => {
    await transact(db, async (tx) => {
      const all = await storeSet(tx, everybody());
      const less = await storeSet(tx, subtract(stored(all.setId), of([8192, 77])));
      expect(await ownChunks(tx, less.setId, all.setId)).toEqual([1]);
      const again = await storeSet(tx, unite(stored(less.setId), of([1, 2, 900_000])));
      expect(await ownChunks(tx, again.setId, less.setId)).toEqual([]);
      const back = await storeSet(tx, unite(stored(less.setId), of([8192])), { sharing: [all.setId] });
      expect(await ownChunks(tx, back.setId, all.setId)).toEqual([]);
      const swapped = await storeSet(tx, unite(of([1]), stored(all.setId)));
      expect(await ownChunks(tx, swapped.setId, all.setId)).toEqual([]);
      const kept = await storeSet(tx, keepCommon(of(ids.filter((id) => id < 16384)), stored(all.setId)));
      expect(await ownChunks(tx, kept.setId, all.setId)).toEqual([]);
      expect([all.size, less.size, again.size, back.size, kept.size]).toEqual([12, 11, 11, 12, 7]);
    });
  });

  it("stores nothing for chunks that become empty, and nobody as a set of size 0", async () => {
    await transact(db, async (tx) => {
      const all = await storeSet(tx, everybody());
      const none = await storeSet(tx, subtract(stored(all.setId), everybody()));
      expect([none.size, (await storeSet(tx, nobody())).size]).toEqual([0, 0]);
      expect(await idsOf(tx, stored(none.setId))).toEqual([]);
      await checkInvariants(tx);
    });
  });

  it("measures many expressions in one statement over parts that are computed once", async () => {
    await transact(db, async (tx) => {
      const { setId } = await storeSet(tx, of([1, 2, 8192]));
      const plan = setPlan();
      const found = plan.once(matching(Prisma.sql`contact.id < 10000`));
      const here = stored(setId);
      const numbers = { found, here: keepCommon(found, here), added: subtract(found, here), after: unite(here, found), none: nobody() };
      expect(await sizesOf(tx, numbers, plan)).toEqual({ found: 6, here: 3, added: 3, after: 6, none: 0 });
      const after = await storeSet(tx, unite(here, found), { plan, sizes: { found, added: subtract(found, here) } });
      expect(after).toMatchObject({ size: 6, sizes: { found: 6, added: 3 } });
    });
  });
});

/** The chunks of `setId` whose data `other` does not share. */
async function ownChunks(tx: Transaction, setId: bigint, other: bigint): Promise<number[]> {
  const rows = await tx.contactSetChunk.findMany({ where: { setId }, orderBy: { chunk: "asc" } });
  const shared = await tx.contactSetChunk.findMany({ where: { setId: other } });
  return rows.filter((row) => !shared.some((s) => s.dataId === row.dataId)).map((row) => row.chunk);
}
