import type { ContactSet } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Result } from "@/lib/result";
import { markDefinitionChanged } from "./watch";

/** What an evaluation found: the members, who joined and who left (null: nobody did), and what it saw. */
export type FoundAnew = { set: ContactSet; joined: ContactSet | null; left: ContactSet | null; snapshot: string };
/** Refused with the sentence that says why nobody could be found. */
export type Evaluated = Result<FoundAnew, string>;

type About = { now: Date; cause: "went_live" | "published" | "change"; ms: number };

type Segment = { id: number; segmentNo: string; versionNo: number };

/**
 * Makes what was found the members, and writes it down when it changed somebody or belongs to the life of the segment. A definition by which nobody
 * can be found puts the segment in error, with the members it had; finding them again takes it out of it, and whoever speaks of it finds its own anew.
 */
export async function recordEvaluation(tx: Transaction, segment: Segment, { now, cause, ms }: About, evaluated: Evaluated): Promise<void> {
  if (!evaluated.ok) return recordFailure(tx, segment, now, ms, evaluated.error);
  const { set, joined, left, snapshot } = evaluated.value;
  const recovered = await tx.$queryRaw<unknown[]>(Prisma.sql`
    with before as (select error_at from live_segment where id = ${segment.id}),
    found as (
      update live_segment set set_id = ${set.setId}, folded = ${snapshot}::pg_snapshot, folded_for = ${now}, error = null, error_at = null,
        state = case when state <> 'error' then state when working_no is null then 'live' else 'live_editable' end::live_segment_state
      where id = ${segment.id})
    select from before where error_at is not null`);
  if (recovered.length > 0) await markDefinitionChanged(tx, segment.segmentNo);
  if (!joined && !left && cause === "change") return;
  await tx.$executeRaw(Prisma.sql`
    insert into live_evaluation (segment_id, evaluation_no, version_no, cause, at, ms, size, joined, "left", joined_set, left_set)
    select l.id, ${nextNo(segment.id)}, ${segment.versionNo}, ${cause}, ${now}, ${Math.round(ms)}, members.size, ${joined?.size ?? 0}, ${left?.size ?? 0},
      ${joined?.setId ?? null}::bigint, ${left?.setId ?? null}::bigint
    from live_segment l join contact_set members using (set_id) where l.id = ${segment.id}`);
}

/** Once for each failure in a row. */
async function recordFailure(tx: Transaction, segment: Segment, now: Date, ms: number, error: string): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with failed as (
      update live_segment l set state = 'error', error = ${error}, error_at = ${now} where l.id = ${segment.id} and l.state <> 'error' returning l.set_id)
    insert into live_evaluation (segment_id, evaluation_no, version_no, cause, at, ms, size, joined, "left", error)
    select ${segment.id}, ${nextNo(segment.id)}, ${segment.versionNo}, 'failed', ${now}, ${Math.round(ms)}, members.size, 0, 0, ${error}
    from failed join contact_set members using (set_id)`);
}

/** The number of the next evaluation; the segment's row is locked. */
function nextNo(segmentId: number) {
  return Prisma.sql`(select coalesce(max(evaluation_no), 0) + 1 from live_evaluation where segment_id = ${segmentId})`;
}
