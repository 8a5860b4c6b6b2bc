import { z } from "zod";
import { type OperationContext, operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { namesOfCodes } from "@/lib/filters/queries";
import { err, ok } from "@/lib/result";
import type { QueryTemplateError } from "./errors";
import { mostTemplates, type QueryTemplates, queryTemplateIdSchema, queryTemplateRowSchema, saveQueryTemplateSchema } from "./schema";

/** One's own templates by name, and then those that others share. */
export const listQueryTemplates = query({
  name: "queryTemplate.list",
  needs: "read",
  input: z.object({}),
  run: async ({ db, user }): Promise<QueryTemplates> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select t.id, t.name, t.description, t.filter, t.shared, t.owner_id = ${user.id} as own, owner.name as "ownerName"
      from query_template t join app_user owner on owner.id = t.owner_id
      where t.deleted_at is null and (t.shared or t.owner_id = ${user.id})
      order by t.owner_id <> ${user.id}, t.name, t.id limit ${2 * mostTemplates}`);
    const templates = z.array(queryTemplateRowSchema).parse(rows);
    const names = await namesOfCodes(db.prisma, { kind: "all", of: templates.map(({ filter }) => filter) });
    return { templates, names: [...names] };
  },
});

/**
 * Makes a template or changes one of one's own; segments that were made from it stay as they are (T-25). Refused with `query_template_not_found`,
 * `query_template_name_taken` and `too_many_query_templates`.
 */
export const saveQueryTemplate = operation({
  name: "queryTemplate.save",
  needs: "segments.edit",
  input: saveQueryTemplateSchema,
  run: (context, { id, name, description, shared, filter }) =>
    inTransaction<{ id: number }, QueryTemplateError>(context.db, async (tx) => {
      const own = await lockOwnTemplates(tx, context);
      const before = own.find((template) => template.id === id);
      if (id !== null && !before) return err({ code: "query_template_not_found" });
      if (own.some((template) => template.id !== id && isSameName(template.name, name)))
        return err({ code: "query_template_name_taken", name });
      if (id === null && own.length >= mostTemplates) return err({ code: "too_many_query_templates", most: mostTemplates });
      const after = { name, description: description || null, shared };
      const kept = filter === undefined ? Prisma.sql`filter` : Prisma.sql`${JSON.stringify(filter)}::jsonb`;
      const rows = await tx.$queryRaw(
        id === null
          ? Prisma.sql`
              insert into query_template (name, description, filter, owner_id, shared, created_at, changed_at)
              values (${name}, ${after.description}, ${JSON.stringify(filter)}::jsonb, ${context.user.id}, ${shared}, ${context.now}, ${context.now}) returning id`
          : Prisma.sql`
              update query_template set name = ${name}, description = ${after.description}, shared = ${shared}, filter = ${kept}, changed_at = ${context.now}
              where id = ${id} returning id`,
      );
      const [saved] = z.tuple([queryTemplateIdSchema]).parse(rows);
      const detail = { ...(before && { before: { name: before.name, description: before.description, shared: before.shared } }), after };
      await record(tx, context, {
        ...trailOf(saved.id),
        operation: "queryTemplate.save",
        detail: { ...detail, ...(filter && { filter }) },
      });
      return ok({ id: saved.id });
    }),
});

/** Deletes one of one's own templates; it can be taken back for a day. Segments that were made from it stay. */
export const deleteQueryTemplate = operation({
  name: "queryTemplate.delete",
  needs: "segments.edit",
  input: queryTemplateIdSchema,
  run: (context, { id }) =>
    inTransaction<null, QueryTemplateError>(context.db, async (tx) => {
      const { user, now } = context;
      await tx.$executeRaw(Prisma.sql`delete from query_template where deleted_at < ${now}::timestamptz - interval '1 day'`);
      const [deleted] = await tx.queryTemplate.updateManyAndReturn({
        where: { id, ownerId: user.id, deletedAt: null },
        data: { deletedAt: now },
        select: { name: true },
      });
      if (!deleted) return err({ code: "query_template_not_found" });
      await record(tx, context, { ...trailOf(id), operation: "queryTemplate.delete", detail: { name: deleted.name } });
      return ok(null);
    }),
});

/** Takes back that a template was deleted. Refused like `saveQueryTemplate` when its name has been given again meanwhile. */
export const restoreQueryTemplate = operation({
  name: "queryTemplate.restore",
  needs: "segments.edit",
  input: queryTemplateIdSchema,
  run: (context, { id }) =>
    inTransaction<null, QueryTemplateError>(context.db, async (tx) => {
      const own = await lockOwnTemplates(tx, context);
      const deleted = await tx.queryTemplate.findFirst({
        where: { id, ownerId: context.user.id, deletedAt: { not: null } },
        select: { name: true },
      });
      if (!deleted) return err({ code: "query_template_not_found" });
      if (own.some(({ name }) => isSameName(name, deleted.name))) return err({ code: "query_template_name_taken", name: deleted.name });
      if (own.length >= mostTemplates) return err({ code: "too_many_query_templates", most: mostTemplates });
      await tx.queryTemplate.update({ where: { id }, data: { deletedAt: null }, select: { id: true } });
      await record(tx, context, { ...trailOf(id), operation: "queryTemplate.restore", detail: { name: deleted.name } });
      return ok(null);
    }),
});

const trailOf = (id: number) => ({ subjectKind: "queryTemplate", subjectKey: String(id) });
const isSameName = (left: string, right: string) => left.toLowerCase() === right.toLowerCase();

/** One's own templates, while nobody else of one's sessions adds or names any. */
async function lockOwnTemplates(tx: Transaction, { user }: OperationContext) {
  await tx.$executeRaw(Prisma.sql`select from app_user where id = ${user.id} for no key update`);
  return tx.queryTemplate.findMany({
    where: { ownerId: user.id, deletedAt: null },
    select: { id: true, name: true, description: true, shared: true },
  });
}
