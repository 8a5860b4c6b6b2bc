import { operation } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { ok } from "@/lib/result";
import { learn, readDefinitions } from "./definitions";
import { newIn, type ReadRow, readRow, rowsOfShape } from "./read-rows";
import { recordBehaviourSchema } from "./schema";
import { storeRows } from "./store-rows";

/** What became of one row that was sent. `waiting` was taken, and counts once a contact of its number or address is there. */
export type RowAnswer =
  | { id: string; outcome: "taken" | "waiting" | "seen"; reason: null }
  | { id: string | null; outcome: "refused"; reason: string };

export type BehaviourRecorded = { taken: number; seen: number; refused: number; rows: RowAnswer[] };

/**
 * Takes what contacts did. Every row is taken, was seen before, or is refused with its reason, in the order they were sent; others are not stopped
 * by one. Types and properties that nobody described are learned from the first row that has them.
 */
export const recordBehaviour = operation({
  name: "behaviour.record",
  needs: "behaviour.record",
  input: recordBehaviourSchema,
  run: (context, { source, rows }) =>
    inTransaction<BehaviourRecorded, never>(context.db, async (tx) => {
      const shaped = rowsOfShape(rows);
      const known = await readDefinitions(tx);
      const brought = newIn(
        shaped.flatMap((each) => (each.ok ? [each.row] : [])),
        known,
      );
      const isNew = brought.types.size + brought.properties.size > 0;
      if (isNew) await learn(tx, brought);
      const definitions = isNew ? await readDefinitions(tx) : known; // somebody else may have said otherwise meanwhile
      const read = shaped.map((each) => (each.ok ? readRow(each.row, definitions, context.now) : each));
      const stored = await store(
        tx,
        source,
        read.flatMap((each) => (each.ok ? [each.row] : [])),
      );
      const answers = read.map((each): RowAnswer => {
        if (!each.ok) return { id: each.id, outcome: "refused", reason: each.reason };
        const known = stored.get(each.row.id);
        stored.delete(each.row.id); // the same id once more in this very call was seen before
        return { id: each.row.id, outcome: known === undefined ? "seen" : known ? "taken" : "waiting", reason: null };
      });
      const count = (...outcomes: RowAnswer["outcome"][]) => answers.filter(({ outcome }) => outcomes.includes(outcome)).length;
      return ok({ taken: count("taken", "waiting"), seen: count("seen"), refused: count("refused"), rows: answers });
    }),
});

/** The first row of each id goes in. */
async function store(tx: Transaction, source: string, rows: readonly ReadRow[]): Promise<Map<string, boolean>> {
  if (rows.length === 0) return new Map();
  const once = [...Map.groupBy(rows, ({ id }) => id).values()].map(([first]) => first);
  const stored = await storeRows(
    tx,
    Prisma.sql`
      select ${source}::text collate "C" as source, g.id collate "C" as source_id, g.type collate "C" as type_code, g."occurredAt" as occurred_at,
        g."contactNo" collate "C" as contact_no, g.email collate "C" as email, g.properties
      from jsonb_to_recordset(${JSON.stringify(once)}::jsonb)
        as g (id text, type text, "occurredAt" timestamptz, "contactNo" text, email text, properties jsonb)`,
  );
  return new Map(stored.map(({ id, known }) => [id, known]));
}
