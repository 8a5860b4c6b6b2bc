import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { keepContactsInPlace } from "@/lib/contact-sets/lock";
import type { Database } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { markMembersMoved, membersWatched, worksheetLock } from "@/lib/maintained-sets/watch";
import { err, type Result } from "@/lib/result";
import { editOptionsSchema } from "./criteria-schema";
import type { CriteriaStack } from "./criteria-stack";
import type { SegmentationError } from "./errors";
import { layersAsJson, layersSchema, linesIn, type StoredLayers } from "./layers";
import { segmentStates } from "./schema";
import type { SegmentState } from "./types";

/** A segment whose row is locked until the transaction ends. */
export type LockedSegment = {
  id: number;
  segmentNo: string;
  state: SegmentState;
  version: number;
  headerVersion: number;
  stack: CriteriaStack;
  /** The layers of the current step and how many lines they hold together; `setId` is the first, who is on it: null at step 0. */
  layers: StoredLayers;
  setId: bigint | null;
  size: number;
  /** The layers of the step below it, from which a folded edit counts. */
  baseLayers: StoredLayers;
  /** Whom the edit that the current step is was meant to add and to remove; null is nobody, or, where both are, the difference to the step below. */
  byHand: { added: bigint | null; removed: bigint | null };
  /** Whether some step turned lines. */
  turns: boolean;
  /** Whether a stack is kept from before a change, and whether anything was changed on lines: what is not there need not be forgotten. */
  formerStack: boolean;
  overrides: boolean;
  /** Whether a live segment speaks of its members. */
  watched: boolean;
};

const waitMs = 2_000;
const longestMs = 600_000;
const lockNotAvailable = "55P03";

/**
 * Runs `work` with a draft segment locked against everybody else, in one transaction. Contacts are kept from being deleted
 * meanwhile. Somebody who holds the segment for longer than two seconds is named in the refusal `segment_locked`. No statement may take
 * longer than `timeoutMs`, ten minutes unless told otherwise.
 */
export async function changeDraft<T, E = never>(
  context: OperationContext,
  segmentNo: string,
  work: (tx: Transaction, segment: LockedSegment) => Promise<Result<T, SegmentationError | E>>,
  timeoutMs = longestMs,
): Promise<Result<T, SegmentationError | E>> {
  const run = async (tx: Transaction): Promise<Result<T, SegmentationError | E>> => {
    const segment = await lockSegment(tx, segmentNo, context.user.id);
    if (!segment) return err({ code: "segment_not_found", segmentNo });
    if (segment.state !== "draft") return err({ code: "not_draft", segmentNo: segment.segmentNo, state: segment.state });
    const done = await work(tx, segment);
    if (done.ok && segment.watched) await markWhoMoved(tx, segment);
    return done;
  };
  try {
    return await inTransaction<T, SegmentationError | E>(context.db, run, { timeoutMs });
  } catch (error) {
    if (sqlState(error) !== lockNotAvailable) throw error;
    return err({ code: "segment_locked", segmentNo, by: await holderOf(context.db, segmentNo) });
  }
}

/** Marks who came to a worksheet that a live segment speaks of, and who went. */
async function markWhoMoved(tx: Transaction, { id, segmentNo, setId: before }: LockedSegment): Promise<void> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select top.set_id from segment join criteria_action top on top.segment_id = segment.id and top.action_no = segment.current_step where segment.id = ${id}`);
  const after = z.array(z.object({ set_id: z.bigint() })).parse(rows)[0]?.set_id ?? null;
  if (before !== after) await markMembersMoved(tx, segmentNo, before, after);
}

/**
 * Locks a segment until the transaction ends and reads it; null when there is none. Throws Postgres's *lock not available*
 * after two seconds. The connection carries the user's id meanwhile, so that others can say who holds it.
 */
export async function lockSegment(tx: Transaction, segmentNo: string, userId: string): Promise<LockedSegment | null> {
  await keepContactsInPlace(
    tx,
    (held) => Prisma.sql`
      with ready as materialized (
        select ${held}, set_config('lock_timeout', ${String(waitMs)}, true), set_config('application_name', ${holderName(userId)}, true))
      select pg_advisory_xact_lock(${worksheetLock}, segment.id) from ready cross join segment where segment_no = ${segmentNo} for update of segment`,
  );
  const rows = await tx.$queryRaw(Prisma.sql`
    select set_config('lock_timeout', '0', true), segment.id, segment.segment_no, segment.state::text as state, segment.version, segment.header_version, segment.current_step, changer.name as changed_by_name,
      (select count(*)::int from criteria_action a where a.segment_id = segment.id) as steps,
      top.kind::text as kind, case when not top.switched_off then top.user_id end as user_id, -- nobody goes on with an edit that is switched off
       case when top.kind = 'edit' then top.options end as edit, top.added_by_hand, top.removed_by_hand,
      ${layersAsJson(Prisma.sql`segment.id`, Prisma.sql`segment.current_step`)} as layers,
      ${layersAsJson(Prisma.sql`segment.id`, Prisma.sql`(segment.current_step - 1)`)} as base_layers,
      exists (select from criteria_action_turn turn where turn.segment_id = segment.id) as turns,
      exists (select from former_stack former where former.segment_id = segment.id) as former_stack,
      exists (select from segment_line_override line where line.segment_id = segment.id) as overrides,
      ${membersWatched(Prisma.sql`segment.segment_no`)} as watched
    from segment
    left join app_user changer on changer.id = segment.changed_by
    left join criteria_action top on top.segment_id = segment.id and top.action_no = segment.current_step
    where segment.segment_no = ${segmentNo}`);
  return z.array(lockedRow).parse(rows)[0] ?? null;
}

const holderPrefix = "winnow/";
const holderName = (userId: string) => `${holderPrefix}${userId}`;

async function holderOf(db: Database, segmentNo: string): Promise<string | null> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select holder.name
    from segment
    join pg_locks on locktype = 'advisory' and granted and objsubid = 2 and database = (select oid from pg_database where datname = current_database())
      and classid::bigint = ${worksheetLock}::bigint & 4294967295 and objid::bigint = segment.id
    join pg_stat_activity activity on activity.pid = pg_locks.pid
    join app_user holder on activity.application_name = left(${holderPrefix} || holder.id, 63)
    where segment.segment_no = ${segmentNo}
    limit 1`);
  return z.array(z.object({ name: z.string() })).parse(rows)[0]?.name ?? null;
}

const lockedRow = z
  .object({
    id: z.int(),
    segment_no: z.string(),
    state: z.enum(segmentStates),
    version: z.int(),
    header_version: z.int(),
    current_step: z.int(),
    changed_by_name: z.string().nullable(),
    steps: z.int(),
    kind: z.enum(["add", "reduce", "refine", "edit", "reuse", "import"]).nullable(),
    user_id: z.string().nullable(),
    edit: editOptionsSchema.nullable(),
    added_by_hand: z.bigint().nullable(),
    removed_by_hand: z.bigint().nullable(),
    layers: layersSchema,
    base_layers: layersSchema,
    turns: z.boolean(),
    former_stack: z.boolean(),
    overrides: z.boolean(),
    watched: z.boolean(),
  })
  .transform((row): LockedSegment => {
    const top = row.kind === null ? null : { kind: row.kind, userId: row.user_id, ...(row.edit ? { edit: row.edit } : {}) };
    const stack = { segmentNo: row.segment_no, currentStep: row.current_step, steps: row.steps, top, changedByName: row.changed_by_name };
    const { id, state, version, layers, turns, overrides, watched } = row;
    return {
      id,
      segmentNo: row.segment_no,
      state,
      version,
      headerVersion: row.header_version,
      stack,
      layers,
      setId: layers[0]?.setId ?? null,
      size: linesIn(layers),
      baseLayers: row.base_layers,
      byHand: { added: row.added_by_hand, removed: row.removed_by_hand },
      turns,
      formerStack: row.former_stack,
      overrides,
      watched,
    };
  });
