import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { hasRight } from "@/lib/access/rights";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { SegmentationError } from "./errors";
import type { SavedCriteriaRow } from "./saved-criteria-types";

export const criteriaRowSchema: z.ZodType<SavedCriteriaRow> = z.object({
  criteriaId: z.int(),
  code: z.string(),
  description: z.string(),
  shared: z.boolean(),
  version: z.int(),
  createdBy: z.string().nullable(),
  createdByName: z.string(),
  createdAt: z.coerce.date(),
  changedAt: z.coerce.date(),
  steps: z.int(),
  edits: z.int(),
});
/** Selects a `SavedCriteriaRow` of the alias `saved`. */
export const criteriaColumns: Sql = Prisma.sql`
  saved.id as "criteriaId", saved.code, saved.description, saved.private_to is null as shared, saved.version, saved.created_by as "createdBy",
  saved.created_by_name as "createdByName", saved.created_at as "createdAt", saved.changed_at as "changedAt",
  (select count(*)::int from saved_segment_criteria_step step where step.criteria_id = saved.id) as steps,
  (select count(*)::int from saved_segment_criteria_step step where step.criteria_id = saved.id and kind = 'edit') as edits`;

/** Whether somebody sees them: shared ones, and their own private ones, none that are deleted. */
export function isVisibleTo(userId: string): Sql {
  return Prisma.sql`(saved.deleted_at is null and ${belongsTo(userId)})`;
}

const belongsTo = (userId: string): Sql => Prisma.sql`(saved.private_to is null or saved.private_to = ${userId})`;

/** The saved criteria of an id, if there are some that the person sees. */
export async function findCriteria(
  tx: Pick<Transaction, "$queryRaw">,
  { user }: Pick<OperationContext, "user">,
  criteriaId: number,
): Promise<SavedCriteriaRow | null> {
  return findWhere(tx, criteriaId, isVisibleTo(user.id));
}

/** The same of criteria that were deleted. */
export async function findDeletedCriteria(
  tx: Pick<Transaction, "$queryRaw">,
  { user }: Pick<OperationContext, "user">,
  criteriaId: number,
): Promise<SavedCriteriaRow | null> {
  return findWhere(tx, criteriaId, Prisma.sql`saved.deleted_at is not null and ${belongsTo(user.id)}`);
}

async function findWhere(tx: Pick<Transaction, "$queryRaw">, criteriaId: number, condition: Sql): Promise<SavedCriteriaRow | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select ${criteriaColumns} from saved_segment_criteria saved where saved.id = ${criteriaId} and ${condition}`);
  return z.array(criteriaRowSchema).parse(rows)[0] ?? null;
}

/** Whether the person may change them: who made them, and administrators. */
export function mayChange({ user }: Pick<OperationContext, "user">, { createdBy }: Pick<SavedCriteriaRow, "createdBy">): boolean {
  return createdBy === user.id || hasRight(user.role, "setup");
}

/** Locks saved criteria that the person may change, as of the version that was shown. */
export async function lockCriteria(
  tx: Transaction,
  context: OperationContext,
  { criteriaId, version }: { criteriaId: number; version: number },
): Promise<Result<SavedCriteriaRow, SegmentationError>> {
  await tx.$executeRaw(Prisma.sql`select from saved_segment_criteria where id = ${criteriaId} for update`);
  const criteria = await findCriteria(tx, context, criteriaId);
  if (!criteria) return err({ code: "criteria_not_found" });
  if (!mayChange(context, criteria))
    return err({ code: "criteria_of_somebody_else", criteriaCode: criteria.code, by: criteria.createdByName });
  return criteria.version === version ? ok(criteria) : err({ code: "criteria_moved", criteriaCode: criteria.code });
}
