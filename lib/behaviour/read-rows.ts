import type { Definitions, Learned } from "./definitions";
import { learnedKind, readMoment, readPropertyValue, type StoredValue } from "./read-value";
import { behaviourRowSchema, clockSkewMs, type GivenRow, limits, notAMoment, type PropertyDefinition } from "./schema";

/** A row ready to be stored. */
export type ReadRow = {
  id: string;
  type: string;
  occurredAt: string;
  contactNo: string | null;
  email: string | null;
  properties: Record<string, StoredValue>;
};
export type RowRead = { ok: true; row: ReadRow } | { ok: false; id: string | null; reason: string };

/** The rows whose shape is right; the others with the first thing that is wrong. */
export function rowsOfShape(rows: readonly unknown[]): ({ ok: true; row: GivenRow } | { ok: false; id: string | null; reason: string })[] {
  return rows.map((given) => {
    const read = behaviourRowSchema.safeParse(given);
    if (read.success) return { ok: true, row: read.data };
    const id =
      typeof given === "object" && given !== null && "id" in given && typeof given.id === "string"
        ? given.id.slice(0, limits.idLength)
        : null;
    const [found] = read.error.issues;
    const issue = found?.code === "invalid_key" ? (found.issues[0] ?? found) : found;
    const at = issue?.path.join(".");
    return { ok: false, id, reason: `${at && !issue?.message.startsWith(at) ? `${at}: ` : ""}${issue?.message ?? "This is no row."}` };
  });
}

/** What rows bring that is not described yet. The first value of a property says what it holds. */
export function newIn(rows: readonly GivenRow[], known: Definitions): Learned {
  const types = new Set<string>();
  const properties = new Map<string, PropertyDefinition>();
  for (const { type, properties: given = {} } of rows) {
    if (!known.types.has(type) && known.types.size + types.size < limits.types) types.add(type);
    for (const [name, value] of Object.entries(given)) {
      if (value === null || value === "" || known.properties.has(name) || properties.has(name)) continue;
      if (known.properties.size + properties.size < limits.names) properties.set(name, { kind: learnedKind(value), options: [] });
    }
  }
  return { types, properties };
}

/** Holds a row's values against what its properties are. */
export function readRow(given: GivenRow, { types, properties }: Definitions, now: Date): RowRead {
  const { id, type } = given;
  const refuse = (reason: string): RowRead => ({ ok: false, id, reason });
  if (!types.has(type)) return refuse(`There are ${limits.types} types already. Describe ${type} first, or send one of those.`);
  const contactNo = given.contactNo || null;
  const email = given.email || null;
  if (contactNo === null && email === null) return refuse("Nothing says whose it is. Send contactNo or email.");
  const moment = given.occurredAt === undefined ? now.toISOString() : readMoment(given.occurredAt);
  if (moment === null) return refuse(notAMoment);
  const at = Date.parse(moment);
  if (at > now.getTime() + clockSkewMs) return refuse(`occurredAt is ${given.occurredAt}, which is yet to come.`);
  const stored: Record<string, StoredValue> = {};
  for (const [name, value] of Object.entries(given.properties ?? {})) {
    const definition = properties.get(name);
    if (!definition) {
      if (value === null || value === "") continue;
      return refuse(`There are ${limits.names} properties already; ${name} is none of them.`);
    }
    const read = readPropertyValue(name, definition, value);
    if (!read.ok) return refuse(read.error);
    if (read.value !== null) stored[name] = read.value;
  }
  // A clock that is a little ahead means now: nothing lies in the future.
  return {
    ok: true,
    row: { id, type, occurredAt: new Date(Math.min(at, now.getTime())).toISOString(), contactNo, email, properties: stored },
  };
}
