import type pg from "pg";
import { inPgTransaction } from "@/lib/db/transaction";
import type { Filter } from "@/lib/filters/schema";
import { timesTheTime } from "./budgets";
import { type Measured, sideBySide, timed } from "./measure";
import { criteria, givenSegment, preview } from "./segments";
import type { BenchWorld } from "./world";

const visited = (...more: Filter[]): Filter => ({
  kind: "all",
  of: [
    { kind: "field", field: "type", op: "is", value: "VISITED" },
    { kind: "field", field: "occurredAt", op: "between", values: ["-720H", "NOW"] },
    ...more,
  ],
});
const window = "type_code = 'VISITED' and occurred_at >= now() - interval '720 hours'";

const questions: { words: string; filter: Filter; sql: string }[] = [
  {
    words: "visited at least 3 times in the last 30 days",
    filter: { kind: "relation", relation: "behaviour", match: "count", count: { op: "greaterOrEqual", value: 3 }, where: visited() },
    sql: `select cardinality(array_agg(contact_id)) from (select contact_id from behaviour where ${window} group by 1 having count(*) >= 3) c`,
  },
  {
    words: "visits of the last 30 days for over 100 in all",
    filter: {
      kind: "relation",
      relation: "behaviour",
      match: "aggregate",
      of: "sum",
      field: "number.amount",
      op: "greater",
      value: 100,
      where: visited(),
    },
    sql: `select cardinality(array_agg(contact_id)) from (select contact_id from behaviour where ${window} group by 1 having sum((properties->>'amount')::numeric) > 100) c`,
  },
];

/** What contacts did, ten rows for each: counted and summed up within a time. */
export async function* benchBehaviour({ context, db, times }: BenchWorld): AsyncGenerator<Measured> {
  await generateBehaviour(db.pool);
  const segmentNo = await givenSegment(context, null);
  for (const { words, filter, sql } of questions) {
    const [ms, value] = await sideBySide(
      times,
      () => timed(() => db.pool.query(sql)),
      () => timed(() => preview(context, segmentNo, criteria("add", filter))),
    );
    const baseline = { sql, ms };
    yield { work: `preview: ${words}`, value, baseline, ...timesTheTime(baseline, 1.5) };
  }
}

/** Ten rows a contact over the last year, one in three a visit; indexes are made behind the rows. */
async function generateBehaviour(pool: pg.Pool): Promise<void> {
  const indexes = [
    ["behaviour_of_type", "(type_code, occurred_at, contact_id)"],
    ["behaviour_of_contact", "(contact_id, occurred_at, entry_no) where contact_id is not null"],
  ] as const;
  await inPgTransaction(pool, async (client) => {
    await client.query("set local session_replication_role = replica; set local synchronous_commit = off");
    for (const [name] of indexes) await client.query(`drop index ${name}`);
    await client.query(
      "insert into behaviour_type (code, description) values ('VISITED', 'Visited'), ('CLICKED', 'Clicked'), ('BOUGHT', 'Bought')",
    );
    await client.query(`
      insert into behaviour (source, source_id, type_code, occurred_at, contact_id, properties)
      select 'SITE', (id::bigint * 16 + n)::text, (array['VISITED', 'CLICKED', 'BOUGHT'])[1 + draw % 3], now() - ((draw >> 2) % 31536000) * interval '1 second',
        id, jsonb_build_object('page', '/page/' || draw % 500, 'amount', draw % 100)
      from contact cross join lateral generate_series(1, 10) n cross join lateral (select hashint8extended(id, n) & 2147483647 as draw) d`);
    for (const [name, columns] of indexes) await client.query(`create index ${name} on behaviour ${columns}`);
  });
  await pool.query("vacuum analyze behaviour");
}
