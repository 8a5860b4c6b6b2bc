import { z } from "zod";
import { bodyUpTo } from "@/lib/request/body-up-to";
import type { ApiRoute } from "./route";

/** The longest JSON body: pasted contact numbers are the most that anybody sends. */
const longestJson = 4 * 1024 ** 2;

export type Body = { bytes: Uint8Array; value: unknown } | "body_too_large" | "body_not_json" | "body_unreadable";

/** Reads a request's body as the route wants it: bytes, JSON, or nothing. A body that is not needed is left alone. */
export async function readBody(request: Request, route: ApiRoute): Promise<Body> {
  const { bytes: most, takes } = route;
  if (!takes.body) return { bytes: new Uint8Array(), value: undefined };
  const bytes = await bodyUpTo(request, most ?? longestJson);
  if (!bytes) return "body_too_large";
  if (most !== undefined) return { bytes, value: bytes };
  if (bytes.byteLength === 0) return { bytes, value: undefined };
  if (!/^application\/([\w.+-]+\+)?json\b/i.test(request.headers.get("content-type") ?? "")) return "body_not_json";
  try {
    return { bytes, value: JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) };
  } catch {
    return "body_unreadable";
  }
}

/** What stands behind the question mark, each text made what its schema wants: a number, yes or no, or text. A name that stands twice counts once. */
export function readQuery(search: URLSearchParams, schema: z.ZodObject | undefined): Record<string, unknown> {
  return Object.fromEntries([...search].map(([name, written]) => [name, typed(written, schema?.shape[name])]));
}

/** The texts of the names in an address, each made what its schema wants. */
export function readNames(names: Record<string, string>, schema: z.ZodObject | undefined): Record<string, unknown> {
  return Object.fromEntries(Object.entries(names).map(([name, written]) => [name, typed(written, schema?.shape[name])]));
}

function typed(written: string, schema: z.core.$ZodType | undefined): unknown {
  if (!(schema instanceof z.ZodType)) return written;
  const type = innermost(schema);
  if (type instanceof z.ZodNumber) return /^-?\d{1,16}(\.\d+)?$/.test(written) ? Number(written) : written;
  if (type instanceof z.ZodBoolean) return written === "true" ? true : written === "false" ? false : written;
  return written;
}

/** The type below what makes it optional, nullable or gives it a default. */
function innermost(schema: z.ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault
  ) {
    const inner = schema.unwrap();
    return inner instanceof z.ZodType ? innermost(inner) : inner;
  }
  return schema;
}

/**
 * Whether some text in what was sent holds what Postgres cannot keep: the character U+0000, or half of a pair of surrogates. Without recursion, as what was
 * sent may be nested without end.
 */
export function holdsUnkeepable(sent: unknown): boolean {
  const left = [sent];
  while (left.length > 0) {
    const part = left.pop();
    if (typeof part === "string") {
      if (part.includes("\0") || !part.isWellFormed()) return true;
    } else if (Array.isArray(part)) {
      for (const each of part) left.push(each);
    } else if (typeof part === "object" && part !== null && !(part instanceof Uint8Array)) {
      for (const [name, value] of Object.entries(part)) left.push(name, value);
    }
  }
  return false;
}
