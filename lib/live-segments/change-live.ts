import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { keepContactsInPlace } from "@/lib/contact-sets/lock";
import { sqlState } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { oneAtATime } from "@/lib/maintained-sets/dependants";
import { err, type Result } from "@/lib/result";
import type { LifeAction, LiveSegmentError } from "./errors";
import { mayHappen } from "./life-rules";
import { liveSegmentKinds, liveSegmentStates } from "./schema";

const lockedSchema = z.object({
  id: z.int(),
  segmentNo: z.string(),
  kind: z.enum(liveSegmentKinds),
  state: z.enum(liveSegmentStates),
  name: z.string(),
  description: z.string().nullable(),
  publishedNo: z.int().nullable(),
  workingNo: z.int().nullable(),
  setId: z.bigint().nullable(),
  rowVersion: z.int(),
  changedByName: z.string().nullable(),
  archived: z.boolean(),
});
/** A live segment whose row is locked until the transaction ends. */
export type LockedLive = z.infer<typeof lockedSchema>;

const longestMs = 600_000;
const waitMs = 5_000;
const lockNotAvailable = "55P03";

/** Without a row version whatever state it is in: for what adds to it and loses nobody's change. */
type Change = { segmentNo: string; rowVersion: number | null };
type Work<T> = (tx: Transaction, segment: LockedLive) => Promise<Result<T, LiveSegmentError>>;

/** The same as `withLive`; work that answers `ok` makes a new row version, which it finds as `segment.rowVersion + 1`. */
export async function changeLive<T>(
  context: OperationContext,
  change: Change,
  action: LifeAction,
  work: Work<T>,
  options: LiveOptions = {},
): Promise<Result<T, LiveSegmentError>> {
  const andCount: Work<T> = async (tx, segment) => {
    const done = await work(tx, segment);
    if (done.ok)
      await tx.$executeRaw(Prisma.sql`
        update live_segment set row_version = row_version + 1, changed_by = ${context.user.id}, changed_at = ${context.now} where id = ${segment.id}`);
    return done;
  };
  return withLive(context, change, action, andCount, options);
}

/** `patienceMs`: the longest a statement of the work may take before Postgres gives up with 57014. */
export type LiveOptions = { patienceMs?: number };

/**
 * Runs `work` with a live segment locked, in one transaction, one at a time in the whole house: whatever changes references, goes live, stops or is
 * deleted decides on what is true then (T-69). Refused with `conflict` when it was changed since `rowVersion`, and where its state forbids it.
 */
export async function withLive<T>(
  { db }: Pick<OperationContext, "db">,
  { segmentNo, rowVersion }: Change,
  action: LifeAction,
  work: Work<T>,
  { patienceMs = longestMs }: LiveOptions = {},
): Promise<Result<T, LiveSegmentError>> {
  const run = async (tx: Transaction): Promise<Result<T, LiveSegmentError>> => {
    await keepContactsInPlace(tx);
    await tx.$queryRaw(Prisma.sql`select set_config('lock_timeout', ${String(waitMs)}, true)`);
    await oneAtATime(tx);
    const segment = await lockLive(tx, segmentNo);
    await tx.$queryRaw(
      Prisma.sql`select set_config('lock_timeout', '0', true), set_config('statement_timeout', ${String(patienceMs)}, true)`,
    );
    if (!segment) return err({ code: "segment_not_found", segmentNo });
    const { state, archived } = segment;
    if (rowVersion !== null && segment.rowVersion !== rowVersion)
      return err({ code: "conflict", segmentNo, rowVersion: segment.rowVersion, by: segment.changedByName });
    if (!mayHappen(action, state, archived)) return err({ code: "invalid_transition", segmentNo, action, state, archived });
    return work(tx, segment);
  };
  try {
    return await inTransaction<T, LiveSegmentError>(db, run, { timeoutMs: longestMs });
  } catch (error) {
    if (sqlState(error) !== lockNotAvailable) throw error;
    return err({ code: "segment_locked", segmentNo });
  }
}

async function lockLive(tx: Transaction, segmentNo: string): Promise<LockedLive | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select l.id, l.segment_no as "segmentNo", l.kind::text as kind, l.state::text as state, l.name, l.description, l.published_no as "publishedNo",
      l.working_no as "workingNo", l.set_id as "setId", l.row_version as "rowVersion", changer.name as "changedByName", l.archived_at is not null as archived
    from live_segment l left join app_user changer on changer.id = l.changed_by where l.segment_no = ${segmentNo} for update of l`);
  return z.array(lockedSchema).parse(rows)[0] ?? null;
}
