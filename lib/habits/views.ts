import { z } from "zod";
import { type OperationContext, operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { HabitError } from "./errors";
import { visibleViews } from "./things";
import {
  defaultViewSchema,
  listViewsSchema,
  mostViews,
  saveViewSchema,
  type ViewList,
  type ViewRow,
  viewRowSchema,
  viewSchema,
} from "./view-schema";

/** How many views of one list are shown. */
const mostShown = 60;

/** One's own views of a list, by name, and then those that others share. */
export const listViews = query({
  name: "view.list",
  needs: "read",
  input: listViewsSchema,
  run: async ({ db, user }, { list }): Promise<ViewRow[]> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select saved_view.id, saved_view.name, saved_view.search, saved_view.shared, saved_view.owner_id = ${user.id} as own, owner.name as "ownerName",
        chosen.view_id is not null as "isDefault"
      from saved_view join app_user owner on owner.id = saved_view.owner_id
      left join saved_view_default chosen on chosen.view_id = saved_view.id and chosen.user_id = ${user.id}
      where saved_view.list = ${list} and ${visibleViews(user)}
      order by saved_view.owner_id <> ${user.id}, saved_view.name, saved_view.id limit ${mostShown}`);
    return z.array(viewRowSchema).parse(rows);
  },
});

/** Makes a view or changes one of one's own. Refused with `view_not_found`, `view_name_taken` and `too_many_views`. */
export const saveView = operation({
  name: "view.save",
  needs: "account.own",
  input: saveViewSchema,
  run: (context, { list, id, name, shared, search, isDefault }) =>
    inTransaction<{ id: number }, HabitError>(context.db, async (tx) => {
      const own = await lockOwnViews(tx, context, list);
      const before = own.find((view) => view.id === id);
      if (id !== null && !before) return err({ code: "view_not_found" });
      if (own.some((view) => view.id !== id && view.name.toLowerCase() === name.toLowerCase()))
        return err({ code: "view_name_taken", name });
      if (id === null && own.length >= mostViews) return err({ code: "too_many_views", most: mostViews });
      const saved =
        id === null
          ? await tx.savedView.create({
              data: { list, name, shared, search, ownerId: context.user.id, createdAt: context.now },
              select: { id: true },
            })
          : await tx.savedView.update({ where: { id }, data: { name, shared, search }, select: { id: true } });
      if (isDefault) await chooseDefault(tx, context, list, saved.id);
      else await tx.savedViewDefault.deleteMany({ where: { userId: context.user.id, list, viewId: saved.id } });
      const after = { list, name, shared, search };
      const detail = before ? { before: { list, name: before.name, shared: before.shared, search: before.search }, after } : after;
      await record(tx, context, { operation: "view.save", subjectKind: "view", subjectKey: String(saved.id), detail });
      return ok({ id: saved.id });
    }),
});

/** Deletes one of one's own views; it can be taken back for a day. */
export const deleteView = operation({
  name: "view.delete",
  needs: "account.own",
  input: viewSchema,
  run: (context, { id }) =>
    inTransaction<null, HabitError>(context.db, async (tx) => {
      const { user, now } = context;
      await tx.$executeRaw(Prisma.sql`delete from saved_view where deleted_at < ${now}::timestamptz - interval '1 day'`);
      const deleted = await tx.savedView.updateManyAndReturn({
        where: { id, ownerId: user.id, deletedAt: null },
        data: { deletedAt: now },
        select: { name: true },
      });
      const [view] = deleted;
      if (!view) return err({ code: "view_not_found" });
      await record(tx, context, { operation: "view.delete", subjectKind: "view", subjectKey: String(id), detail: { name: view.name } });
      return ok(null);
    }),
});

/** Takes back that a view was deleted. Refused like `saveView` when its name has been given again meanwhile. */
export const restoreView = operation({
  name: "view.restore",
  needs: "account.own",
  input: viewSchema,
  run: (context, { id }) =>
    inTransaction<null, HabitError>(context.db, async (tx) => {
      const view = await tx.savedView.findFirst({
        where: { id, ownerId: context.user.id, deletedAt: { not: null } },
        select: { list: true, name: true },
      });
      if (!view) return err({ code: "view_not_found" });
      const own = await lockOwnViews(tx, context, view.list);
      if (own.some(({ name }) => name.toLowerCase() === view.name.toLowerCase())) return err({ code: "view_name_taken", name: view.name });
      if (own.length >= mostViews) return err({ code: "too_many_views", most: mostViews });
      await tx.savedView.update({ where: { id }, data: { deletedAt: null }, select: { id: true } });
      await record(tx, context, { operation: "view.restore", subjectKind: "view", subjectKey: String(id), detail: { name: view.name } });
      return ok(null);
    }),
});

/** Chooses the view, one's own or a shared one, that a list opens with; null opens it bare. Each person has one a list. */
export const setDefaultView = operation({
  name: "view.setDefault",
  needs: "account.own",
  input: defaultViewSchema,
  run: (context, { list, id }): Promise<Result<null, HabitError>> =>
    inTransaction<null, HabitError>(context.db, async (tx) => {
      if (id === null) {
        await tx.savedViewDefault.deleteMany({ where: { userId: context.user.id, list } });
        return ok(null);
      }
      const { count } = await tx.savedView.updateMany({
        where: { id, list, deletedAt: null, OR: [{ shared: true }, { ownerId: context.user.id }] },
        data: { list },
      });
      if (count === 0) return err({ code: "view_not_found" });
      await chooseDefault(tx, context, list, id);
      return ok(null);
    }),
});

async function chooseDefault(tx: Transaction, { user }: OperationContext, list: ViewList, viewId: number): Promise<void> {
  const userId = user.id;
  await tx.savedViewDefault.upsert({
    where: { userId_list: { userId, list } },
    create: { userId, list, viewId },
    update: { viewId },
    select: { viewId: true },
  });
}

/** One's own views of a list, while nobody else of one's sessions adds or names any. */
async function lockOwnViews(tx: Transaction, { user }: OperationContext, list: string) {
  await tx.$executeRaw(Prisma.sql`select from app_user where id = ${user.id} for no key update`);
  return tx.savedView.findMany({
    where: { ownerId: user.id, list, deletedAt: null },
    select: { id: true, name: true, shared: true, search: true },
  });
}
