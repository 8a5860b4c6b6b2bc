import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { type PropertyKind, propertyKinds } from "@/lib/filters/properties";

const cursor = z
  .string()
  .regex(/^\d{1,16}\.\d{1,18}$/)
  .nullable()
  .default(null);

const pageSize = 20;

export const listContactBehaviourSchema = z.object({ contactNo: z.string().min(1).max(60), after: cursor });

const valueSchema = z.union([z.string(), z.number(), z.boolean(), z.object({ at: z.string() })]);
const rowSchema = z.object({
  entryNo: z.coerce.string(),
  type: z.string(),
  typeCode: z.string(),
  source: z.string(),
  occurredAt: z.date(),
  ms: z.coerce.string(),
  properties: z.array(z.object({ label: z.string(), kind: z.enum(propertyKinds), value: valueSchema })),
});

export type DidProperty = { label: string; kind: PropertyKind; value: z.output<typeof valueSchema> };
export type Did = { entryNo: string; type: string; typeCode: string; source: string; occurredAt: Date; properties: DidProperty[] };

/** What a contact did, newest first. `next` leads to what was before, null at the end. Null when there is no such contact. */
export const listContactBehaviour = query({
  name: "behaviour.listOfContact",
  needs: "read",
  input: listContactBehaviourSchema,
  run: async ({ db }, { contactNo, after }): Promise<{ rows: Did[]; next: string | null } | null> => {
    const contact = await db.prisma.contact.findUnique({ where: { contactNo }, select: { id: true } });
    if (!contact) return null;
    const [ms, entryNo] = after?.split(".") ?? [];
    const behind = after
      ? Prisma.sql`and (b.occurred_at, b.entry_no) < (to_timestamp(${ms}::bigint / 1000000.0), ${entryNo}::bigint)`
      : Prisma.empty;
    const found = z.array(rowSchema).parse(
      await db.prisma.$queryRaw(Prisma.sql`
        select b.entry_no as "entryNo", t.description as type, b.type_code as "typeCode", b.source, b.occurred_at as "occurredAt",
          (extract(epoch from b.occurred_at) * 1000000)::bigint as ms,
          coalesce((select json_agg(json_build_object('label', p.label, 'kind', p.kind, 'value', v.value) order by p.label, p.name)
            from jsonb_each(b.properties) v join behaviour_property p on p.name = v.key), '[]') as properties
        from behaviour b join behaviour_type t on t.code = b.type_code
        where b.contact_id = ${contact.id} ${behind}
        order by b.occurred_at desc, b.entry_no desc limit ${pageSize + 1}::int`),
    );
    const rows = found.slice(0, pageSize).map(({ ms: _, ...row }) => row);
    const last = found.length > pageSize ? found[pageSize - 1] : undefined;
    return { rows, next: last ? `${last.ms}.${last.entryNo}` : null };
  },
});
