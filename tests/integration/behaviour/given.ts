import type { OperationContext } from "@/lib/access/operation";
import { type BehaviourRecorded, recordBehaviour } from "@/lib/behaviour/record-behaviour";
import type { FieldCondition, Filter, RelationCondition } from "@/lib/filters/schema";
import { value } from "../segmentation/worksheet";

export type Sent = {
  id?: string;
  type?: string;
  occurredAt?: string;
  contactNo?: string;
  email?: string;
  properties?: Record<string, unknown>;
};

let next = 0;

/** Sends rows as a shop would, each under an id of its own unless it has one. */
export async function send(context: OperationContext, ...rows: Sent[]): Promise<BehaviourRecorded> {
  const numbered = rows.map((row) => ({ id: `row ${++next}`, type: "visited", ...row }));
  return value(await recordBehaviour(context, { source: "shop", rows: numbered }));
}

/** Contacts by number, with an e-mail address made of it. */
export async function givenContacts({ db }: Pick<OperationContext, "db">, ...numbers: string[]): Promise<void> {
  for (const no of numbers)
    await db.pool.query("insert into contact (contact_no, type, name, email) values ($1, 'person', $1, lower($1) || '@example.test')", [
      no,
    ]);
}

export const field = (name: string, op: "is" | "isNot" | "greater", wanted: string | number): FieldCondition => ({
  kind: "field",
  field: name,
  op,
  value: wanted,
});
export const like = (name: string, pattern: string): FieldCondition => ({ kind: "field", field: name, op: "like", value: pattern });
export const within = (text: string): FieldCondition => ({ kind: "field", field: "occurredAt", op: "expression", text });

type How = RelationCondition extends infer C ? (C extends unknown ? Omit<C, "kind" | "relation" | "where"> : never) : never;

/** A condition on behaviour, its rows meeting all of `where`. */
export const did = (how: How, ...where: Filter[]): Filter => ({
  kind: "relation",
  relation: "behaviour",
  where: { kind: "all", of: where },
  ...how,
});
export const times = (op: "is" | "lessOrEqual" | "greaterOrEqual", count: number): How => ({ match: "count", count: { op, value: count } });
