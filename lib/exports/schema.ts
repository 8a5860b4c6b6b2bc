import { z } from "zod";

export const exportFormats = ["csv", "xlsx"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** Of files that a job makes and that are kept for a while. */
export const keptFormats = ["docx", "zip", "pdf"] as const;
export type KeptFormat = (typeof keptFormats)[number];

/** What every export is asked for beside what it is about; no `columns` are all of them. */
export const exportChoice = {
  format: z.enum(exportFormats).default("csv"),
  columns: z.array(z.string().max(60)).min(1, "Choose at least one column.").max(200).nullable().default(null),
};

/** What people can take out: each kind has its own columns and its own filter. */
export const exportKinds = [
  "segment_lines",
  "segment_members",
  "contacts",
  "interaction_log_entries",
  "logged_segments",
  "letters",
] as const;
export type ExportKind = (typeof exportKinds)[number];

/** *aborted*: the reader left, or the server ended, before the last row. Such a file lacks its last line. */
export const exportStates = ["running", "done", "aborted", "failed"] as const;
export type ExportState = (typeof exportStates)[number];

export const listExportsSchema = z.object({
  page: z.int().min(1).max(1_000_000).default(1),
  pageSize: z.int().min(1).max(200).default(50),
});

export const keptFileSchema = z.object({ exportId: z.int().min(1).max(2_147_483_647) });

/** A column as people choose it. */
export type ColumnChoice = { key: string; title: string };
