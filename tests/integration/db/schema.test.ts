import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/tests/support/test-database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

/** What the migrations made, in one statement that reads the catalogue: enums, tables with their columns, constraints, indexes and triggers, and functions. */
const statements = `
with ours as (
  select c.oid, c.relname, c.relkind, c.reloptions from pg_class c where c.relnamespace = 'public'::regnamespace and c.relname <> '_prisma_migrations'
    and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
)
select 1 as part, t.typname as name,
  format('create type %I as enum (%s);', t.typname, (select string_agg(quote_literal(e.enumlabel), ', ' order by e.enumsortorder) from pg_enum e where e.enumtypid = t.oid)) as text
from pg_type t where t.typtype = 'e' and t.typnamespace = 'public'::regnamespace
union all
select 2, c.relname, format(E'create table %I (\\n%s\\n)%s;', c.relname, (
  select string_agg('  ' || line, E',\\n' order by place, line) from (
    select 1000 + a.attnum as place, format('%I %s%s%s%s', a.attname, format_type(a.atttypid, a.atttypmod),
      case when a.attcollation <> t.typcollation and a.attcollation <> 0 then ' collate ' || quote_ident(co.collname) end,
      case when a.attnotnull then ' not null' end,
      case when a.attidentity <> '' then ' generated ' || case a.attidentity when 'a' then 'always' else 'by default' end || ' as identity'
           when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(ad.adbin, ad.adrelid) || ') stored'
           when ad.adbin is not null then ' default ' || pg_get_expr(ad.adbin, ad.adrelid) end) as line
    from pg_attribute a join pg_type t on t.oid = a.atttypid left join pg_collation co on co.oid = a.attcollation
    left join pg_attrdef ad on ad.adrelid = a.attrelid and ad.adnum = a.attnum
    where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    union all
    select 9000, format('constraint %I %s', conname, pg_get_constraintdef(oid)) from pg_constraint where conrelid = c.oid and contype <> 'n'
  ) lines), ' with (' || array_to_string(c.reloptions, ', ') || ')')
from ours c where c.relkind = 'r'
union all
select 3, c.relname, string_agg(pg_get_indexdef(i.indexrelid) || ';', E'\\n' order by i.indexrelid::regclass::text)
from ours c join pg_index i on i.indrelid = c.oid
where not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x')) group by c.relname
union all
select 4, c.relname, string_agg(pg_get_triggerdef(t.oid) || ';', E'\\n' order by t.tgname) from ours c join pg_trigger t on t.tgrelid = c.oid and not t.tgisinternal group by c.relname
union all
select 5, p.proname, pg_get_functiondef(p.oid) || ';' from pg_proc p
where p.pronamespace = 'public'::regnamespace and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
union all
select 6, s.stxname, pg_get_statisticsobjdef(s.oid) || ';' from pg_statistic_ext s
order by part, name`;

it("prisma/schema.sql shows what all migrations together make (npm run schema writes it anew)", async () => {
  const { rows } = await db.pool.query<{ text: string }>(statements);
  const dump = `-- What the migrations make, for review: written by npm run schema, run by nobody.\n\n${rows.map(({ text }) => text).join("\n\n")}\n`;
  await expect(dump.replaceAll("public.", "")).toMatchFileSnapshot(path.resolve("prisma/schema.sql"));
});
