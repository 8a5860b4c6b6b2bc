import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { drawNumbers, writtenNumber } from "@/lib/setup/number-series";
import type { SegmentationError } from "./errors";

/** A number, and the series it is of; one typed by hand is of none. */
export type NumberedSegment = { segmentNo: string; seriesCode: string | null };

/**
 * The number of a new segment: the one typed by hand where the series permits that (the segment belongs to no series then), or the next
 * of the series that is free. Segments in work and logged ones count as taken.
 */
export async function numberSegment(tx: Transaction, typed: string | undefined): Promise<Result<NumberedSegment, SegmentationError>> {
  if (typed !== undefined) return acceptTyped(tx, typed);
  for (;;) {
    const drawn = await drawNumbers(tx, "segment", 1);
    if (!drawn) return err({ code: "number_series_missing" });
    const segmentNo = writtenNumber(drawn, drawn.first);
    if (!(await isTaken(tx, segmentNo))) return ok({ segmentNo, seriesCode: drawn.code });
  }
}

/** In upper case, as all numbers are: filters and live segments look for it so. */
async function acceptTyped(tx: Transaction, typed: string): Promise<Result<NumberedSegment, SegmentationError>> {
  const segmentNo = typed.toUpperCase();
  const rows = await tx.$queryRaw(Prisma.sql`
    select series.code, series.manual_allowed from marketing_setup join number_series series on series.code = marketing_setup.segment_nos`);
  const series = z.array(z.object({ code: z.string(), manual_allowed: z.boolean() })).parse(rows)[0];
  if (series && !series.manual_allowed) return err({ code: "manual_number_not_allowed", segmentNo, series: series.code });
  return (await isTaken(tx, segmentNo)) ? err({ code: "segment_no_taken", segmentNo }) : ok({ segmentNo, seriesCode: null });
}

async function isTaken(tx: Transaction, segmentNo: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`
    select 1 from segment where segment_no = ${segmentNo} union all select 1 from logged_segment where segment_no = ${segmentNo}
    union all select 1 from live_segment where segment_no = ${segmentNo}`);
  return rows.length > 0;
}
