import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { StoredLayers } from "./layers";
import { changedFields } from "./line-fields";
import { changedAmounts } from "./lines";
import type { LineField } from "./lines-schema";

/** What the changed lines among those of some layers add to *unit × size*, and how many there are, also by field. */
export type ChangedTotals = {
  linesChanged: number;
  costLcy: number;
  durationMin: number;
  changedByField: Partial<Record<LineField, number>>;
};

const rowSchema = z.object({
  linesChanged: z.int(),
  costLcy: z.number(),
  durationMin: z.int(),
  byColumn: z.record(z.string(), z.int()),
});
const nothing: ChangedTotals = { linesChanged: 0, costLcy: 0, durationMin: 0, changedByField: {} };

/**
 * Reads them; the work follows the number of changed lines, not the size of the layers. Which lines are held is told from a hash, never by a join:
 * right after many lines were changed the planner takes them for one, and would compare each with each.
 */
export async function changedTotals(tx: Transaction, segmentId: number, layers: StoredLayers): Promise<ChangedTotals> {
  if (layers.length === 0) return nothing;
  const { cost, duration } = changedAmounts;
  const rows = await tx.$queryRaw(Prisma.sql`
    with changed as (
      select layer, contact_id >> 13 as chunk, array_agg(contact_id) as ids from segment_line_override where segment_id = ${segmentId} group by 1, 2
    ), held as (
      select changed.layer, unnest(changed.ids & chunk_data.members) as contact_id
      from changed
      join unnest(${layers.map(({ setId }) => setId)}::bigint[]) with ordinality layers (set_id, layer) on layers.layer = changed.layer
      join contact_set_chunk body on body.set_id = layers.set_id and body.chunk = changed.chunk
      join chunk_data on chunk_data.data_id = body.data_id
    ), lines as materialized (
      select line.overridden, ${cost} - segment.unit_cost_lcy as cost_lcy, ${duration} - segment.unit_duration_min as duration_min
      from segment_line_override line
      join segment on segment.id = ${segmentId}
      left join interaction_template own on own.code = line.interaction_template_code
      where line.segment_id = ${segmentId} and coalesce((line.contact_id, line.layer) in (select contact_id, layer from held), false)
    )
    select count(*)::int as "linesChanged", coalesce(sum(cost_lcy), 0)::float8 as "costLcy", coalesce(sum(duration_min), 0)::int as "durationMin",
      (select coalesce(jsonb_object_agg(name, n), '{}') from (select unnest(overridden) as name, count(*) as n from lines group by 1) by_column) as "byColumn"
    from lines`);
  const [found] = z.array(rowSchema).parse(rows);
  if (!found) return nothing;
  const { byColumn, ...totals } = found;
  const changedByField = Object.fromEntries(
    Object.entries(byColumn).flatMap(([name, n]) => changedFields([name]).map((field) => [field, n])),
  );
  return { ...totals, changedByField };
}
