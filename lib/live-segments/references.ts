import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { liveSegmentStates } from "./schema";

const pathsSchema = z.array(z.object({ path: z.array(z.string()) }));

/**
 * The way, by numbers, on which a segment would come back to itself if it referred to `refersTo`, published definitions and those being worked on taken
 * together; null when there is none (T-42).
 */
export async function findCycle(tx: Transaction, segmentNo: string, refersTo: readonly string[]): Promise<string[] | null> {
  if (refersTo.includes(segmentNo)) return [segmentNo, segmentNo];
  const rows = await tx.$queryRaw(Prisma.sql`
    with recursive way (at, path) as (
      select first.no, array[${segmentNo}, first.no] from unnest(${[...refersTo]}::text[] collate "C") as first (no)
      union all
      select r.refers_to, way.path || r.refers_to
      from way join live_segment l on l.segment_no = way.at join live_reference r on r.segment_id = l.id and r.version_no in (l.published_no, l.working_no)
      where way.at <> ${segmentNo} and not r.refers_to = any(way.path[2:]))
    select path from way where at = ${segmentNo} order by cardinality(path) limit 1`);
  return pathsSchema.parse(rows)[0]?.path ?? null;
}

const statesSchema = z.array(
  z.object({ segmentNo: z.string(), name: z.string().nullable(), state: z.enum(["worksheet", ...liveSegmentStates]), depth: z.int() }),
);
export type Referred = z.infer<typeof statesSchema>[number];

/** The segments of these numbers that there are, with how many levels of segments stand below each. */
export async function readReferred(tx: Transaction, segmentNos: readonly string[]): Promise<Referred[]> {
  if (segmentNos.length === 0) return [];
  const rows = await tx.$queryRaw(Prisma.sql`
    with recursive below (root, at, depth) as (
      select no, no, 1 from unnest(${[...segmentNos]}::text[] collate "C") as asked (no)
      union
      select below.root, r.refers_to, below.depth + 1
      from below join live_segment l on l.segment_no = below.at join live_reference r on r.segment_id = l.id and r.version_no = l.published_no
      where below.depth < 20)
    select root as "segmentNo", coalesce(l.name, segment.description) as name, coalesce(l.state::text, 'worksheet') as state, max(depth)::int as depth
    from below left join live_segment l on l.segment_no = root left join segment on segment.segment_no = root
    where l.id is not null or segment.id is not null group by 1, 2, 3`);
  return statesSchema.parse(rows);
}
