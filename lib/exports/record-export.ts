import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import type { Transaction } from "@/lib/db/transaction";
import type { ExportFormat, ExportKind, KeptFormat } from "./schema";

/** What is written down of an export when it begins. */
export type RecordedExport = {
  /** The operation's name, for the audit trail. */
  operation: string;
  kind: ExportKind;
  subject: { kind: string; key: string };
  /** What it is, as people call it, and the filter and order in words. */
  title: string;
  filterWords: string;
  format: ExportFormat | KeptFormat;
  columnTitles: string[];
  fileName: string;
};

/** Writes down who takes out what, in the export's own record and in the audit trail; answers the number of the record. */
export async function recordExport(
  tx: Transaction,
  context: OperationContext,
  { operation, subject, ...facts }: RecordedExport,
): Promise<number> {
  const { user, now } = context;
  const { kind, title, filterWords, format, columnTitles, fileName } = facts;
  const { id } = await tx.exportRecord.create({
    data: {
      kind,
      title,
      filterWords,
      format,
      columnTitles,
      fileName,
      subjectKey: subject.key,
      userId: user.id,
      userName: user.name,
      startedAt: now,
    },
    select: { id: true },
  });
  const detail = { export: id, filter: filterWords, format };
  await record(tx, context, { operation, subjectKind: subject.kind, subjectKey: subject.key, detail });
  return id;
}
