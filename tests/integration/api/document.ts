import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { z } from "zod";
import { openApiDocument } from "@/lib/api/openapi";

const contentSchema = z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })).default({});
const operationSchema = z.object({
  operationId: z.string(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean(), schema: z.record(z.string(), z.unknown()) }))
    .default([]),
  requestBody: z.object({ required: z.boolean(), content: contentSchema }).optional(),
  responses: z.record(
    z.string(),
    z.union([z.object({ $ref: z.string() }), z.object({ content: contentSchema, headers: z.unknown().optional() })]),
  ),
});
export type DocumentedOperation = z.output<typeof operationSchema> & { method: string; path: string };

export const document = openApiDocument();

/** What the document says of each address and method, read as a stranger would read it. */
export const operations: DocumentedOperation[] = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, written]) => ({ method: method.toUpperCase(), path, ...operationSchema.parse(written) })),
);

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: "openapi", components: document.components });
const compiled = new Map<unknown, ValidateFunction>();

/** What of `value` is not as a schema of the document says; empty when all is. */
export function differences(schema: Record<string, unknown>, value: unknown): string[] {
  const known =
    compiled.get(schema) ?? ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', '"openapi#/components/')));
  compiled.set(schema, known);
  return known(value) ? [] : (known.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The schema of an answer with that status; null where the document gives none, undefined where it does not know the status. */
export function answerSchema(operation: DocumentedOperation, status: number): Record<string, unknown> | null | undefined {
  const response = operation.responses[String(status)];
  if (!response) return undefined;
  if ("$ref" in response) return { $ref: "#/components/schemas/Problem" };
  return response.content["application/json"]?.schema ?? null;
}

/** The media types of a file that an address answers with; none where it answers otherwise. */
export function fileTypes({ responses }: DocumentedOperation): string[] {
  const done = responses["200"];
  return done && !("$ref" in done) ? Object.keys(done.content).filter((type) => type !== "application/json") : [];
}
