import { z } from "zod";

export const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, "A SHA-256 hash has 64 hexadecimal digits.");
export const uploadIdSchema = z.uuid("This is not the number of an upload.");

/** The name is shown only, never used as a path. */
export const createUploadSchema = z.object({
  fileName: z.string().trim().min(1).max(255),
  size: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** The hash of its first part, by which two files of one name and size are told apart. */
  firstPartSha256: sha256Schema.nullable().default(null),
});
export const writePartSchema = z.object({
  uploadId: uploadIdSchema,
  partNo: z.int().min(0).max(100_000),
  sha256: sha256Schema,
  content: z.instanceof(Uint8Array),
});
export const completeUploadSchema = z.object({ uploadId: uploadIdSchema, sha256: sha256Schema });
