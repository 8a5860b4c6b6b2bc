import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { propertyWords } from "@/lib/filters/properties";
import type { PropertyDefinition } from "./schema";

/** The types there are, and what each property holds in whatever type. */
export type Definitions = { types: ReadonlySet<string>; properties: ReadonlyMap<string, PropertyDefinition> };

export async function readDefinitions(tx: Pick<Transaction, "behaviourType" | "behaviourProperty">): Promise<Definitions> {
  const [types, properties] = [
    await tx.behaviourType.findMany({ select: { code: true } }),
    await tx.behaviourProperty.findMany({ select: { name: true, kind: true, options: true } }),
  ];
  return {
    types: new Set(types.map(({ code }) => code)),
    properties: new Map(properties.map(({ name, ...definition }) => [name, definition])),
  };
}

/** What rows brought that nobody described. */
export type Learned = { types: ReadonlySet<string>; properties: ReadonlyMap<string, PropertyDefinition> };

/** VISITED is called *Visited* until somebody gives it a better name. */
export function learnedName(code: string): string {
  const words = code.replaceAll("_", " ").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Writes down what is new, in one order, so that two that learn the same wait for each other instead of stopping one another. */
export async function learn(tx: Transaction, { types, properties }: Learned): Promise<void> {
  const codes = [...types].toSorted();
  if (codes.length > 0) {
    await tx.$executeRaw(Prisma.sql`
      insert into behaviour_type (code, description, learned)
      select code, description, true from unnest(${codes}::text[], ${codes.map(learnedName)}::text[]) as t (code, description) on conflict do nothing`);
  }
  const names = [...properties].toSorted(([left], [right]) => (left < right ? -1 : 1));
  if (names.length > 0) {
    await tx.$executeRaw(Prisma.sql`
      insert into behaviour_property (name, kind, label)
      select name, kind::behaviour_property_kind, label
      from unnest(${names.map(([name]) => name)}::text[], ${names.map(([, { kind }]) => kind)}::text[], ${names.map(([name]) => propertyWords(name))}::text[])
        as p (name, kind, label) on conflict do nothing`);
  }
}
