import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Counted } from "./cancel-statements";
import type { evaluateChangeSchema } from "./schema";

export type EvaluateChange = z.output<typeof evaluateChangeSchema>;

/** Begins a change of evaluations; what older ones of the same person kept for undoing goes after a day. */
export async function beginEvaluation(tx: Transaction, { user, now }: OperationContext, change: EvaluateChange): Promise<number> {
  await tx.$executeRaw(
    Prisma.sql`delete from evaluation_change where user_id = ${user.id} and made_at < ${now}::timestamptz - interval '1 day'`,
  );
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into evaluation_change (user_id, made_at, evaluation, attempt_failed)
    values (${user.id}, ${now}, ${change.set === "evaluation" ? change.evaluation : null}::evaluation, ${change.set === "attemptFailed" ? change.attemptFailed : null}::boolean)
    returning change_no::float8 as "changeNo"`);
  return z.tuple([z.object({ changeNo: z.number() })]).parse(rows)[0].changeNo;
}

const evaluatedSchema = z.tuple([z.object({ matched: z.int(), changed: z.int(), canceled: z.int() })]);

/** Evaluates entries that are not canceled, and keeps what they were evaluated as before under `changeNo`. */
export async function setEvaluation(
  tx: Transaction,
  condition: Sql,
  change: EvaluateChange,
  changeNo: number,
): Promise<Counted & { canceled: number }> {
  const [column, value] =
    change.set === "evaluation"
      ? [Prisma.sql`evaluation`, Prisma.sql`${change.evaluation}::evaluation`]
      : [Prisma.sql`attempt_failed`, Prisma.sql`${change.attemptFailed}::boolean`];
  const rows = await tx.$queryRaw(Prisma.sql`
    with target as materialized (
      select entry.entry_no, entry.canceled, entry.evaluation, entry.attempt_failed
      from interaction_log_entry entry where ${condition} order by entry.entry_no for update),
    changing as (select * from target where not canceled and target.${column} is distinct from ${value}),
    kept as (
      insert into evaluation_before (change_no, entry_no, evaluation, attempt_failed)
      select ${changeNo}::bigint, entry_no, evaluation, attempt_failed from changing),
    changed as (
      update interaction_log_entry entry set ${column} = ${value} from changing where entry.entry_no = changing.entry_no returning 1)
    select (select count(*)::int from target) as matched, (select count(*)::int from changed) as changed,
      (select count(*)::int from target where canceled) as canceled`);
  return evaluatedSchema.parse(rows)[0];
}

/** Gives entries back the values they had before a change, where they still are as it left them. */
export async function takeEvaluationBack(tx: Transaction, condition: Sql, changeNo: number): Promise<number> {
  const restored = await tx.$executeRaw(Prisma.sql`
    update interaction_log_entry entry set
      evaluation = case when change.attempt_failed is null then former.evaluation else entry.evaluation end,
      attempt_failed = case when change.attempt_failed is null then entry.attempt_failed else former.attempt_failed end
    from evaluation_before former join evaluation_change change using (change_no)
    where former.change_no = ${changeNo}::bigint and former.entry_no = entry.entry_no and ${condition}
      and case when change.attempt_failed is null then entry.evaluation is not distinct from change.evaluation else entry.attempt_failed = change.attempt_failed end`);
  return restored;
}

/** The entries whose former values a change keeps. */
export function changedBy(changeNo: number): Sql {
  return Prisma.sql`entry.entry_no in (select entry_no from evaluation_before where change_no = ${changeNo}::bigint)`;
}

/** How many entries a change of one's own concerned, its row locked; null when it is not there any more. */
export async function countKept(tx: Transaction, { user }: OperationContext, changeNo: number): Promise<number | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select (select count(*)::int from evaluation_before former where former.change_no = change.change_no) as n
    from (select change_no from evaluation_change where change_no = ${changeNo}::bigint and user_id = ${user.id} for update) change`);
  return z.array(z.object({ n: z.int() })).parse(rows)[0]?.n ?? null;
}

/** What a change kept goes once it was taken back. */
export async function forgetEvaluation(tx: Transaction, context: OperationContext, changeNo: number, restored: number): Promise<void> {
  await tx.$executeRaw(Prisma.sql`delete from evaluation_change where change_no = ${changeNo}::bigint`);
  const subjectKey = `${restored} entries`;
  await record(tx, context, {
    operation: "interactionLogEntry.undoEvaluation",
    subjectKind: "interactionLogEntry",
    subjectKey,
    detail: { changeNo, restored },
  });
}
