import { z } from "zod";
import { salutationNames } from "@/lib/documents/salutation-parts";
import { documentIdSchema, subjectSchema } from "@/lib/documents/schema";

export const templateOrders = ["code", "description", "group", "channel", "cost", "duration"] as const;
export const listTemplatesSchema = z.object({
  search: z.string().trim().max(200).default(""),
  groupCode: z.string().trim().max(30).nullable().default(null),
  order: z.enum(templateOrders).default("code"),
  direction: z.enum(["asc", "desc"]).default("asc"),
  page: z.int().min(1).max(100_000).default(1),
});

/** Text as people type or paste it, without the one character that Postgres cannot hold. */
const text = z.string().overwrite((typed) => typed.replaceAll("\0", ""));
/** The key of what is named by one. */
export const keySchema = text.trim().min(1).max(40);
const newCodeSchema = text
  .trim()
  .toUpperCase()
  .min(1, "A code is needed.")
  .max(20, "A code has 20 characters at most.")
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} ._/&+-]*$/u,
    "A code begins with a letter or digit and has letters, digits, blanks and . _ / & + - only.",
  );
const descriptionSchema = text.trim().min(1, "A description is needed.").max(100, "A description has 100 characters at most.");
const versionSchema = z.int().min(1);
const refSchema = text.trim().min(1).max(30).nullable();

export const wizardActions = ["open", "import", "merge"] as const;
export type WizardAction = (typeof wizardActions)[number];

export const templateValuesSchema = z
  .object({
    description: descriptionSchema,
    interactionGroupCode: text.trim().min(1, "Choose an interaction group.").max(30),
    unitCostLcy: z
      .number()
      .min(0, "A cost is 0 or more, for example 12.50.")
      .max(1_000_000_000)
      .refine((cost) => Math.abs(cost * 100 - Math.round(cost * 100)) < 1e-6, "A cost has two decimals at most, for example 12.50."),
    unitDurationMin: z
      .int("A duration is a whole number of minutes, for example 15.")
      .min(0, "A duration is 0 minutes or more.")
      .max(1_000_000),
    informationFlow: z.enum(["outbound", "inbound"]).nullable(),
    initiatedBy: z.enum(["us", "them"]).nullable(),
    correspondenceType: z.enum(["hard_copy", "email", "phone"]).nullable(),
    ignoreContactCorresType: z.boolean(),
    campaignNo: refSchema,
    campaignTarget: z.boolean(),
    campaignResponse: z.boolean(),
    /** The default language; one that the template has not is added to it. */
    languageCode: refSchema,
    wizardAction: z.enum(wizardActions).nullable(),
  })
  .refine(({ campaignNo, campaignTarget, campaignResponse }) => campaignNo !== null || !(campaignTarget || campaignResponse), {
    path: ["campaignNo"],
    message: "Target and response need a campaign.",
  });
export type TemplateValues = z.output<typeof templateValuesSchema>;
export const createTemplateSchema = z.object({ code: newCodeSchema, values: templateValuesSchema });
export const changeTemplateSchema = z.object({ code: keySchema, version: versionSchema, values: templateValuesSchema });
export const deleteTemplateSchema = z.object({ code: keySchema, version: versionSchema });
export type CreateTemplate = z.input<typeof createTemplateSchema>;
export type ChangeTemplate = z.input<typeof changeTemplateSchema>;

const languageSchema = z.object({ code: keySchema, languageCode: text.trim().min(1, "Choose a language.").max(30) });
export const saveTemplateLanguageSchema = languageSchema.extend({
  description: text
    .trim()
    .max(100, "A description has 100 characters at most.")
    .transform((written) => written || null),
  subject: subjectSchema,
  sendAsAttachment: z.boolean(),
});
export type SaveTemplateLanguage = z.input<typeof saveTemplateLanguageSchema>;
export const removeTemplateLanguageSchema = languageSchema;
export type RemoveTemplateLanguage = z.input<typeof removeTemplateLanguageSchema>;
/** `seen` is the document that the page showed; null: none. */
export const setTemplateDocumentSchema = languageSchema.extend({
  documentId: documentIdSchema.nullable(),
  seen: documentIdSchema.nullable(),
});
export type SetTemplateDocument = z.input<typeof setTemplateDocumentSchema>;
export const mostAttachments = 10;
/** All further files in their order; `seen` are those that the page showed. */
export const setTemplateAttachmentsSchema = languageSchema.extend({
  documentIds: z.array(documentIdSchema).max(mostAttachments, `${mostAttachments} files can go with a document.`),
  seen: z.array(documentIdSchema).max(100),
});
export type SetTemplateAttachments = z.input<typeof setTemplateAttachmentsSchema>;

export const saveGroupSchema = z.object({ code: newCodeSchema, description: descriptionSchema, version: versionSchema.nullable() });
export type SaveGroup = z.input<typeof saveGroupSchema>;
export const deleteGroupSchema = z.object({ code: keySchema, version: versionSchema });
export type DeleteGroup = z.input<typeof deleteGroupSchema>;

export const salutationTypes = ["formal", "informal"] as const;
/** The language is "" for any. */
const formulaKey = { salutationCode: keySchema, languageCode: text.trim().max(30), salutationType: z.enum(salutationTypes) };
export const saveFormulaSchema = z
  .object({
    ...formulaKey,
    formula: text.trim().min(1, "Write the greeting.").max(100, "A greeting has 100 characters at most."),
    names: z.array(z.enum(salutationNames)).max(5, "A greeting has five placeholders at most."),
  })
  .refine(({ formula, names }) => [...formula.matchAll(/%([1-9])/g)].every(([, at]) => Number(at) <= names.length), {
    path: ["formula"],
    message: "Say what every placeholder of the greeting stands for.",
  });
export type SaveFormula = z.input<typeof saveFormulaSchema>;
export const deleteFormulaSchema = z.object(formulaKey);
export type DeleteFormula = z.input<typeof deleteFormulaSchema>;
