import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Filter } from "@/lib/filters/schema";
import type { Definitions } from "@/lib/maintained-sets/definitions";
import { nodesOf } from "./filter-nodes";
import { liveSegmentStates } from "./schema";

const waysSchema = z.array(z.object({ from: z.string(), to: z.string() }));

/**
 * The shortest way, by numbers, on which a segment would come back to itself if it referred to `refersTo`, published definitions and those being worked on
 * taken together; null when there is none (T-42). Each segment is passed once, however many ways lead to it.
 */
export async function findCycle(tx: Transaction, segmentNo: string, refersTo: readonly string[]): Promise<string[] | null> {
  const referring = Prisma.sql`
    live_segment l on l.segment_no = at join live_reference r on r.segment_id = l.id and r.version_no in (l.published_no, l.working_no)`;
  const rows = await tx.$queryRaw(Prisma.sql`
    with recursive passed (at) as (
      select unnest(${[...refersTo]}::text[]) collate "C"
      union
      select r.refers_to from passed join ${referring} where at <> ${segmentNo})
    select distinct at as "from", r.refers_to as "to" from passed join ${referring} where at <> ${segmentNo} order by 1, 2`);
  const onwards = Map.groupBy(waysSchema.parse(rows), ({ from }) => from);
  const ways = refersTo.map((no) => [segmentNo, no]);
  const passed = new Set<string>();
  for (const way of ways) {
    const at = way.at(-1) ?? segmentNo;
    if (at === segmentNo) return way;
    if (passed.has(at)) continue;
    passed.add(at);
    ways.push(...(onwards.get(at) ?? []).map(({ to }) => [...way, to]));
  }
  return null;
}

/**
 * How often members are looked up when a filter is asked: each segment as often as it is spoken of, and all that it speaks of as often again. Segments that
 * speak of several that speak of several make it grow as their product.
 */
export function lookUpsOf(filter: Filter, definitions: Definitions): number {
  const known = new Map<string, number>();
  const below = (of: Filter): number =>
    nodesOf(of).reduce((sum, { node }) => sum + (node.kind === "member" ? ofSegment(node.no.trim().toUpperCase()) : 0), 0);
  const ofSegment = (no: string): number => {
    const counted = known.get(no);
    if (counted !== undefined) return counted;
    known.set(no, 1); // a cycle, which is refused elsewhere, ends here
    const definition = definitions.get(no);
    const count = 1 + (definition ? below(definition.filter) : 0);
    known.set(no, count);
    return count;
  };
  return below(filter);
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
