import type pg from "pg";

const outdated = `
  select distinct c.oid::regcollation::text as collation
  from pg_index i
  cross join lateral unnest(i.indcollation) as used (oid)
  join pg_collation c on c.oid = used.oid
  where c.collprovider <> 'd' and c.collversion is distinct from pg_collation_actual_version(c.oid)`;

const indexesWith = `
  select i.indexrelid::regclass::text as index
  from pg_index i
  where i.indcollation::oid[] @> array[$1::regcollation::oid]
  order by i.indexrelid`;

/**
 * An index is sorted by the rules of its collation; when those changed with a new version of the library that holds them,
 * it finds wrong rows or none. Builds the indexes of such collations anew and notes the version. Returns their names.
 */
export async function reindexChangedCollations(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ collation: string }>(outdated);
  for (const { collation } of rows) {
    const indexes = await pool.query<{ index: string }>(indexesWith, [collation]);
    for (const { index } of indexes.rows) await pool.query(`reindex index ${index}`); // quoted by regclass
    await pool.query(`alter collation ${collation} refresh version`);
  }
  return [...rows.map(({ collation }) => collation), ...(await reindexChangedDefault(pool))];
}

/** The same for the database's own order. Our columns name theirs; the queue's tables do not. */
async function reindexChangedDefault(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(`
    select quote_ident(datname) as name from pg_database
    where datname = current_database() and datcollversion is distinct from pg_database_collation_actual_version(oid)`);
  for (const { name } of rows) {
    await pool.query(`reindex database ${name}`);
    await pool.query(`alter database ${name} refresh collation version`);
  }
  return rows.map(({ name }) => `the database ${name}`);
}
