import { z } from "zod";
import { type TemplateError, templateMessage } from "@/lib/templates/errors";
import { findTemplate } from "@/lib/templates/find-template";
import { deleteInteractionGroup, listInteractionGroups, saveInteractionGroup } from "@/lib/templates/interaction-groups";
import { listTemplates } from "@/lib/templates/list-templates";
import { deleteSalutationFormula, listSalutationFormulas, saveSalutationFormula } from "@/lib/templates/salutation-formulas";
import {
  createTemplateSchema,
  deleteFormulaSchema,
  saveFormulaSchema,
  saveGroupSchema,
  saveTemplateLanguageSchema,
  setTemplateAttachmentsSchema,
  setTemplateDocumentSchema,
  templateOrders,
  templateValuesSchema,
} from "@/lib/templates/schema";
import { removeTemplateLanguage, saveTemplateLanguage, setTemplateAttachments, setTemplateDocument } from "@/lib/templates/write-language";
import { changeTemplate, createTemplate, deleteTemplate } from "@/lib/templates/write-template";
import { type ApiRoute, queryRoute, resultRoute } from "../route";
import { numberedPaging, pageNumberOf } from "../shapes/asked";
import { count, numberedPage, pageOf } from "../shapes/common";
import * as shapes from "../shapes/templates";

const tag = "Interaction templates";
const message = (error: TemplateError) => templateMessage(error);
const code = z.string().min(1).max(40);
const path = z.strictObject({ code });
const written = z.object({ code: z.string(), version: count });
const key = { code: true, languageCode: true } as const;

const templates: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/interaction-templates", id: "listTemplates", tag },
    summary: "The interaction templates, 50 a page",
    callable: listTemplates,
    takes: z.strictObject({
      query: z.strictObject({
        ...numberedPaging,
        search: z.string().max(200).default(""),
        groupCode: z.string().max(30).nullable().default(null),
        order: z.enum(templateOrders).default("code"),
        direction: z.enum(["asc", "desc"]).default("asc"),
      }),
    }),
    input: ({ query: { cursor, ...asked } }) => ({ ...asked, page: pageNumberOf(cursor) }),
    answer: pageOf(shapes.templateRow),
    reply: (page) => numberedPage(page.templates, page),
    nothing: "There is no interaction template.",
  }),
  queryRoute({
    ...{ method: "GET", path: "/interaction-templates/{code}", id: "getTemplate", tag },
    summary: "An interaction template with its languages and their documents",
    callable: findTemplate,
    takes: z.strictObject({ path }),
    input: ({ path: named }) => named,
    answer: shapes.template,
    reply: (template) => template,
    revisions: ({ version }) => [version],
    nothing: "There is no such interaction template.",
  }),
  resultRoute({
    ...{ method: "POST", path: "/interaction-templates", id: "createTemplate", tag, status: 201 },
    summary: "Makes an interaction template",
    callable: createTemplate,
    takes: z.strictObject({ body: z.strictObject(createTemplateSchema.shape) }),
    input: ({ body }) => body,
    answer: written,
    reply: (made) => made,
    message,
  }),
  resultRoute({
    ...{ method: "PUT", path: "/interaction-templates/{code}", id: "changeTemplate", tag, ifMatch: true },
    summary: "Changes all values of an interaction template but its code",
    description: "Segments took theirs when they were given the template, and keep them.",
    callable: changeTemplate,
    takes: z.strictObject({ path, body: z.strictObject({ values: templateValuesSchema }) }),
    input: ({ path: named, body }, revisions) => ({ ...named, ...body, version: revisions[0] ?? 0 }),
    answer: written,
    reply: (changed) => changed,
    revisions: ({ version }) => [version],
    message,
  }),
  resultRoute({
    ...{ method: "DELETE", path: "/interaction-templates/{code}", id: "deleteTemplate", tag, ifMatch: true },
    summary: "Deletes an interaction template that no segment uses",
    callable: deleteTemplate,
    takes: z.strictObject({ path }),
    input: ({ path: named }, revisions) => ({ ...named, version: revisions[0] ?? 0 }),
    reply: () => undefined,
    message,
  }),
];

const languagePath = z.strictObject({ code, languageCode: z.string().min(1).max(30) });
const languageAt = "/interaction-templates/{code}/languages/{languageCode}";
const changed = z.object({ version: count.describe("Of the template after the change.") });

const languages: ApiRoute[] = [
  resultRoute({
    ...{ method: "PUT", path: languageAt, id: "saveTemplateLanguage", tag },
    summary: "Adds a language to a template, or changes its subject and how a Word document goes by e-mail",
    callable: saveTemplateLanguage,
    takes: z.strictObject({ path: languagePath, body: z.strictObject(saveTemplateLanguageSchema.omit(key).shape) }),
    input: ({ path: named, body }) => ({ ...named, ...body, description: body.description ?? "", subject: body.subject ?? "" }),
    answer: changed,
    reply: (saved) => saved,
    message,
  }),
  resultRoute({
    ...{ method: "DELETE", path: languageAt, id: "removeTemplateLanguage", tag },
    summary: "Takes a language away from a template, with its documents",
    callable: removeTemplateLanguage,
    takes: z.strictObject({ path: languagePath }),
    input: ({ path: named }) => named,
    answer: changed,
    reply: (removed) => removed,
    message,
  }),
  resultRoute({
    ...{ method: "PUT", path: `${languageAt}/document`, id: "setTemplateDocument", tag },
    summary: "Gives a language of a template another document, or none",
    description: "`seen` is the document it has. Segments without a copy of their own follow at once; what was logged does not.",
    callable: setTemplateDocument,
    takes: z.strictObject({ path: languagePath, body: z.strictObject(setTemplateDocumentSchema.omit(key).shape) }),
    input: ({ path: named, body }) => ({ ...named, ...body }),
    answer: changed,
    reply: (given) => given,
    message,
  }),
  resultRoute({
    ...{ method: "PUT", path: `${languageAt}/attachments`, id: "setTemplateAttachments", tag },
    summary: "Says which further files go with the document of a language, in this order",
    callable: setTemplateAttachments,
    takes: z.strictObject({ path: languagePath, body: z.strictObject(setTemplateAttachmentsSchema.omit(key).shape) }),
    input: ({ path: named, body }) => ({ ...named, ...body }),
    answer: changed,
    reply: (given) => given,
    message,
  }),
];

const groups: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/interaction-groups", id: "listInteractionGroups", tag },
    summary: "All interaction groups with what was recorded in them",
    callable: listInteractionGroups,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: z.object({ items: z.array(shapes.group) }),
    reply: (items) => ({ items }),
    nothing: "There is no interaction group.",
  }),
  resultRoute({
    ...{ method: "PUT", path: "/interaction-groups/{code}", id: "saveInteractionGroup", tag },
    summary: "Makes an interaction group, or changes its description",
    description: "`version` is that of the list; null makes a new one.",
    callable: saveInteractionGroup,
    takes: z.strictObject({ path, body: z.strictObject(saveGroupSchema.omit({ code: true }).shape) }),
    input: ({ path: named, body }) => ({ ...named, ...body }),
    answer: z.object({ code: z.string() }),
    reply: (saved) => saved,
    message,
  }),
  resultRoute({
    ...{ method: "DELETE", path: "/interaction-groups/{code}", id: "deleteInteractionGroup", tag },
    summary: "Deletes an interaction group that neither template nor segment names",
    callable: deleteInteractionGroup,
    takes: z.strictObject({ path, query: z.strictObject({ version: z.int().min(1).max(2_147_483_647) }) }),
    input: ({ path: named, query }) => ({ ...named, ...query }),
    reply: () => undefined,
    message,
  }),
];

const { languageCode, salutationType } = deleteFormulaSchema.shape;
const formulaPath = z.strictObject({ salutationCode: code, salutationType });
const formulaAt = "/salutations/{salutationCode}/{salutationType}";

const salutations: ApiRoute[] = [
  queryRoute({
    ...{ method: "GET", path: "/salutations", id: "listSalutations", tag: "Salutations" },
    summary: "All salutations with their greetings by language and tone",
    callable: listSalutationFormulas,
    takes: z.strictObject({}),
    input: () => ({}),
    answer: shapes.formulas,
    reply: (found) => found,
    nothing: "There is no salutation.",
  }),
  resultRoute({
    ...{ method: "PUT", path: formulaAt, id: "saveSalutationFormula", tag: "Salutations" },
    summary: "Writes the greeting of a salutation in one language and tone",
    callable: saveSalutationFormula,
    takes: z.strictObject({
      path: formulaPath,
      body: z.strictObject({ languageCode, formula: saveFormulaSchema.shape.formula, names: saveFormulaSchema.shape.names }),
    }),
    input: ({ path: named, body }) => ({ ...named, ...body }),
    reply: () => undefined,
    message,
  }),
  resultRoute({
    ...{ method: "DELETE", path: formulaAt, id: "deleteSalutationFormula", tag: "Salutations" },
    summary: "Deletes a greeting; that for any language takes its place",
    callable: deleteSalutationFormula,
    takes: z.strictObject({ path: formulaPath, query: z.strictObject({ languageCode: languageCode.default("") }) }),
    input: ({ path: named, query }) => ({ ...named, ...query }),
    reply: () => undefined,
    message,
  }),
];

export const templateRoutes: ApiRoute[] = [...templates, ...languages, ...groups, ...salutations];
