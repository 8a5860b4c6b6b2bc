import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { contactOrders, type Direction, orderBy } from "@/lib/contact-sets/contact-order";
import { matching } from "@/lib/contact-sets/expressions";
import { type ContactPage, type ContactPageRequest, type PagePosition, pageOfContacts } from "@/lib/contact-sets/page";
import { storeSet } from "@/lib/contact-sets/store";
import { Prisma, type Sql } from "@/lib/db/sql";
import { generateContacts } from "../../bench/generate-contacts";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";
import { transact } from "./support";

let db: TestDatabase;
const limit = 7;
const everyone = Prisma.sql`true`;
const scattered = Prisma.sql`contact.id % 10 < 7`; // 70 %: found by walking
const few = Prisma.sql`contact.id % 100 = 3`; // 1 %: sorted
const clustered = Prisma.sql`(contact.city >= 'M' or contact.country_region_code <> 'GB')`; // 49 % that lie together in several orders
const together = Prisma.sql`contact.id between 20000 and 30000`; // 20 % that lie together by number: sorted when the first batches have nobody
let sets: { where: Sql; setId: bigint | null }[];

beforeAll(async () => {
  db = await createTestDatabase();
  await generateContacts(db.pool, { size: 50_000 });
  await db.pool.query("update contact set city = null, email = null, salesperson_code = null where id % 7 = 0");
  sets = await transact(db, async (tx) => [
    { where: everyone, setId: null },
    ...(await Promise.all(
      [everyone, scattered, few, clustered, together].map(async (where) => ({ where, setId: (await storeSet(tx, matching(where))).setId })),
    )),
  ]);
}, 120_000);
afterAll(() => db.drop());

type Contact = { id: number; no: string; lead: string | null };

async function inOrder(where: Sql, order: (typeof contactOrders)[number], direction: Direction, lead = "name"): Promise<Contact[]> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select id, contact_no as no, ${Prisma.raw(lead)} as lead from contact where ${where} order by ${orderBy(order, direction)}`);
  return z.array(z.object({ id: z.number(), no: z.string(), lead: z.string().nullable() })).parse(rows);
}

const page = (request: Partial<ContactPageRequest> & { position: PagePosition }): Promise<ContactPage> =>
  transact(db, (tx) => pageOfContacts(tx, { setId: null, order: "company", direction: "asc", limit, ...request }));

describe("a page of contacts", () => {
  for (const order of contactOrders) {
    it(`by ${order}: first, next, previous and last pages of every kind of set agree with a plain sort`, async () => {
      for (const direction of ["asc", "desc"] as const) {
        for (const { where, setId } of sets) {
          const all = await inOrder(where, order, direction);
          const ids = all.map((contact) => contact.id);
          const from = (at: number) => ids.slice(Math.max(0, at), Math.max(0, at) + limit);
          expect(await page({ setId, order, direction, position: { at: "first" } })).toEqual({
            contactIds: from(0),
            hasPrevious: false,
            hasNext: true,
          });
          expect(await page({ setId, order, direction, position: { at: "last" } })).toEqual({
            contactIds: ids.slice(-limit),
            hasPrevious: true,
            hasNext: false,
          });
          for (const part of [0, 0.03, 0.31, 0.5, 0.77, 0.86, 0.9999]) {
            const at = Math.floor(part * all.length);
            const contactNo = all[at]?.no ?? "";
            const next = await page({ setId, order, direction, position: { at: "after", contactNo } });
            expect(next).toEqual({ contactIds: from(at + 1), hasPrevious: true, hasNext: at + 1 + limit < all.length });
            const before = await page({ setId, order, direction, position: { at: "before", contactNo } });
            expect(before.contactIds).toEqual(from(at - limit));
          }
        }
      }
    }, 120_000);
  }

  it("goes to a value: the first contact that has it or comes after it, in both directions", async () => {
    const leads = {
      name: "name",
      company: "company_name",
      city: "city",
      country: "country_region_code",
      email: "email",
      contactNo: "contact_no",
    } as const;
    for (const order of ["name", "company", "city", "country", "email", "contactNo"] as const) {
      for (const direction of ["asc", "desc"] as const) {
        const all = await inOrder(scattered, order, direction, leads[order]);
        const value = all[Math.floor(all.length / 2)]?.lead ?? "";
        const first = all.findIndex(({ lead }) => lead === value);
        const found = await page({ setId: sets[2]?.setId ?? null, order, direction, position: { at: "from", value } });
        // Going down, whoever begins with the value comes first.
        const near = all.slice(direction === "asc" ? first : Math.max(0, first - 400), first + limit).map(({ id }) => id);
        expect(near).toContain(found.contactIds[0]);
        if (direction === "asc") expect(found.contactIds).toEqual(near.slice(0, limit));
      }
    }
  });

  it("keeps to a further condition, also where it holds for few or lies far behind", async () => {
    for (const { where, setId } of sets) {
      for (const predicate of [
        Prisma.sql`contact.city = 'Malmö'`,
        Prisma.sql`contact.name > 'Z'`,
        Prisma.sql`false`,
        Prisma.sql`contact.id % 2 = 0`,
      ]) {
        const all = await inOrder(Prisma.sql`${where} and ${predicate}`, "name", "asc");
        const found = await page({ setId, predicate, order: "name", position: { at: "first" } });
        expect(found).toEqual({ contactIds: all.slice(0, limit).map(({ id }) => id), hasPrevious: false, hasNext: all.length > limit });
      }
    }
  });

  it("begins anew when the contact it stands at is gone", async () => {
    const first = await page({ position: { at: "first" } });
    expect(await page({ position: { at: "after", contactNo: "nobody" } })).toEqual(first);
    expect(await page({ position: { at: "before", contactNo: "nobody" } })).toEqual(first);
  });
});
