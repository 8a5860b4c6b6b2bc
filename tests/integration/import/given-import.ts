import { createHash } from "node:crypto";
import type { OperationContext } from "@/lib/access/operation";
import { analyseUpload } from "@/lib/contacts/import/analyse-upload";
import type { ImportKind } from "@/lib/contacts/import/fields";
import { importJob } from "@/lib/contacts/import/import-job";
import type { StartImport } from "@/lib/contacts/import/options";
import { findImport, type ImportRow, listRefusals, type RefusalRow } from "@/lib/contacts/import/queries";
import { startImport } from "@/lib/contacts/import/start-import";
import { runJob } from "@/lib/jobs/run-job";
import { completeUpload } from "@/lib/uploads/complete-upload";
import { createUpload } from "@/lib/uploads/create-upload";
import { partBytes } from "@/lib/uploads/limits";
import { writePart } from "@/lib/uploads/write-part";

export const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

/** Sends a file as a browser does, part by part. */
export async function givenUpload(context: OperationContext, content: string | Uint8Array, fileName = "people.csv"): Promise<string> {
  const bytes = typeof content === "string" ? Buffer.from(content) : Buffer.from(content);
  const begun = await createUpload(context, { fileName, size: bytes.length });
  if (!begun.ok) throw new Error(begun.error.code);
  const { uploadId } = begun.value;
  for (let partNo = 0; partNo * partBytes < bytes.length; partNo++) {
    const part = bytes.subarray(partNo * partBytes, (partNo + 1) * partBytes);
    const written = await writePart(context, { uploadId, partNo, sha256: sha256(part), content: part });
    if (!written.ok) throw new Error(written.error.code);
  }
  const completed = await completeUpload(context, { uploadId, sha256: sha256(bytes) });
  if (!completed.ok) throw new Error(completed.error.code);
  return uploadId;
}

export type ImportChoices = Partial<StartImport["options"]> & { again?: boolean; kind?: ImportKind };

/** Looks at an upload and starts its import with the columns as they are recognised. */
export async function givenImport(context: OperationContext, content: string | Uint8Array, choices: ImportChoices = {}) {
  const uploadId = await givenUpload(context, content);
  const { again = false, kind: givenKind, ...options } = choices;
  const seen = await analyseUpload(context, { uploadId, kind: givenKind ?? null });
  if (!seen.ok) throw new Error(`the file is refused: ${seen.error.code}`);
  const { kind, dialect, headings, columns } = seen.value;
  return startImport(context, {
    uploadId,
    kind,
    again,
    options: { ...dialect, headings, columns, known: "update", matchBy: "email", ...options },
  });
}

export type Imported = { row: ImportRow; refusals: RefusalRow[] };

/** Imports a file to its end, as the worker does. */
export async function importFile(context: OperationContext, content: string | Uint8Array, choices: ImportChoices = {}): Promise<Imported> {
  const started = await givenImport(context, content, choices);
  if (!started.ok) throw new Error(`the import is refused: ${started.error.code}`);
  await workOn(context, started.value.jobId);
  return importedAs(context, started.value.importId);
}

export async function workOn({ db }: OperationContext, jobId: string): Promise<void> {
  await runJob(db, importJob, { jobId }, { lastAttempt: true, signal: new AbortController().signal });
}

export async function importedAs(context: OperationContext, importId: string): Promise<Imported> {
  const row = await findImport(context, { importId });
  if (!row) throw new Error("the import is gone");
  const { refusals } = await listRefusals(context, { importId });
  return { row, refusals };
}

/** Rows read, created, updated, unchanged, refused. */
export const numbersOf = ({ row }: Imported) => [row.rowsRead, row.created, row.updated, row.unchanged, row.refused];
