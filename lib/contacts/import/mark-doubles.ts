import type pg from "pg";
import type { Staging } from "./staging";

/**
 * Refuses every row that names the same contact as another row of the file: the second and later ones of a key, and a row
 * known by its e-mail address when a row known by number or external id has that address too. Nothing says which is right.
 */
export async function markDoubles(client: pg.PoolClient, { rows }: Staging): Promise<void> {
  await client.query(`
    with doubled as (select key, min(line_no) as first from ${rows} where refused_reason is null group by key having count(*) > 1)
    update ${rows} line set refused_reason = 'Line ' || doubled.first || ' names the same contact: ' || line.key || '.'
    from doubled where line.key = doubled.key and line.line_no > doubled.first and line.refused_reason is null`);
  const { rows: kinds } = await client.query<{ both: boolean }>(`
    select exists (select from ${rows} where key like 'e-mail %') and exists (select from ${rows} where email is not null and key not like 'e-mail %') as both`);
  if (!kinds[0]?.both) return;
  await client.query(`
    with known as (select 'e-mail ' || lower(email) as key, min(line_no) as first from ${rows} where refused_reason is null and email is not null and key not like 'e-mail %' group by 1)
    update ${rows} line set refused_reason = 'Line ' || known.first || ' names the same contact: ' || line.key || '.'
    from known where line.key = known.key and line.refused_reason is null`);
}
