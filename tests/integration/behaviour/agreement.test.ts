import fc from "fast-check";
import { afterAll, beforeAll, it } from "vitest";
import type { OperationContext } from "@/lib/access/operation";
import { sweepBehaviour } from "@/lib/behaviour/sweep";
import { keepBehaviour } from "@/lib/behaviour/types";
import { mergeContacts } from "@/lib/contact-upkeep/merge-contacts";
import { aggregateKinds, aggregateOps, type Filter, type RelationCondition } from "@/lib/filters/schema";
import { createTestDatabase, type TestDatabase, testContext } from "@/tests/support/test-database";
import { holds, type PlainRow } from "../filters/plain-evaluator";
import { givenLive, membersOf } from "../live-segments/live";
import { value } from "../segmentation/worksheet";
import { holdsForAll } from "../worksheet-model/harness";
import { givenContacts, send } from "./given";

let db: TestDatabase;
let context: OperationContext;
beforeAll(async () => {
  db = await createTestDatabase();
  context = await testContext(db);
  await db.pool.query(`
    insert into number_series (code, description, prefix, digits) values ('SM', 'Segments', 'SM', 5);
    insert into marketing_setup (id, segment_nos) values (1, 'SM') on conflict (id) do update set segment_nos = 'SM'`);
});
afterAll(() => db.drop());

const hour = 3_600_000;
const types = ["VISITED", "BOUGHT"] as const;
const numbers = ["C0", "C1", "C2", "C3", "C4"] as const;

/** What is asked of a row: its type, how long ago it was, its amount. Said in the product's words and in those of the plain evaluator. */
type Asked = { type: (typeof types)[number] | null; hours: number | null; over: number | null };
const asked: fc.Arbitrary<Asked> = fc.record({
  type: fc.option(fc.constantFrom(...types)),
  hours: fc.option(fc.constantFrom(2, 5, 30)),
  over: fc.option(fc.constantFrom(-1, 4, 9)),
});
const compared = { op: fc.constantFrom(...aggregateOps), value: fc.constantFrom(-2, 0, 1, 2, 5, 9.5) };
const how = fc.oneof(
  fc.record({ match: fc.constantFrom("any" as const, "none" as const, "all" as const) }),
  fc.record({ match: fc.constant("count" as const), count: fc.record({ op: fc.constantFrom(...aggregateOps), value: fc.nat(3) }) }),
  fc
    .record({ match: fc.constant("aggregate" as const), of: fc.constantFrom(...aggregateKinds), ...compared })
    .map((figure) => ({ ...figure, field: figure.of === "distinct" ? "type" : "number.amount" })),
);
type Drawn = { how: typeof how extends fc.Arbitrary<infer H> ? H : never; asked: Asked; negated: boolean };
const drawn: fc.Arbitrary<Drawn> = fc.record({ how, asked, negated: fc.boolean() });

function conditionOf({ how, asked: { type, hours, over }, negated }: Drawn, within: (hours: number) => Filter): Filter {
  const of: Filter[] = [
    ...(type ? [{ kind: "field", field: "type", op: "is", value: type } as const] : []),
    ...(hours ? [within(hours)] : []),
    ...(over === null ? [] : [{ kind: "field", field: "number.amount", op: "greater", value: over } as const]),
  ];
  const condition: RelationCondition = { kind: "relation", relation: "behaviour", where: { kind: "all", of }, ...how };
  return negated ? { kind: "not", of: condition } : condition;
}
const asProduct = (one: Drawn) =>
  conditionOf(one, (hours) => ({ kind: "field", field: "occurredAt", op: "between", values: [`-${hours}H`, "NOW"] }));
const asModel = (one: Drawn) => conditionOf(one, (hours) => ({ kind: "field", field: "hoursAgo", op: "lessOrEqual", value: hours }));

const nth = fc.nat(20);
type Act =
  | { act: "send"; rows: { whose: number; type: number; hoursAgo: number; amount: number | null }[] }
  | { act: "wait"; hours: number }
  | { act: "arrive" | "take" | "keep"; nth: number }
  | { act: "merge"; nth: number; into: number };
const acts: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    act: fc.constant("send" as const),
    rows: fc.array(
      fc.record({
        whose: nth,
        type: fc.nat(1),
        hoursAgo: fc.constantFrom(0, 1, 3, 29, 100),
        amount: fc.option(fc.constantFrom(-3, 0, 0.5, 5, 10)),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  }),
  fc.record({ act: fc.constant("wait" as const), hours: fc.constantFrom(1, 3, 24) }),
  fc.record({ act: fc.constantFrom("arrive" as const, "take" as const, "keep" as const), nth }),
  fc.record({ act: fc.constant("merge" as const), nth, into: nth }),
);

type ModelRow = { whose: string; type: string; at: number; amount: number | null };

/** Lives through what happens, and holds the members of each segment against the plain meaning of its filter after each act. */
async function runCourse(filters: readonly Drawn[], happening: readonly Act[]): Promise<void> {
  await db.pool.query(
    "delete from live_segment; delete from behaviour; delete from contact; update behaviour_setup set keep_days = null, swept_at = null",
  );
  let now = context.now.getTime();
  let rows: ModelRow[] = [];
  const there = new Set<string>(["C0", "C1", "C2"]);
  const here = () => ({ ...context, now: new Date(now) });
  await givenContacts(context, ...there);
  await send(here(), { contactNo: "C0", type: "visited", properties: { amount: 1 } });
  rows.push({ whose: "C0", type: "VISITED", at: now, amount: 1 });
  const segments = new Map<string, Drawn>();
  for (const one of filters)
    segments.set(await givenLive(here(), { timeZone: "Europe/Berlin", filter: { kind: "all", of: [asProduct(one)] } }), one);
  const agree = async () => {
    for (const [segmentNo, one] of segments) {
      const model = [...there].toSorted().filter((contactNo) => {
        const of = rows.filter(({ whose }) => whose === contactNo);
        const plain = of.map(({ type, at, amount }): PlainRow => ({ type, hoursAgo: (now - at) / hour, "number.amount": amount }));
        return holds(
          asModel(one),
          { contactNo, fields: {}, rows: { behaviour: plain } },
          { type: "code", hoursAgo: "number", "number.amount": "number" },
        );
      });
      const product = await membersOf(here(), segmentNo);
      if (JSON.stringify(product) !== JSON.stringify(model))
        throw new Error(`${JSON.stringify(asProduct(one))} product: ${product} model: ${model}`);
    }
  };
  await agree();
  for (const act of happening) {
    switch (act.act) {
      case "send": {
        const sent = act.rows.map(({ whose, type, hoursAgo, amount }) => ({
          whose: numbers[whose % numbers.length] ?? "C0",
          type: types[type] ?? "VISITED",
          at: now - hoursAgo * hour,
          amount,
        }));
        await send(
          here(),
          ...sent.map(({ whose, type, at, amount }) => ({
            contactNo: whose,
            type,
            occurredAt: new Date(at).toISOString(),
            properties: { amount },
          })),
        );
        rows.push(...sent);
        break;
      }
      case "wait":
        now += act.hours * hour;
        break;
      case "arrive": {
        const no = numbers[act.nth % numbers.length] ?? "C0";
        if (!there.has(no)) await givenContacts(context, no);
        there.add(no);
        break;
      }
      case "take": {
        const no = numbers[act.nth % numbers.length] ?? "C0";
        await db.pool.query("delete from behaviour where contact_id = (select id from contact where contact_no = $1)", [no]);
        if (there.has(no)) rows = rows.filter(({ whose }) => whose !== no);
        break;
      }
      case "keep": {
        value(await keepBehaviour(here(), { keepDays: 1 + (act.nth % 3) }));
        await db.pool.query("update behaviour_setup set swept_at = null");
        await sweepBehaviour(db, new Date(now));
        rows = rows.filter(({ at }) => at >= now - (1 + (act.nth % 3)) * 24 * hour);
        break;
      }
      case "merge": {
        const [keep, gone] = [numbers[act.into % numbers.length] ?? "C0", numbers[act.nth % numbers.length] ?? "C0"];
        if (keep === gone || !there.has(keep) || !there.has(gone)) break;
        value(await mergeContacts(here(), { keep, contactNos: [gone] }));
        there.delete(gone);
        rows = rows.map((row) => (row.whose === gone ? { ...row, whose: keep } : row));
        break;
      }
      default:
        act satisfies never;
    }
    await agree();
  }
}

const seed = Number(process.env.WINNOW_MODEL_SEED ?? 20261128);
const runs = Number(process.env.WINNOW_MODEL_RUNS ?? 4);

it("live segments that ask for behaviour have the members that a plain evaluator finds, whatever comes, goes and passes (T-30 … T-34, T-36)", async () => {
  await holdsForAll(
    fc.asyncProperty(fc.array(drawn, { minLength: 2, maxLength: 4 }), fc.array(acts, { minLength: 3, maxLength: 7 }), runCourse),
    { numRuns: runs, seed },
  );
});
