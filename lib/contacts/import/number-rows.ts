import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { drawNumbers } from "@/lib/setup/number-series";
import { type Staging, tableSql } from "./staging";

/** Marketing setup names no number series for contacts. */
export class NoContactSeries extends Error {}

/**
 * Gives the rows of a temporary table that have no `given_no` yet the next free numbers of the contact series, in the order of their
 * lines. Numbers that a contact has already, or that another row of the file brings along, are passed over.
 */
export async function numberRows(tx: Transaction, table: "merge_row" | "merge_employer", staging: Staging): Promise<number> {
  const rows = tableSql(table);
  const wanting = table === "merge_row" ? Prisma.sql`is_new and given_no is null` : Prisma.sql`given_no is null`;
  for (let given = 0; ; ) {
    const [left] = await tx.$queryRaw<{ n: number }[]>(Prisma.sql`select count(*)::int as n from ${rows} where ${wanting}`);
    if (!left || left.n === 0) return given;
    const drawn = await drawNumbers(tx, "contact", left.n);
    if (!drawn) throw new NoContactSeries("marketing setup names no number series for contacts");
    given += await tx.$executeRaw(Prisma.sql`
      with candidate as (
        select n, ${drawn.prefix} || case when length(n::text) < ${drawn.digits}::int then lpad(n::text, ${drawn.digits}::int, '0') else n::text end as no
        from generate_series(${drawn.first}::bigint, ${drawn.last}::bigint) n
      ), free as (
        select no, row_number() over (order by n) as position from candidate
        where not exists (select from contact c where c.contact_no = candidate.no)
          and not exists (select from ${tableSql(staging.rows)} line where line.contact_no = candidate.no)
      ), waiting as (
        select line_no, row_number() over (order by line_no) as position from ${rows} where ${wanting}
      )
      update ${rows} row set given_no = free.no from waiting join free using (position) where row.line_no = waiting.line_no`);
  }
}
