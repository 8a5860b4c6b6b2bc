import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** The series a number comes from, as marketing setup names it. */
export type SeriesOf = "contact" | "segment" | "campaign";

const setupColumn = { contact: "contact_nos", segment: "segment_nos", campaign: "campaign_nos" } as const;

/** A drawn stretch of a series: the numbers `first` … `last`, to be written with `prefix` and at least `digits` digits. */
export type DrawnNumbers = { code: string; prefix: string; digits: number; first: bigint; last: bigint };

/**
 * Takes `count` numbers off a series at once; the series' row stays locked until the transaction ends, so nobody else draws
 * the same. Null when marketing setup names no series. A drawn number can still be in use where it was typed by hand.
 */
export async function drawNumbers(tx: Transaction, series: SeriesOf, count: number): Promise<DrawnNumbers | null> {
  const column = Prisma.raw(setupColumn[series]);
  const [drawn] = await tx.$queryRaw<DrawnNumbers[]>(Prisma.sql`
    update number_series set last_no = last_no + ${count}
    where code = (select ${column} from marketing_setup)
    returning code, prefix, digits::int, last_no - ${count} + 1 as first, last_no as last`);
  return drawn ?? null;
}

/** The number as it is written: CT and 12 with six digits is CT000012; longer numbers keep all their digits. */
export function writtenNumber(series: Pick<DrawnNumbers, "prefix" | "digits">, value: bigint): string {
  return series.prefix + String(value).padStart(series.digits, "0");
}
