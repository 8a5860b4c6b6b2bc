import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/** Who did it, and when; no id where the program did it by itself. */
export type Doer = { user: { id: string | null; name: string }; now: Date };

/** What is written down: `operation` is the operation's name, subject its record, detail what changed (before and after). */
export type AuditRecord = { operation: string; subjectKind: string; subjectKey: string; detail?: Record<string, unknown> };

/** Writes one audit entry in the caller's transaction, so that it exists exactly when the change does. */
export async function record(tx: Transaction, context: Doer, entry: AuditRecord): Promise<void> {
  await recordOfEach(tx, context, [entry.subjectKey], entry);
}

/** Writes the same entry for each of many records, in one statement. */
export async function recordOfEach(
  tx: Transaction,
  context: Doer,
  subjectKeys: readonly string[],
  { operation, subjectKind, detail = {} }: Omit<AuditRecord, "subjectKey">,
): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into audit_entry (at, user_id, user_name, operation, subject_kind, subject_key, detail)
    select ${context.now}, ${context.user.id}, ${context.user.name}, ${operation}, ${subjectKind}, subject_key, ${JSON.stringify(detail, wellFormed)}::jsonb
    from unnest(${[...subjectKeys]}::text[]) with ordinality subject (subject_key, place) order by place`);
}

/** Half of a pair of surrogates is text in JavaScript and no JSON to Postgres. */
function wellFormed(_key: string, value: unknown): unknown {
  return typeof value === "string" ? value.toWellFormed() : value;
}
