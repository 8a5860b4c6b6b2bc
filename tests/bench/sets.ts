import type { Filter } from "@/lib/filters/schema";
import type { Criteria } from "@/lib/segmentation/criteria-schema";
import { goBack } from "@/lib/segmentation/go-to-step";
import { atLeast, type Budget, timesFaster, timesTheTime } from "./budgets";
import { type Baseline, type Measured, sideBySide, timed } from "./measure";
import { apply, criteria, everybody, givenSegment, inMailingGroup, preview, value } from "./segments";
import type { BenchWorld } from "./world";

type Touched = {
  words: string;
  budget: (baseline: Baseline) => Budget;
  add: { filter: Filter; sql: string };
  reduce: { filter: Filter; sql: string };
  /** Keeps everybody but those whom Reduce takes away. */
  refine: { filter: Filter; sql: string };
};

const allowed = "not contact.privacy_blocked and not contact.minor and not contact.exclude_from_segment";
const inGroup = (code: string): Omit<Touched, "words" | "budget"> => ({
  add: {
    filter: inMailingGroup(code),
    sql: `insert into segment_line_bare (segment_id, contact_id) select 1, contact.id from contact join contact_mailing_group g on g.contact_id = contact.id where g.mailing_group_code = '${code}' and ${allowed}`,
  },
  reduce: {
    filter: inMailingGroup(code),
    sql: `delete from segment_line_bare l using contact_mailing_group g where l.segment_id = 1 and g.contact_id = l.contact_id and g.mailing_group_code = '${code}'`,
  },
  refine: {
    filter: { kind: "not", of: inMailingGroup(code) },
    sql: `delete from segment_line_bare l using contact_mailing_group g where l.segment_id = 1 and g.contact_id = l.contact_id and g.mailing_group_code = '${code}'`,
  },
});

const parts: Touched[] = [
  {
    words: "everybody",
    budget: (baseline) => timesFaster(baseline, 4),
    add: {
      filter: everybody,
      sql: `insert into segment_line_bare (segment_id, contact_id) select 1, contact.id from contact where ${allowed}`,
    },
    reduce: {
      filter: everybody,
      sql: "delete from segment_line_bare l using contact where l.segment_id = 1 and contact.id = l.contact_id",
    },
    refine: {
      filter: { kind: "field", field: "countryRegionCode", op: "isEmpty" },
      sql: "delete from segment_line_bare l using contact where l.segment_id = 1 and contact.id = l.contact_id and contact.country_region_code is not null",
    },
  },
  { words: "10 %", budget: (baseline) => timesFaster(baseline, 1.5), ...inGroup("EVENT") },
  { words: "1 %", budget: (baseline) => timesTheTime(baseline, 1.2), ...inGroup("VIP") },
];

const bareTable = `
create table if not exists segment_line_bare (segment_id integer not null, contact_id integer not null, primary key (segment_id, contact_id));
truncate segment_line_bare`;

/** Add, Reduce and Refine through the operation, with history and exact numbers, against one row a member without any of that. */
export async function* benchSets(world: BenchWorld): AsyncGenerator<Measured> {
  const { pool } = world.db;
  await pool.query(bareTable);
  for (const part of parts) {
    const rows: Rows = { count: 0 };
    yield* measure(
      world,
      `add, touching ${part.words}`,
      criteria("add", part.add.filter),
      part.budget,
      part.add.sql,
      null,
      rows,
      async () => {
        await pool.query("truncate segment_line_bare");
        return timed(async () => {
          rows.count = (await pool.query(part.add.sql)).rowCount ?? 0;
        });
      },
    );
  }
  const members = await givenSegment(world.context, everybody);
  for (const kind of ["reduce", "refine"] as const) {
    for (const part of parts) {
      const rows: Rows = { count: 0 };
      const { filter, sql } = part[kind];
      yield* measure(world, `${kind}, touching ${part.words}`, criteria(kind, filter), part.budget, sql, members, rows, async () => {
        await fillBareTable(world);
        return timed(async () => {
          rows.count = (await pool.query(sql)).rowCount ?? 0;
        });
      });
    }
  }
  await pool.query("drop table segment_line_bare");
}

/** Puts everybody back into the plain table. */
async function fillBareTable({ db }: BenchWorld): Promise<void> {
  const { rows } = await db.pool.query<{ all: boolean }>(
    `select (select count(*) from segment_line_bare) = (select count(*) from contact where ${allowed}) as all`,
  );
  if (rows[0]?.all) return;
  await db.pool.query(`insert into segment_line_bare select 1, contact.id from contact where ${allowed} on conflict do nothing`);
  await db.pool.query("vacuum analyze segment_line_bare");
}

/** How many rows the plain statement touched: the operation must touch as many. */
type Rows = { count: number };

async function* measure(
  { context, times, size }: BenchWorld,
  work: string,
  request: Criteria,
  budget: (baseline: Baseline) => Budget,
  sql: string,
  onSegment: string | null,
  rows: Rows,
  plain: () => Promise<number>,
): AsyncGenerator<Measured> {
  const ours = async () => {
    const segmentNo = onSegment ?? (await givenSegment(context, null));
    const shown = await preview(context, segmentNo, request);
    const ms = await timed(async () => {
      const taken = await apply(context, segmentNo, request, shown);
      const touched = taken.numbers.added + taken.numbers.removed;
      if (touched !== rows.count) throw new Error(`${work}: the step touched ${touched}, the plain statement ${rows.count}.`);
    });
    if (onSegment) value(await goBack(context, { segmentNo, fromStep: shown.step + 1 }));
    return ms;
  };
  const [plainMs, ms] = await sideBySide(times, plain, ours);
  const baseline = { sql, ms: plainMs };
  yield { work, value: ms, baseline, ...atLeast(budget(baseline), size) };
}
