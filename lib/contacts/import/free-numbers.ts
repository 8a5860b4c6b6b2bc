import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { type DrawnNumbers, drawNumbers, writtenNumber } from "@/lib/setup/number-series";
import { type Staging, tableSql } from "./staging";

/** Marketing setup names no number series for contacts. */
export class NoContactSeries extends Error {}

/**
 * Fills the temporary table `merge_number` with the next `count` free numbers of the contact series, at positions from 1. Numbers
 * that a contact has already, or that a row of the file brings along, are passed over.
 */
export async function drawFreeNumbers(tx: Transaction, count: number, staging: Staging): Promise<void> {
  await tx.$executeRaw(Prisma.sql`drop table if exists merge_number`);
  await tx.$executeRaw(Prisma.sql`create temporary table merge_number (position bigint, no text collate "C") on commit drop`);
  for (let free = 0; free < count; ) {
    const drawn = await drawNumbers(tx, "contact", count - free);
    if (!drawn) throw new NoContactSeries("marketing setup names no number series for contacts");
    free += await tx.$executeRaw(Prisma.sql`
      insert into merge_number (position, no)
      select ${free}::bigint + row_number() over (order by n), no from (
        select n, ${drawn.prefix} || case when length(n::text) < ${drawn.digits}::int then lpad(n::text, ${drawn.digits}::int, '0') else n::text end as no
        from generate_series(${drawn.first}::bigint, ${drawn.last}::bigint) n
      ) candidate
      where ${await isFree(tx, drawn, staging)}`);
  }
}

/** Looking each number up costs much where none is taken, so that is asked for the whole stretch first. */
async function isFree(tx: Transaction, drawn: DrawnNumbers, { rows }: Staging): Promise<Sql> {
  const [first, last] = [writtenNumber(drawn, drawn.first), writtenNumber(drawn, drawn.last)];
  const staged = tableSql(rows);
  const [met] = await tx.$queryRaw<{ any: boolean }[]>(Prisma.sql`
    select ${first.length !== last.length}::boolean or exists (select from contact where contact_no between ${first} and ${last})
      or exists (select from ${staged} where contact_no is not null) as any`);
  if (!met?.any) return Prisma.sql`true`;
  return Prisma.sql`not exists (select from contact c where c.contact_no = candidate.no)
    and not exists (select from ${staged} line where line.contact_no = candidate.no)`;
}
