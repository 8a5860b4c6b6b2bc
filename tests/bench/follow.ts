import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { membersOf } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Filter } from "@/lib/filters/schema";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { goLive } from "@/lib/live-segments/go-live";
import { listMembers } from "@/lib/live-segments/list-members";
import { onMembers } from "@/lib/live-segments/on-members";
import { atMost } from "./budgets";
import { type Measured, quantile, timed } from "./measure";
import { any, anyOf, atOnce } from "./people";
import { inMailingGroup, value } from "./segments";
import type { BenchWorld } from "./world";

const seconds = 60;
const readers = 20;
const changesASecond = 10;
const large = 10;
const small = 190;
/** Finding the members again by plain SQL takes longer than a read, so it is done after one read in so many. */
const checkedOneIn = { large: 20, small: 5 };

/** `plain` is a condition over `contact` written by hand that finds the same people. */
type Followed = { segmentNo: string; isLarge: boolean; plain: string };

/** Two hundred live segments, ten of everybody and the others of a hundredth, are read while ten contacts change each second. */
export async function* benchFollow({ context, db, size }: BenchWorld): AsyncGenerator<Measured> {
  const segments: Followed[] = [];
  for (let n = 0; n < large; n++) segments.push(await follow(context, true, everybodyBut(n)));
  for (let n = 0; n < small; n++) segments.push(await follow(context, false, n % 2 ? aFiftiethOutsideHalf(n, size) : aHundredth(n, size)));
  const faults: string[] = [];
  const reads: number[] = [];
  let [wrong, checked] = [0, 0];
  const read = async ({ segmentNo, isLarge, plain }: Followed) => {
    const page = { segmentNo, order: anyOf(["name", "city", "contactNo"] as const), last: any(4) === 0 };
    reads.push(await timed(() => Promise.all([findLiveSegment(context, { segmentNo }), listMembers(context, page)])));
    if (any(isLarge ? checkedOneIn.large : checkedOneIn.small) > 0) return;
    checked++;
    wrong += await wrongMembers(context, segmentNo, plain);
  };
  const end = Date.now() + seconds * 1_000;
  const [changes] = await Promise.all([
    changeContacts(db.pool, size, end, faults),
    atOnce(readers, seconds, faults, () => read(anyOf(any(4) === 0 ? segments.slice(0, large) : segments))),
  ]);
  for (const { segmentNo, plain } of segments) wrong += await wrongMembers(context, segmentNo, plain);
  const note = `${reads.length} reads, ${changes} contacts changed, ${checked + segments.length} times counted again${faults.length > 0 ? `; ${faults[0]}` : ""}`;
  const rule = "95 of 100 at most 300 ms";
  yield { work: "200 live segments while contacts change: reads", value: quantile(reads, 0.95), ...atMost(300), rule, note };
  yield { work: "200 live segments: errors and wrong members", value: faults.length + wrong, unit: "", ...atMost(0, "") };
}

type Definition = { filter: Filter; plain: string };

async function follow(context: OperationContext, isLarge: boolean, { filter, plain }: Definition): Promise<Followed> {
  const made = value(await createLiveSegment(context, { kind: "dynamic", name: "Bench", filter }));
  value(await goLive(context, made));
  return { segmentNo: made.segmentNo, isLarge, plain };
}

const movedTo = (n: number) => `Moved ${n % 10}`;
const notMoved = (n: number): Filter => ({ kind: "not", of: { kind: "field", field: "city", op: "is", value: movedTo(n) } });

function everybodyBut(n: number): Definition {
  return { filter: { kind: "all", of: [notMoved(n)] }, plain: `city is distinct from '${movedTo(n)}'` };
}

function aHundredth(n: number, size: number): Definition {
  const numbers = numbersFrom(n, size, size / 100);
  return {
    filter: { kind: "all", of: [{ kind: "field", field: "contactNo", op: "between", values: numbers }, notMoved(n)] },
    plain: `contact_no between '${numbers[0]}' and '${numbers[1]}' and city is distinct from '${movedTo(n)}'`,
  };
}

function aFiftiethOutsideHalf(n: number, size: number): Definition {
  const numbers = numbersFrom(n, size, size / 50);
  return {
    filter: {
      kind: "all",
      of: [
        { kind: "field", field: "contactNo", op: "between", values: numbers },
        { kind: "not", of: inMailingGroup("HALF") },
      ],
    },
    plain: `contact_no between '${numbers[0]}' and '${numbers[1]}' and (
      select count(*) from contact_mailing_group g where g.contact_id = contact.id and g.mailing_group_code = 'HALF') = 0`,
  };
}

/** So many numbers in a row; a hundred of such stretches go through all of them. */
function numbersFrom(n: number, size: number, count: number): [from: string, to: string] {
  const first = Math.floor(((n % 100) / 100) * size);
  return [numberOf(first), numberOf(Math.min(size, first + Math.floor(count)) - 1)];
}

const numberOf = (n: number) => `G${String(n).padStart(8, "0")}`;

/** People move, or come to a mailing group or leave it, one after the other. Answers how many. */
async function changeContacts(pool: Pool, size: number, end: number, faults: string[]): Promise<number> {
  let changed = 0;
  while (Date.now() < end) {
    const contactNo = numberOf(any(size));
    const change = anyOf([
      () => pool.query("update contact set city = $2 where contact_no = $1", [contactNo, movedTo(any(10))]),
      () =>
        pool.query(
          "insert into contact_mailing_group (contact_id, mailing_group_code) select id, 'HALF' from contact where contact_no = $1 on conflict do nothing",
          [contactNo],
        ),
      () =>
        pool.query(
          "delete from contact_mailing_group where mailing_group_code = 'HALF' and contact_id = (select id from contact where contact_no = $1)",
          [contactNo],
        ),
    ]);
    const [result] = await Promise.all([change().catch((error: unknown) => faults.push(String(error))), sleep(1_000 / changesASecond)]);
    if (typeof result !== "number") changed++;
  }
  return changed;
}

/** 1 when others are members than the plain condition finds in the same snapshot: told by their number and by sums over their ids, which differ then. */
async function wrongMembers(context: OperationContext, segmentNo: string, plain: string): Promise<number> {
  const wrong = await onMembers(context, segmentNo, async (tx, members) => {
    const ours = members.setId === null ? Prisma.sql`select contact.id from contact where ${members.condition}` : membersOf(members.setId);
    const sums = (ids: Sql) => Prisma.sql`(select row (count(*), sum(id), sum(hashint4(id)::bigint)) from (${ids}) members (id))`;
    const rows = await tx.$queryRaw(Prisma.sql`
      select (${sums(ours)} is distinct from ${sums(Prisma.sql`select contact.id from contact where ${Prisma.raw(plain)}`)})::int as wrong`);
    return z.tuple([z.object({ wrong: z.int() })]).parse(rows)[0].wrong;
  });
  if (wrong === null) throw new Error(`${segmentNo} is gone.`);
  return wrong;
}
