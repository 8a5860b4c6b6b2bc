import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { dataFault } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { readsOf, segmentsIn } from "@/lib/filters/reads";
import { askIn, readDefinitions } from "@/lib/maintained-sets/definitions";
import { findAnew, foldOne } from "@/lib/maintained-sets/fold";
import { recordEvaluation } from "@/lib/maintained-sets/record-evaluation";
import { isLive } from "@/lib/maintained-sets/states";
import { beginToWatch, markDefinitionChanged } from "@/lib/maintained-sets/watch";
import { err, ok, type Result } from "@/lib/result";
import { changeLive, type LiveOptions, type LockedLive, withLive } from "./change-live";
import { check, nobodyFound } from "./check-draft";
import type { LiveSegmentError } from "./errors";
import type { ChangeLife } from "./schema";
import type { Finding, WentLive } from "./types";
import { readVersion, type StoredVersion, versionInHand } from "./versions";

export type PublishAction = "go_live" | "publish";

/**
 * Sees that changes are marked for what a segment reads, in a transaction of its own before its members are looked for, so that none is missed. Refused
 * with all findings when its definition has errors. Answers the number of the version that would be published; the segment stays as it is.
 */
export function watchForIt(
  context: Pick<OperationContext, "db" | "now">,
  input: ChangeLife,
  action: PublishAction,
): Promise<Result<number, LiveSegmentError>> {
  return withLive<number>(context, input, action, async (tx, segment) => {
    const definition = await readVersion(tx, segment.id, versionInHand(segment));
    const checked = await checkFirst(tx, context, segment, definition);
    if (!checked.ok) return checked;
    if (!(await watch(tx, segment, definition))) return err({ code: "busy" });
    return ok(definition.versionNo);
  });
}

/**
 * Finds the members by the definition in hand, and makes it the published one for every reader from the same moment on. Refused with
 * `members_not_found` when its conditions meet a value in the data that they cannot work with.
 */
export async function publishMembers(
  context: OperationContext,
  input: ChangeLife,
  action: PublishAction,
  options: LiveOptions = {},
): Promise<Result<WentLive, LiveSegmentError>> {
  try {
    return await changeLive<WentLive>(context, input, action, (tx, segment) => publishIn(tx, context, segment, action), options);
  } catch (error) {
    const fault = dataFault(error);
    if (fault === null) throw error;
    return err({ code: "members_not_found", fault });
  }
}

/** Answers with warnings, or refuses with all findings. */
async function checkFirst(
  tx: Transaction,
  { now }: Pick<OperationContext, "now">,
  segment: LockedLive,
  definition: StoredVersion,
): Promise<Result<Finding[], LiveSegmentError>> {
  const findings = await check(tx, now, segment, definition);
  const hasErrors = findings.some(({ severity }) => severity === "error");
  return hasErrors ? err({ code: "has_errors", segmentNo: segment.segmentNo, findings }) : ok(findings);
}

/** Everything it reads, through the segments it speaks of too, is watched for it, and for all that speak of it. */
async function watch(tx: Transaction, segment: LockedLive, { filter }: StoredVersion): Promise<boolean> {
  const sources = await allSources(tx, filter);
  await tx.$executeRaw(Prisma.sql`
    with recursive above (id, segment_no) as (
      select id, segment_no from live_segment where id = ${segment.id}
      union
      select l.id, l.segment_no from above join live_reference r on r.refers_to = above.segment_no
      join live_segment l on l.id = r.segment_id and l.published_no = r.version_no)
    update live_segment l set sources = array(select distinct unnest(l.sources || ${sources}::text[])) from above where l.id = above.id`);
  return beginToWatch(tx, sources);
}

async function allSources(tx: Transaction, filter: StoredVersion["filter"]): Promise<string[]> {
  const definitions = await readDefinitions(askIn(tx), segmentsIn(filter));
  return [...new Set([...readsOf(filter), ...[...definitions.values()].flatMap(({ sources }) => sources)])];
}

async function publishIn(
  tx: Transaction,
  context: OperationContext,
  segment: LockedLive,
  action: PublishAction,
): Promise<Result<WentLive, LiveSegmentError>> {
  const { user, now } = context;
  const started = performance.now();
  const version = await readVersion(tx, segment.id, versionInHand(segment));
  const checked = await checkFirst(tx, context, segment, version); // again: what it speaks of may have been stopped in between
  if (!checked.ok) return checked;
  if (isLive(segment.state)) await foldOne(tx, now, segment.segmentNo); // so that what data changed is not said of the new definition
  const found = await findAnew(tx, now, { ...version, setId: await setOfNow(tx, segment.id) });
  if (!found.ok) return err({ code: "filter_refused", error: found.error });
  const { set, joined, left } = found.value;
  const ms = Math.round(performance.now() - started);
  const [joinedSize, leftSize] = [joined?.size ?? 0, left?.size ?? 0];
  if (!version.published)
    await tx.$executeRaw(Prisma.sql`
      update live_version set published_by = ${user.id}, published_by_name = ${user.name}, published_at = ${now}, size = ${set.size}, joined = ${joinedSize}, "left" = ${leftSize}
      where segment_id = ${segment.id} and version_no = ${version.versionNo}`);
  await tx.$executeRaw(Prisma.sql`
    update live_segment set state = 'live', published_no = ${version.versionNo}, working_no = null, set_id = ${set.setId}, sources = ${await allSources(tx, version.filter)}::text[],
      stopped_at = null, live_since = case when ${isLive(segment.state)} then live_since else ${now}::timestamptz end
    where id = ${segment.id}`);
  const cause = action === "publish" ? "published" : "went_live";
  await recordEvaluation(tx, { id: segment.id, segmentNo: segment.segmentNo, versionNo: version.versionNo }, { now, cause, ms }, found);
  await markDefinitionChanged(tx, segment.segmentNo);
  const name = isLive(segment.state) ? "liveSegment.publish" : "liveSegment.goLive";
  const detail = { version: version.versionNo, size: set.size, joined: joinedSize, left: leftSize, filter: version.filter };
  await record(tx, context, { operation: name, subjectKind: "segment", subjectKey: segment.segmentNo, detail });
  return ok({
    ...{ size: set.size, joined: joinedSize, left: leftSize, ms, rowVersion: segment.rowVersion + 1 },
    warnings: set.size === 0 ? [...checked.value, nobodyFound] : checked.value,
  });
}

/** Folding may have put another set in its place. */
async function setOfNow(tx: Transaction, id: number): Promise<bigint | null> {
  const { setId } = await tx.liveSegment.findUniqueOrThrow({ where: { id }, select: { setId: true } });
  return setId;
}
