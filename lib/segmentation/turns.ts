import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** Everybody in the set stood on `lines` lines and lost the one at `layer`. */
export type Turn = { layer: number; lines: number; setId: bigint };

/**
 * Turns what was changed on lines, and the calls made from them, when one of several lines of a contact goes: the values of the lines above move down, those of the line that goes
 * are kept behind the last. The step remembers it, so that going back turns them again.
 */
export async function takeTurns(tx: Transaction, segmentId: number, step: number, turns: readonly Turn[]): Promise<void> {
  if (turns.length === 0) return;
  const rows = turns.map(({ layer, lines, setId }, at) => Prisma.sql`(${at + 1}::int, ${layer}::int, ${lines}::int, ${setId}::bigint)`);
  await tx.$executeRaw(Prisma.sql`
    insert into criteria_action_turn (segment_id, action_no, turn_no, layer, lines, set_id)
    select ${segmentId}::int, ${step}::int, earlier.turns + taken.turn_no, taken.layer, taken.lines, taken.set_id
    from (values ${Prisma.join(rows)}) taken (turn_no, layer, lines, set_id)
    cross join (select count(*)::int as turns from criteria_action_turn where segment_id = ${segmentId} and action_no = ${step}) earlier`);
  for (const turn of turns) await turnLines(tx, segmentId, turn, "down");
}

const turnsSchema = z.array(z.object({ layer: z.int(), lines: z.int(), setId: z.bigint() }));

/** Brings what was changed on lines from where it lies at one step to where it lies at another, through every step in between. */
export async function turnBetween(tx: Transaction, segmentId: number, from: number, to: number): Promise<void> {
  const forward = to > from;
  const rows = await tx.$queryRaw(Prisma.sql`
    select layer, lines, set_id as "setId" from criteria_action_turn
    where segment_id = ${segmentId} and action_no > ${Math.min(from, to)} and action_no <= ${Math.max(from, to)}
    order by action_no, turn_no`);
  const turns = turnsSchema.parse(rows);
  for (const turn of forward ? turns : turns.toReversed()) await turnLines(tx, segmentId, turn, forward ? "down" : "up");
}

/** Out of the way of all layers there are, since two lines may not lie on one even for a moment. */
const aside = 1_000_000;

async function turnLines(tx: Transaction, segmentId: number, { layer, lines, setId }: Turn, way: "down" | "up"): Promise<void> {
  const target =
    way === "down"
      ? Prisma.sql`case when line.layer = ${layer} then ${lines}::int else line.layer - 1 end`
      : Prisma.sql`case when line.layer = ${lines} then ${layer}::int else line.layer + 1 end`;
  const turn = (table: Sql, to: Sql) =>
    tx.$executeRaw(Prisma.sql`
      with changed as (
        select contact_id >> 13 as chunk, array_agg(distinct contact_id) as ids
        from ${table} where segment_id = ${segmentId} and layer between ${layer} and ${lines} group by 1
      )
      update ${table} line set layer = ${to}
      where line.segment_id = ${segmentId} and line.layer between ${layer} and ${lines} and line.contact_id in (
        select unnest(d.members & changed.ids)
        from changed join contact_set_chunk k on k.set_id = ${setId} and k.chunk = changed.chunk join chunk_data d on d.data_id = k.data_id)`);
  await turn(Prisma.sql`segment_line_call`, target);
  const moved = await turn(Prisma.sql`segment_line_override`, Prisma.sql`${aside} + ${target}`);
  if (moved > 0)
    await tx.$executeRaw(Prisma.sql`
      update segment_line_override set layer = layer - ${aside} where segment_id = ${segmentId} and layer > ${aside}`);
}
