import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { DeliveryError } from "./errors";

const rowSchema = z.array(z.object({ paused: z.boolean(), held: z.boolean() }));

/** Locks the sending of a logged segment until the transaction ends. */
export async function lockRun(
  tx: Transaction,
  loggedSegmentEntryNo: number,
): Promise<Result<{ paused: boolean; held: boolean }, DeliveryError>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select paused_at is not null as paused, held_at is not null as held from delivery_run
    where logged_segment_entry_no = ${loggedSegmentEntryNo} for update`);
  const [run] = rowSchema.parse(rows);
  return run ? ok(run) : err({ code: "run_not_found", loggedSegmentEntryNo });
}
