import { z } from "zod";
import { mediaTypes } from "@/lib/exports/open-export";
import { filterSchema } from "@/lib/filters/schema";
import { statusOf, titles } from "./problems";
import type { ApiRoute } from "./route";
import { routes } from "./routes";
import { askedFilter } from "./shapes/asked";
import { jobBegun } from "./shapes/common";

type Json = { [key: string]: unknown };
export type OpenApiDocument = {
  openapi: "3.1.0";
  info: Json;
  servers: Json[];
  tags: { name: string }[];
  security: Json[];
  paths: Record<string, Record<string, Json>>;
  components: { schemas: Json; securitySchemes: Json; responses: Json };
};

/** The document of `/api/v1`, made from the table of routes: whatever is served stands in it, and nothing else. */
export function openApiDocument(): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route) };
  return {
    openapi: "3.1.0",
    info: {
      title: "Winnow REST API",
      version: "1",
      description:
        "Everything that the pages do, over the same operations. Send the key as `Authorization: Bearer winnow_…`; it may do what its owner may, and never more than it was given. Lists are paged by `cursor` and `limit`. A write that carries an `Idempotency-Key` is done once within 24 hours, however often it is sent. A refusal is a problem (RFC 9457) whose `code` says what is the matter and whose `detail` is a sentence for people.",
      license: { name: "MIT", identifier: "MIT" },
    },
    servers: [{ url: "/api/v1" }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    security: [{ key: [] }],
    paths,
    components: {
      schemas: { ...filterSchemas(), Problem: problem },
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "A key made under Your account." } },
      responses: {
        Problem: {
          description: "Refused; nothing was changed.",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    },
  };
}

function operationOf(route: ApiRoute): Json {
  const { id, tag, summary, description, takes, answer, writes, ifMatch, hasEtag, needs, bytes } = route;
  const parameters = [
    ...parametersOf(takes.path, "path"),
    ...parametersOf(takes.query, "query"),
    ...(ifMatch
      ? [{ name: "If-Match", in: "header", required: true, schema: { type: "string", pattern: '^"\\d{1,10}(-\\d{1,10})*"$' } }]
      : []),
    ...(writes
      ? [{ name: "Idempotency-Key", in: "header", required: false, schema: { type: "string", pattern: "^[\\x21-\\x7e]{1,200}$" } }]
      : []),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    "x-right": needs,
    ...(parameters.length > 0 && { parameters }),
    ...(takes.body && { requestBody: bodyOf(takes.body, bytes) }),
    responses: {
      ...(route.file ? fileAnswers[route.file] : doneOf(answer, route.status ?? 200, hasEtag)),
      ...(route.mayGoOn && goesOn),
      ...refusalsOf(route),
    },
  };
}

function parametersOf(schema: z.ZodObject | undefined, place: "path" | "query"): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = objectSchema.parse(jsonSchema(schema, "input"));
  return Object.entries(properties).map(([name, property]) => {
    const { description, ...rest } = property;
    return { name, in: place, required: required.includes(name), ...(description !== undefined && { description }), schema: rest };
  });
}
const objectSchema = z.object({
  properties: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
  required: z.array(z.string()).optional(),
});

function bodyOf(schema: z.ZodType, bytes: number | undefined): Json {
  const content =
    bytes === undefined
      ? { "application/json": { schema: jsonSchema(schema, "input") } }
      : { "application/octet-stream": { schema: { type: "string", format: "binary", maxLength: bytes } } };
  return { required: !schema.safeParse(undefined).success, content };
}

function doneOf(answer: z.ZodType | null, status: number, hasEtag: boolean): Json {
  if (!answer) return { 204: { description: "Done." } };
  const headers = hasEtag
    ? { ETag: { schema: { type: "string" }, description: "The state of the record; goes back in If-Match." } }
    : undefined;
  return {
    [status]: {
      description: status === 201 ? "Made." : status === 202 ? "Begun; a job goes on." : "As asked.",
      ...(headers && { headers }),
      content: { "application/json": { schema: jsonSchema(answer, "output") } },
    },
  };
}

const binary = { schema: { type: "string", format: "binary" } };
const fileNameHeader = { "Content-Disposition": { schema: { type: "string" }, description: "The name of the file." } };
const fileAnswers: Record<"rows" | "stored", Json> = {
  rows: {
    200: {
      description:
        "The file, sent while it is made. One that was cut off lacks its end: the last line of the CSV, the last sheet of the workbook.",
      headers: fileNameHeader,
      content: Object.fromEntries(Object.values(mediaTypes).map((type) => [type.split(";")[0] ?? type, binary])),
    },
  },
  stored: {
    200: {
      description: "The file as it is kept, byte for byte, to be saved.",
      headers: fileNameHeader,
      content: { "application/octet-stream": binary },
    },
  },
};
const goesOn: Json = {
  202: {
    description: "It takes longer and goes on as a job.",
    content: { "application/json": { schema: jsonSchema(jobBegun, "output") } },
  },
};

/** What every address can answer, and what this one can beside it. */
function refusalsOf({ takes, writes, ifMatch, hasEtag }: ApiRoute): Json {
  const statuses = [401, 403, 404, 503, ...(writes ? [409, 422] : [])];
  if (takes.path || takes.query || takes.body) statuses.push(400);
  if (takes.query || takes.body) statuses.push(422);
  if (takes.body) statuses.push(413, 415);
  if (ifMatch) statuses.push(400, 412, 428);
  const problems: Json = Object.fromEntries(
    [...new Set(statuses)].sort((left, right) => left - right).map((status) => [status, { $ref: "#/components/responses/Problem" }]),
  );
  return { ...problems, ...(hasEtag && { 304: { description: "The record is still that of If-None-Match." } }) };
}

/** Every code that a problem can have with its status and what that says, by status. */
export function listProblemCodes(): { code: string; status: number; title: string }[] {
  return Object.entries(statusOf)
    .filter(([, status]) => status !== 202)
    .map(([code, status]) => ({ code, status, title: titles[status] ?? "" }))
    .sort((left, right) => left.status - right.status || (left.code < right.code ? -1 : 1));
}

const problem: Json = {
  type: "object",
  description: "RFC 9457 problem details. Beside these stand the numbers and names that `detail` speaks of.",
  required: ["type", "title", "status", "code", "detail"],
  properties: {
    type: { type: "string", format: "uri-reference" },
    title: { type: "string" },
    status: { type: "integer" },
    code: {
      type: "string",
      enum: listProblemCodes()
        .map(({ code }) => code)
        .sort(),
    },
    detail: { type: "string" },
  },
};

/**
 * A schema as JSON Schema 2020-12, which OpenAPI 3.1 speaks: `input` as it is sent, `output` as it is answered. Instants are text, and a filter
 * stands once among the components.
 */
function jsonSchema(schema: z.core.$ZodType, io: "input" | "output"): Json {
  const {
    $schema: _,
    $defs: _filter,
    ...made
  } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema: json }) => {
      if (zodSchema instanceof z.ZodDate) Object.assign(json, { type: "string", format: "date-time" });
      const seen: unknown = zodSchema;
      const component = seen === askedFilter ? "AskedFilter" : seen === filterSchema ? "Filter" : null;
      if (component === null) return;
      for (const key of Object.keys(json)) Reflect.deleteProperty(json, key);
      json.$ref = `#/components/schemas/${component}`;
    },
  });
  return made;
}

/** A filter as the tree, which holds itself, and as it may be asked with. */
function filterSchemas(): Json {
  const { $schema: _, $defs = {}, ...root } = z.toJSONSchema(filterSchema, { io: "output" });
  const renamed = Object.keys($defs).reduce(
    (written, name, at) => written.replaceAll(`"#/$defs/${name}"`, `"#/components/schemas/FilterNode${at || ""}"`),
    JSON.stringify({ root, nodes: Object.values($defs) }),
  );
  const { root: filter, nodes } = z.object({ root: z.unknown(), nodes: z.array(z.unknown()) }).parse(JSON.parse(renamed));
  const [expressions] = askedFilter.options;
  return {
    Filter: filter,
    ...Object.fromEntries(nodes.map((node, at) => [`FilterNode${at || ""}`, node])),
    AskedFilter: { anyOf: [jsonSchema(expressions, "input"), { $ref: "#/components/schemas/Filter" }] },
  };
}
