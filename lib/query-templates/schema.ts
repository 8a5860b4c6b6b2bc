import { z } from "zod";
import { filterSchema } from "@/lib/filters/schema";

/** What people may ask of query templates. A template is a filter whose placeholders say what is to be filled in by whoever begins with it. */

const text = z.string().overwrite((typed) => typed.replaceAll("\0", "").toWellFormed());
const idSchema = z.int().min(1).max(2_147_483_647);

/** How many templates a person may have, and how many of one's own and others' shared ones are shown. */
export const mostTemplates = 100;

/** Without `id` a new one is made; with it one's own is changed. Without `filter`, of one that is changed, what it asks for stays. */
export const saveQueryTemplateSchema = z
  .object({
    id: idSchema.nullable().default(null),
    name: text.trim().min(1, "Give the template a name.").max(60, "A name has 60 characters at most."),
    description: text.trim().max(200, "A description has 200 characters at most.").default(""),
    shared: z.boolean(),
    filter: filterSchema.optional(),
  })
  .refine(({ id, filter }) => id !== null || filter !== undefined, { path: ["filter"], message: "A new template needs a filter." });
export type SaveQueryTemplate = z.input<typeof saveQueryTemplateSchema>;

export const queryTemplateIdSchema = z.object({ id: idSchema });
export type QueryTemplateId = z.input<typeof queryTemplateIdSchema>;

export const queryTemplateRowSchema = z.object({
  id: idSchema,
  name: z.string(),
  description: z.string().nullable(),
  filter: filterSchema,
  shared: z.boolean(),
  own: z.boolean(),
  ownerName: z.string(),
});
export type QueryTemplateRow = z.output<typeof queryTemplateRowSchema>;

/** The templates one sees, with what the codes in them are called. */
export type QueryTemplates = { templates: QueryTemplateRow[]; names: [string, string][] };
