import { z } from "zod";
import { uploadIdSchema } from "@/lib/uploads/schema";
import { matchings } from "./contact-row";
import { delimiters } from "./delimiter";
import { encodings } from "./encoding";
import { importKinds } from "./fields";

/** How a file is read. */
export const dialectSchema = z.object({
  encoding: z.enum(encodings),
  delimiter: z.enum(delimiters),
  dayOrder: z.enum(["dmy", "mdy"]),
  decimal: z.enum([".", ","]),
});
export type Dialect = z.output<typeof dialectSchema>;

/** What a person chose for an import; `headings` are those of the file, so that a later look needs no upload. */
export const importOptionsSchema = dialectSchema.extend({
  headings: z.array(z.string().max(300)).min(1).max(500),
  columns: z.array(z.string().max(60).nullable()).min(1).max(500),
  /** What happens to contacts that are known already. */
  known: z.enum(["update", "skip"]),
  matchBy: z.enum(matchings),
});
export type ImportOptions = z.output<typeof importOptionsSchema>;

export const analyseUploadSchema = z.object({
  uploadId: uploadIdSchema,
  kind: z.enum(importKinds).nullable().default(null),
  encoding: z.enum(encodings).nullable().default(null),
  delimiter: z.enum(delimiters).nullable().default(null),
});

export const startImportSchema = z.object({
  uploadId: uploadIdSchema,
  kind: z.enum(importKinds),
  options: importOptionsSchema,
  /** Sales facts of a file that was imported before are taken only when this is asked for. */
  again: z.boolean().default(false),
});
export type StartImport = z.input<typeof startImportSchema>;

export const importIdSchema = z.uuid("This is not the number of an import.");
export const resumeImportSchema = z.object({ importId: importIdSchema });
