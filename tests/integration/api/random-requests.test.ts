import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { givenBaseWorld } from "../../support/base-world";
import { createTestDatabase, type TestDatabase, testContext } from "../../support/test-database";
import { givenWorksheet, log } from "../logging/support";
import { value } from "../segmentation/worksheet";
import { type Asked, type Caller, callerOf, givenKey } from "./caller";
import { answerSchema, type DocumentedOperation, differences, document, operations } from "./document";

let db: TestDatabase;
let call: Caller;

beforeAll(async () => {
  db = await createTestDatabase();
  await givenBaseWorld(db);
  const context = await testContext(db);
  await givenWorksheet(context, ["P101", "P201"]);
  value(await log(context, await givenWorksheet(context, ["P101", "P900"])));
  call = callerOf(db, await givenKey(db, context.user.id, "admin"));
});
afterAll(() => db.drop());

type Schema = Record<string, unknown>;

/** Texts that exist in the world, texts that nobody expects, and whatever else there is. */
const texts = fc.oneof(
  fc.constantFrom("P101", "C100", "SM00001", "SM00002", "LETTER", "NEWS", "CP1", "JO", "GB", "countryRegionCode", "city", "code", "date"),
  fc.constantFrom(
    "",
    " ",
    "\0",
    "'; drop table contact; --",
    "<img src=x onerror=alert(1)>",
    "..",
    "%",
    "\\",
    "a".repeat(60),
    "1e999",
    "null",
    "‮",
    "😀",
    "\ud800",
  ),
  fc.string({ maxLength: 30, unit: "binary" }),
);

/** Values that a schema of the document describes, mostly; now and then something it forbids. */
function valuesOf(schema: Schema, depth = 0): fc.Arbitrary<unknown> {
  const fitting = fittingValues(schema, depth);
  return depth > 6
    ? fitting
    : fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 1, arbitrary: fc.anything({ maxDepth: 1 }).filter(isJson) });
}

const isJson = (found: unknown) => {
  try {
    return found === undefined || JSON.stringify(found) !== undefined;
  } catch {
    return false;
  }
};
const schemasIn = (found: unknown): Schema[] => (Array.isArray(found) ? found.map((schema) => Object(schema)) : []);

function fittingValues(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  if (typeof schema.$ref === "string") return valuesOf(Object(document.components.schemas[schema.$ref.split("/").at(-1) ?? ""]), depth + 1);
  const choices = schemasIn(schema.anyOf ?? schema.oneOf);
  if (choices.length > 0) {
    const shallow = depth > 5 ? choices.filter((choice) => !JSON.stringify(choice).includes("$ref")) : choices;
    return fc.oneof(...(shallow.length > 0 ? shallow : choices.slice(0, 1)).map((choice) => valuesOf(choice, depth + 1)));
  }
  if ("const" in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  switch (Array.isArray(schema.type) ? schema.type[0] : schema.type) {
    case "object":
      return objectsOf(schema, depth);
    case "array": {
      const fixed = schemasIn(schema.prefixItems);
      if (fixed.length > 0) return fc.tuple(...fixed.map((item) => valuesOf(item, depth + 1)));
      return fc.array(valuesOf(Object(schema.items), depth + 1), {
        minLength: Math.min(Number(schema.minItems ?? 0), 3),
        maxLength: depth > 4 ? 1 : 3,
      });
    }
    case "integer":
      return fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(0, -1, 2_147_483_648, Number.MAX_SAFE_INTEGER), fc.integer());
    case "number":
      return fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: 0, max: 9 }));
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return schema.format === "uuid"
        ? fc.uuid()
        : schema.format === "date"
          ? fc.constantFrom("2026-03-16", "0001-01-01", "9999-12-31")
          : texts;
  }
}

function objectsOf(schema: Schema, depth: number): fc.Arbitrary<unknown> {
  const properties = Object.entries(Object(schema.properties)).map(([name, property]): [string, fc.Arbitrary<unknown>] => [
    name,
    valuesOf(Object(property), depth + 1),
  ]);
  const free = schema.additionalProperties;
  if (properties.length === 0 && typeof free === "object") return fc.dictionary(texts, valuesOf(Object(free), depth + 1), { maxKeys: 3 });
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  return fc.record(Object.fromEntries(properties), { requiredKeys: required });
}

function requestsTo(operation: DocumentedOperation): fc.Arbitrary<Asked> {
  const places = (place: string) => operation.parameters.filter((parameter) => parameter.in === place);
  const record = (parameters: DocumentedOperation["parameters"]) =>
    fc.record(Object.fromEntries(parameters.map(({ name, schema }) => [name, valuesOf(schema)])), {
      requiredKeys: parameters.filter(({ required }) => required).map(({ name }) => name),
    });
  const json = operation.requestBody?.content["application/json"]?.schema;
  return fc
    .record({
      names: record(places("path")),
      query: record(places("query")),
      body: json ? valuesOf(json) : fc.constant(undefined),
      tag: fc.constantFrom('"1-1"', '"2-1"', '"9"'),
    })
    .map(({ names, query, body, tag }): Asked => {
      const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(inText(Object(names)[name]) || "-"));
      const search = new URLSearchParams(Object.entries(Object(query)).map(([name, given]) => [name, inText(given)]));
      const needsTag = operation.parameters.some(({ name }) => name === "If-Match");
      return {
        ...{ method: operation.method, path: `${path}${search.size > 0 ? `?${search}` : ""}` },
        ...(body !== undefined && { body }),
        ...(needsTag && { headers: { "if-match": tag } }),
        ...(operation.requestBody && !json && { bytes: new TextEncoder().encode("bytes") }),
      };
    });
}

/** As text in an address: lone surrogates cannot be written there, and "." and ".." would leave it. */
function inText(given: unknown): string {
  const text = (typeof given === "string" ? given : (JSON.stringify(given) ?? "")).toWellFormed();
  return /^\.{1,2}$/.test(text) ? "dots" : text;
}

const each = Number(process.env.WINNOW_API_RUNS ?? "6");

it("requests made from the document never end in a fault, and are answered as it says", { timeout: 60_000 + each * 5_000 }, async () => {
  const carriedOut = new Set<string>();
  for (const operation of operations) {
    await fc.assert(
      fc.asyncProperty(requestsTo(operation), async (asked) => {
        const { status, body, headers } = await call(asked);
        const told = `${JSON.stringify(asked)}\n${status} ${JSON.stringify(body)}`;
        expect(status, told).toBeLessThan(500);
        if (status < 300) carriedOut.add(operation.operationId);
        const schema = answerSchema(operation, status);
        expect(schema, told).not.toBeUndefined();
        if (status >= 400) expect(headers.get("content-type")).toBe("application/problem+json");
        if (schema) expect(differences(schema, body), told).toEqual([]);
      }),
      { numRuns: each, seed: 20_261_125 },
    );
  }
  // Were all of them refused, nothing would have been tried.
  expect(carriedOut.size).toBeGreaterThan(20);
});
