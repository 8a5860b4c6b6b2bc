import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { HeaderValues } from "./header-rules";
import type { LineValueChanges } from "./line-changes-schema";
import { lineColumn, lineValue, overriddenName } from "./line-fields";
import { type LineField, lineFields } from "./lines-schema";

/** What is kept to bring a change of lines back. */
export type LineUndo = { undoId: string; lines: number };

const keptHours = 24;

/**
 * Keeps what a change of lines is going to take the place of. What was kept for this segment and nobody asked back for a day goes.
 *
 * @param lines yields `contact_id` and `layer` of each line that will be changed, once
 */
export async function keepForUndo(
  tx: Transaction,
  { user, now }: OperationContext,
  segmentId: number,
  lines: Sql,
  header: { values: HeaderValues; headerVersion: number } | null = null,
): Promise<LineUndo> {
  await tx.$executeRaw(Prisma.sql`
    delete from segment_line_undo where segment_id = ${segmentId} and made_at < ${now}::timestamptz - make_interval(hours => ${keptHours})`);
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into segment_line_undo (segment_id, contact_ids, layers, former, document_ids, header, user_id, made_at)
    select ${segmentId}, coalesce(array_agg(lines.contact_id), '{}'), coalesce(array_agg(lines.layer), '{}'),
      coalesce(jsonb_agg(to_jsonb(line)) filter (where line.segment_id is not null), '[]'),
      coalesce(array_agg(distinct line.document_id) filter (where line.document_id is not null), '{}'), ${header === null ? null : JSON.stringify(header)}::jsonb, ${user.id}, ${now}
    from (${lines}) lines
    left join segment_line_override line on line.segment_id = ${segmentId} and line.contact_id = lines.contact_id and line.layer = lines.layer
    returning id::text as "undoId", cardinality(contact_ids) as lines`);
  const [kept] = z.array(z.object({ undoId: z.string(), lines: z.int() })).parse(rows);
  if (!kept) throw new Error("What was kept did not come back.");
  return kept;
}

/** Yields `contact_id` and `layer` of the lines that were kept: those of one change, computed once. */
export function keptLines({ undoId }: LineUndo): Sql {
  return Prisma.sql`select kept.contact_id, kept.layer from segment_line_undo, unnest(contact_ids, layers) kept (contact_id, layer) where id = ${undoId}::uuid`;
}

/** Gives the kept lines values of their own and takes others away; one statement, however many lines there are. */
export async function setOnLines(
  tx: Transaction,
  { user, now }: OperationContext,
  segmentId: number,
  kept: LineUndo,
  set: LineValueChanges,
  inherit: readonly LineField[],
): Promise<void> {
  const fields = lineFields.filter((field) => set[field] !== undefined);
  if (fields.length === 0) return giveBack(tx, segmentId, keptLines(kept), inherit);
  const columns = fields.map(lineColumn);
  const values = fields.map((field) => lineValue(field, set[field]));
  const taken = columns.map((column) => Prisma.sql`${column} = excluded.${column}`);
  await tx.$executeRaw(Prisma.sql`
    insert into segment_line_override as line (segment_id, contact_id, layer, overridden, ${Prisma.join(columns)}, changed_by, changed_at)
    select ${segmentId}, contact_id, layer, ${fields.map(overriddenName)}::text[], ${Prisma.join(values)}, ${user.id}, ${now}::timestamptz
    from (${keptLines(kept)}) lines
    on conflict (segment_id, contact_id, layer) do update set
      overridden = array(
        select unnest(line.overridden) except select unnest(${inherit.map(overriddenName)}::text[]) union select unnest(excluded.overridden) order by 1),
      ${Prisma.join([...taken, ...emptied(inherit)])}, changed_by = excluded.changed_by, changed_at = excluded.changed_at`);
}

const emptied = (fields: readonly LineField[]): Sql[] => fields.map((field) => Prisma.sql`${lineColumn(field)} = null`);

/** Takes values of their own away from lines; a line without any left has no row any more. */
export async function giveBack(tx: Transaction, segmentId: number, lines: Sql, fields: readonly LineField[]): Promise<void> {
  const names = Prisma.sql`${fields.map(overriddenName)}::text[]`;
  const concerned = Prisma.sql`line.segment_id = ${segmentId} and line.overridden && ${names} and (line.contact_id, line.layer) in (${lines})`;
  await tx.$executeRaw(Prisma.sql`
    with gone as (
      delete from segment_line_override line where ${concerned} and line.overridden <@ ${names}
    )
    update segment_line_override line
    set overridden = array(select unnest(line.overridden) except select unnest(${names}) order by 1), ${Prisma.join(emptied(fields))}
    where ${concerned} and not line.overridden <@ ${names}`);
}

/** The lines of a segment, on any step, with a value of their own in one of the fields. */
export function linesChangedIn(segmentId: number, fields: readonly LineField[]): Sql {
  return Prisma.sql`
    select contact_id, layer from segment_line_override where segment_id = ${segmentId} and overridden && ${fields.map(overriddenName)}::text[]`;
}
