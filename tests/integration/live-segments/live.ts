import type { OperationContext } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Filter } from "@/lib/filters/schema";
import { compileFilter } from "@/lib/filters/to-sql";
import { createLiveSegment } from "@/lib/live-segments/create-live-segment";
import { goLive } from "@/lib/live-segments/go-live";
import type { CreateLiveSegment } from "@/lib/live-segments/schema";
import { askIn } from "@/lib/maintained-sets/definitions";
import { foldMembers } from "@/lib/maintained-sets/fold";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { value } from "../segmentation/worksheet";

export { all, country, everybody, group, has, is, job, relationTo, value } from "../segmentation/worksheet";

export const not = (of: Filter): Filter => ({ kind: "not", of });
export const any = (...of: Filter[]): Filter => ({ kind: "any", of });
export const isIn = (segmentNo: string, is = true): Filter => ({ kind: "member", of: "segment", no: segmentNo, is });

/** A draft with a name of its own. */
export async function givenDraft(context: OperationContext, input: Partial<CreateLiveSegment> & { filter: Filter }): Promise<string> {
  return value(await createLiveSegment(context, { kind: "dynamic", name: JSON.stringify(input.filter).slice(0, 90), ...input })).segmentNo;
}

/** The same, gone live. */
export async function givenLive(context: OperationContext, input: Partial<CreateLiveSegment> & { filter: Filter }): Promise<string> {
  const segmentNo = await givenDraft(context, input);
  value(await goLive(context, { segmentNo, rowVersion: await rowVersion(context, segmentNo) }));
  return segmentNo;
}

export async function rowVersion({ db }: OperationContext, segmentNo: string): Promise<number> {
  return (await db.prisma.liveSegment.findUniqueOrThrow({ where: { segmentNo } })).rowVersion;
}

/** The members as a reader finds them who folds nothing: whatever was stored, and what was touched since. */
export function membersUnfolded({ db, now, timeZone }: OperationContext, segmentNo: string): Promise<string[]> {
  return onSnapshot(db, async (tx) => {
    const filter = isIn(segmentNo);
    const clock = await withMembers(askIn(tx), { now, timeZone, today: "2026-03-16", workDate: "2026-03-16" }, filter);
    const predicate = compileFilter(filter, clock);
    if (!predicate.ok) throw new Error("a member condition is never refused");
    const rows = await tx.$queryRaw<{ no: string }[]>(
      Prisma.sql`select contact.contact_no as no from contact where ${predicate.value} order by 1`,
    );
    return rows.map(({ no }) => no);
  });
}

/** Those that are stored, after folding. */
export async function membersFolded({ db, now }: OperationContext, segmentNo: string): Promise<string[]> {
  await foldMembers(db, now, [segmentNo]);
  const rows = await db.prisma.$queryRaw<{ no: string }[]>(Prisma.sql`
    select contact.contact_no as no from live_segment l join contact_set_chunk k on k.set_id = l.set_id join chunk_data d using (data_id)
    cross join lateral unnest(d.members) as m (id) join contact on contact.id = m.id where l.segment_no = ${segmentNo} order by 1`);
  return rows.map(({ no }) => no);
}

/** Both, which must agree. */
export async function membersOf(context: OperationContext, segmentNo: string): Promise<string[]> {
  const [unfolded, folded] = [await membersUnfolded(context, segmentNo), await membersFolded(context, segmentNo)];
  if (JSON.stringify(unfolded) !== JSON.stringify(folded)) throw new Error(`read without folding ${unfolded}, folded ${folded}`);
  return folded;
}
