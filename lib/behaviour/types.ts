import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { propertyKinds, propertyWords } from "@/lib/filters/properties";
import { err, ok, type Result } from "@/lib/result";
import type { BehaviourError } from "./errors";
import { keepBehaviourSchema, saveBehaviourTypeSchema } from "./schema";

const typeSchema = z.object({
  code: z.string(),
  description: z.string(),
  keepDays: z.int().nullable(),
  learned: z.boolean(),
  properties: z.array(z.object({ name: z.string(), label: z.string(), kind: z.enum(propertyKinds), options: z.array(z.string()) })),
  /** How many there were in the last 30 days, counted up to `mostCounted`, and when the last one was. */
  recent: z.int(),
  lastAt: z.date().nullable(),
});
export type BehaviourType = z.output<typeof typeSchema>;
export type BehaviourTypes = { keepDays: number | null; types: BehaviourType[] };

/** Rows that are counted one by one for a list; more are *so many or more*. */
export const mostCounted = 100_000;

/** The types of behaviour with their properties, by name, and how long rows are kept where a type says nothing of its own. */
export const listBehaviourTypes = query({
  name: "behaviour.listTypes",
  needs: "read",
  input: z.object({}),
  run: async ({ db, now }): Promise<BehaviourTypes> => {
    const [types, setup] = await Promise.all([
      db.prisma.$queryRaw(Prisma.sql`
        select t.code, t.description, t.keep_days as "keepDays", t.learned,
          coalesce((select json_agg(json_build_object('name', p.name, 'label', p.label, 'kind', p.kind, 'options', p.options) order by p.label, p.name)
            from behaviour_type_property tp join behaviour_property p on p.name = tp.property_name where tp.type_code = t.code), '[]') as properties,
          (select count(*)::int from (select from behaviour b where b.type_code = t.code and b.occurred_at > ${now}::timestamptz - interval '30 days' limit ${mostCounted}::int) r) as recent,
          (select b.occurred_at from behaviour b where b.type_code = t.code order by b.occurred_at desc limit 1) as "lastAt"
        from behaviour_type t order by t.description, t.code`),
      db.prisma.behaviourSetup.findUniqueOrThrow({ where: { id: 1 } }),
    ]);
    return { keepDays: setup.keepDays, types: z.array(typeSchema).parse(types) };
  },
});

/**
 * Describes a type, new or known: its name, how long its rows are kept, and its properties. Refused when a property holds another kind of value
 * already, since rows hold it; properties that are not named stay.
 */
export const saveBehaviourType = operation({
  name: "behaviour.saveType",
  needs: "setup",
  input: saveBehaviourTypeSchema,
  run: (context, { isNew, properties, ...type }): Promise<Result<{ code: string }, BehaviourError>> =>
    inTransaction<{ code: string }, BehaviourError>(context.db, async (tx) => {
      const { code, description, keepDays } = type;
      const before = await tx.behaviourType.findUnique({ where: { code } });
      if (isNew && before) return err({ code: "type_taken", typeCode: code });
      if (!isNew && !before) return err({ code: "type_not_found", typeCode: code });
      const twice = properties.find(({ name }, at) => properties.findIndex((other) => other.name === name) !== at);
      if (twice) return err({ code: "property_twice", name: twice.name });
      await tx.behaviourType.upsert({
        where: { code },
        create: { code, description, keepDays },
        update: { description, keepDays, learned: false },
      });
      for (const property of properties.toSorted((left, right) => (left.name < right.name ? -1 : 1))) {
        const refused = await describeProperty(tx, property);
        if (refused) return err(refused);
      }
      await tx.behaviourTypeProperty.createMany({
        data: properties.map(({ name }) => ({ typeCode: code, propertyName: name })),
        skipDuplicates: true,
      });
      await record(tx, context, {
        operation: "behaviour.saveType",
        subjectKind: "behaviourType",
        subjectKey: code,
        detail: { before, after: { ...type, properties } },
      });
      return ok({ code });
    }),
});

type Described = z.output<typeof saveBehaviourTypeSchema>["properties"][number];

/** A choice may get more options; those that rows hold stay. */
async function describeProperty(tx: Transaction, { name, kind, options }: Described): Promise<BehaviourError | null> {
  const known = await tx.behaviourProperty.findUnique({ where: { name } });
  if (known && known.kind !== kind) return { code: "kind_taken", name, kind: known.kind };
  const all = kind === "choice" ? [...new Set([...(known?.options ?? []), ...options])] : [];
  if (kind === "choice" && all.length === 0) return { code: "options_needed", name };
  await tx.behaviourProperty.upsert({
    where: { name },
    create: { name, kind, label: propertyWords(name), options: all },
    update: { options: all },
  });
  return null;
}

/** Says for how many days rows are kept whose type says nothing of its own; null: for ever. */
export const keepBehaviour = operation({
  name: "behaviour.keep",
  needs: "setup",
  input: keepBehaviourSchema,
  run: (context, { keepDays }): Promise<Result<{ keepDays: number | null }, never>> =>
    inTransaction<{ keepDays: number | null }, never>(context.db, async (tx) => {
      const before = await tx.behaviourSetup.findUniqueOrThrow({ where: { id: 1 } });
      await tx.behaviourSetup.update({ where: { id: 1 }, data: { keepDays } });
      await record(tx, context, {
        operation: "behaviour.keep",
        subjectKind: "marketing_setup",
        subjectKey: "company",
        detail: { before: { keepDays: before.keepDays }, after: { keepDays } },
      });
      return ok({ keepDays });
    }),
});
