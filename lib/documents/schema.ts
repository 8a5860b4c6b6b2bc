import { z } from "zod";

/** *word*, *html* and *markdown* are merged for each recipient; *file* goes out as it is. */
export const documentKinds = ["word", "html", "markdown", "file"] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The largest document that is taken: more than mail servers carry. */
export const maxDocumentBytes = 20 * 1024 ** 2;
/** The longest e-mail that is written in the page, in characters. */
export const maxMailLength = 300_000;

export const documentIdSchema = z.int().min(1).max(2_147_483_647);
/** The version that was replaced; null for the first. */
const basedOnSchema = documentIdSchema.nullable().default(null);

/** `fileName` is shown and offered for saving, never used as a path. */
export const storeDocumentSchema = z.object({
  fileName: z.string().trim().min(1, "The file has no name.").max(255, "A file name has 255 characters at most."),
  basedOn: basedOnSchema,
  content: z.instanceof(Uint8Array),
});
export const mailKinds = ["html", "markdown"] as const satisfies readonly DocumentKind[];
export const writeMailSchema = z.object({
  kind: z.enum(mailKinds),
  text: z
    .string()
    .max(maxMailLength, `An e-mail has ${maxMailLength.toLocaleString("en-GB")} characters at most.`)
    .refine((text) => text.trim() !== "", "Write something first."),
  basedOn: basedOnSchema,
});
export type WriteMail = z.input<typeof writeMailSchema>;

/** A subject of a document, one line; empty is none. */
export const subjectSchema = z
  .string()
  .trim()
  .max(200, "A subject has 200 characters at most.")
  .refine((text) => !/[\p{Cc}\u2028\u2029]/u.test(text), "A subject is one line.")
  .transform((text) => text || null);
