import { z } from "zod";
import type { OpenApiDocument } from "./openapi";

export type ReferenceParameter = { name: string; place: string; required: boolean; type: string; description: string | null };
export type ReferenceOperation = {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string | null;
  right: string;
  parameters: ReferenceParameter[];
  /** JSON Schemas as text; null where there is nothing. */
  body: string | null;
  answer: string | null;
  statuses: string[];
  example: string;
};
export type ReferenceGroup = { tag: string; operations: ReferenceOperation[] };

const content = z.record(z.string(), z.object({ schema: z.unknown() })).optional();
const operationSchema = z.object({
  operationId: z.string(),
  tags: z.tuple([z.string()]),
  summary: z.string(),
  description: z.string().optional(),
  "x-right": z.string(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), description: z.string().optional(), schema: z.unknown() }))
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ content })),
});

/** The document as people read it, group by group. */
export function listReference({ paths, tags }: OpenApiDocument): ReferenceGroup[] {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, written]) => ({ method: method.toUpperCase(), path, ...operationSchema.parse(written) })),
  );
  return tags.map(({ name }) => ({ tag: name, operations: operations.filter((operation) => operation.tags[0] === name).map(referenceOf) }));
}

function referenceOf(operation: z.output<typeof operationSchema> & { method: string; path: string }): ReferenceOperation {
  const { operationId, method, path, summary, description, parameters, requestBody, responses } = operation;
  const body = firstSchema(requestBody?.content);
  const done = Object.entries(responses).find(([status]) => status.startsWith("2"));
  const answer = done?.[1].content?.["application/json"]?.schema;
  return {
    id: operationId,
    method,
    path,
    summary,
    description: description ?? null,
    right: operation["x-right"],
    parameters: parameters.map((parameter) => ({
      name: parameter.name,
      place: parameter.in,
      required: parameter.required,
      type: typeInWords(parameter.schema),
      description: parameter.description ?? null,
    })),
    body: body === undefined ? null : JSON.stringify(body, null, 2),
    answer: answer === undefined ? null : JSON.stringify(answer, null, 2),
    statuses: Object.keys(responses),
    example: exampleOf({ ...operation, saved: savedAs(Object.keys(done?.[1].content ?? {})) }),
  };
}

function firstSchema(written: z.output<typeof content>): unknown {
  return Object.values(written ?? {})[0]?.schema;
}

type Exemplified = z.output<typeof operationSchema> & { method: string; path: string; saved: string | null };

/** Under which name an example saves the answer; null where it is no file. */
function savedAs(types: string[]): string | null {
  if (types.includes("text/csv")) return "export.csv";
  return types.includes("application/octet-stream") ? "file" : null;
}

function exampleOf({ method, path, requestBody, parameters, saved }: Exemplified): string {
  const lines = [`curl${method === "GET" ? "" : ` -X ${method}`} "$WINNOW_URL/api/v1${path}"`, '-H "Authorization: Bearer $WINNOW_KEY"'];
  if (parameters.some(({ name }) => name === "If-Match")) lines.push("-H 'If-Match: \"1-1\"'");
  if (requestBody?.content?.["application/json"]) lines.push("-H 'Content-Type: application/json' -d '{ … }'");
  if (requestBody?.content?.["application/octet-stream"]) lines.push("--data-binary @file");
  if (saved) lines.push(`--output ${saved}`);
  return lines.join(" \\\n  ");
}

const schemaSchema = z.object({
  type: z.union([z.string(), z.array(z.string()).transform((types) => types.find((type) => type !== "null"))]).optional(),
  format: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  default: z.unknown().optional(),
});

/** "text", "whole number", "one of asc, desc": a parameter's type in a few words, with its default. */
function typeInWords(written: unknown): string {
  const schema = schemaSchema.parse(written);
  const words = schema.enum
    ? `one of ${schema.enum.join(", ")}`
    : schema.anyOf
      ? (schema.anyOf.map(typeInWords).find((type) => type !== "null") ?? "text")
      : (typeNames[schema.format ?? ""] ?? typeNames[schema.type ?? ""] ?? "text");
  const preset = schema.default;
  return preset === undefined || preset === null || preset === "" ? words : `${words}; ${String(preset)} unless given`;
}

const typeNames: Record<string, string> = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  date: "date, such as 2026-03-16",
  uuid: "UUID",
  null: "null",
};
