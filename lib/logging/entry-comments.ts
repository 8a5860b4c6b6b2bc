import { z } from "zod";
import { type OperationContext, operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { LoggingError } from "./errors";
import { addCommentSchema, editCommentSchema, findInteractionLogEntrySchema, removeCommentSchema } from "./schema";
import type { EntryComment } from "./types";

const commentSchema = z.object({
  commentNo: z.number(),
  text: z.string(),
  userName: z.string(),
  createdAt: z.coerce.date(),
  changedAt: z.coerce.date().nullable(),
  own: z.boolean(),
});

/** The comments of one entry, the oldest first; 500 at most. Null when there is no such entry. */
export const listEntryComments = query({
  name: "interactionLogEntry.listComments",
  needs: "read",
  input: findInteractionLogEntrySchema,
  run: async ({ db, user }, { entryNo }): Promise<EntryComment[] | null> => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select (
        select coalesce(jsonb_agg(jsonb_build_object('commentNo', comment_no, 'text', text, 'userName', user_name, 'createdAt', created_at,
          'changedAt', changed_at, 'own', coalesce(user_id = ${user.id}, false)) order by comment_no), '[]')
        from (select * from interaction_log_comment c where c.entry_no = entry.entry_no and removed_at is null order by comment_no limit 500) kept) as comments
      from interaction_log_entry entry where entry.entry_no = ${entryNo}::bigint and not entry.postponed`);
    return z.array(z.object({ comments: z.array(commentSchema) })).parse(rows)[0]?.comments ?? null;
  },
});

type CommentAnswer = Result<{ commentNo: number }, LoggingError>;

/** Writes a comment on an entry that is not canceled. */
export const addComment = operation({
  name: "interactionLogEntry.addComment",
  needs: "segments.log",
  input: addCommentSchema,
  run: (context, { entryNo, text }) =>
    inTransaction<{ commentNo: number }, LoggingError>(context.db, async (tx) => {
      const refusal = await refusalOf(tx, entryNo);
      if (refusal) return err(refusal);
      return ok(await writeComment(tx, context, entryNo, text));
    }),
});

/** Writes a comment on an entry that may have one, in the caller's transaction. */
export async function writeComment(
  tx: Transaction,
  context: OperationContext,
  entryNo: number,
  text: string,
): Promise<{ commentNo: number }> {
  const { user, now } = context;
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into interaction_log_comment (entry_no, text, user_id, user_name, created_at)
    values (${entryNo}::bigint, ${text}, ${user.id}, ${user.name}, ${now}) returning comment_no::float8 as "commentNo"`);
  const [added] = z.tuple([z.object({ commentNo: z.number() })]).parse(rows);
  await recordComment(tx, context, "addComment", entryNo, { commentNo: added.commentNo });
  return added;
}

/** Writes one's own comment anew. */
export const editComment = operation({
  name: "interactionLogEntry.editComment",
  needs: "segments.log",
  input: editCommentSchema,
  run: (context, { commentNo, text }) =>
    changeOwn(context, commentNo, async (tx, entryNo) => {
      await tx.$executeRaw(Prisma.sql`
        update interaction_log_comment set text = ${text}, changed_at = ${context.now} where comment_no = ${commentNo}::bigint and text <> ${text}`);
      await recordComment(tx, context, "editComment", entryNo, { commentNo });
    }),
});

/** Removes one's own comment, or brings it back. What was removed for a day goes for good when its author removes another. */
export const removeComment = operation({
  name: "interactionLogEntry.removeComment",
  needs: "segments.log",
  input: removeCommentSchema,
  run: (context, { commentNo, removed }) =>
    changeOwn(context, commentNo, async (tx, entryNo) => {
      const { user, now } = context;
      await tx.$executeRaw(Prisma.sql`
        delete from interaction_log_comment where user_id = ${user.id} and removed_at < ${now}::timestamptz - interval '1 day' and comment_no <> ${commentNo}::bigint`);
      await tx.$executeRaw(Prisma.sql`
        update interaction_log_comment set removed_at = ${removed ? now : null}::timestamptz where comment_no = ${commentNo}::bigint`);
      await recordComment(tx, context, removed ? "removeComment" : "restoreComment", entryNo, { commentNo });
    }),
});

async function changeOwn(
  context: OperationContext,
  commentNo: number,
  change: (tx: Transaction, entryNo: number) => Promise<void>,
): Promise<CommentAnswer> {
  return inTransaction<{ commentNo: number }, LoggingError>(context.db, async (tx) => {
    const rows = await tx.$queryRaw(Prisma.sql`
      select entry_no::float8 as "entryNo", user_name as "userName", coalesce(user_id = ${context.user.id}, false) as own
      from interaction_log_comment where comment_no = ${commentNo}::bigint for update`);
    const [comment] = z.array(z.object({ entryNo: z.number(), userName: z.string(), own: z.boolean() })).parse(rows);
    if (!comment) return err({ code: "comment_not_found" });
    if (!comment.own) return err({ code: "comment_of_another", userName: comment.userName });
    const refusal = await refusalOf(tx, comment.entryNo);
    if (refusal) return err(refusal);
    await change(tx, comment.entryNo);
    return ok({ commentNo });
  });
}

/** The entry stays as it is meanwhile. */
async function refusalOf(tx: Transaction, entryNo: number): Promise<LoggingError | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select canceled from interaction_log_entry where entry_no = ${entryNo}::bigint and not postponed for share`);
  const [entry] = z.array(z.object({ canceled: z.boolean() })).parse(rows);
  if (!entry) return { code: "entry_not_found", entryNo };
  return entry.canceled ? { code: "entry_is_canceled", entryNo } : null;
}

async function recordComment(
  tx: Transaction,
  context: OperationContext,
  what: string,
  entryNo: number,
  detail: { commentNo: number },
): Promise<void> {
  await record(tx, context, {
    operation: `interactionLogEntry.${what}`,
    subjectKind: "interactionLogEntry",
    subjectKey: String(entryNo),
    detail,
  });
}
