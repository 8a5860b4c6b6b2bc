import { z } from "zod";
import { type SetExpression, stored } from "@/lib/contact-sets/expressions";
import type { ContactSet } from "@/lib/contact-sets/store";
import { Prisma, type Sql } from "@/lib/db/sql";

/**
 * The layers of a step as they are stored, lowest first: layer 1 holds everyone on it, layer 2 those who stand on a second line, and so on. None
 * before the first step. Only the first may be empty.
 */
export type StoredLayers = readonly ContactSet[];

export const layersSchema = z.array(z.object({ setId: z.coerce.bigint(), size: z.int() }));

/** The layers to read lines of: before the first step one that holds nobody, since no set has the number 0. */
export function layersToRead(layers: StoredLayers): StoredLayers {
  return layers.length > 0 ? layers : [{ setId: 0n, size: 0 }];
}

/** The layers as sets to compute with. */
export function setsOf(layers: StoredLayers): SetExpression[] {
  return layers.map(({ setId }) => stored(setId));
}

/** How many lines there are: everybody of every layer. */
export function linesIn(layers: StoredLayers): number {
  return layers.reduce((lines, { size }) => lines + size, 0);
}

/** Every layer of every step: (segment_id, action_no, layer, set_id). */
export const stepLayers = Prisma.sql`
  (select segment_id, action_no, 1 as layer, set_id from criteria_action union all select segment_id, action_no, layer, set_id from criteria_action_layer)`;

/** A scalar subquery with the layers of one step, to be read by `layersSchema`. */
export function layersAsJson(segmentId: Sql, step: Sql): Sql {
  return Prisma.sql`coalesce((
    select jsonb_agg(jsonb_build_object('setId', held.set_id::text, 'size', contact_set.size) order by held.layer)
    from ${stepLayers} held join contact_set using (set_id) where held.segment_id = ${segmentId} and held.action_no = ${step}), '[]')`;
}

/** A scalar subquery with the number of lines of one step. */
export function linesAtStep(segmentId: Sql, step: Sql): Sql {
  return Prisma.sql`coalesce((
    select sum(contact_set.size) from ${stepLayers} held join contact_set using (set_id)
    where held.segment_id = ${segmentId} and held.action_no = ${step}), 0)::int`;
}
