import { z } from "zod";
import type { AccessError, InvalidInput, OperationContext } from "@/lib/access/operation";
import type { Right } from "@/lib/access/rights";
import type { ExportFile } from "@/lib/exports/open-export";
import { isRequestError, requestMessage } from "@/lib/request/action-state";
import type { Result } from "@/lib/result";

/** What a request is read into: the names in braces, what stands behind the question mark, the body. A part that is left out must not be sent. */
type Takes = z.ZodObject<{ path?: z.ZodObject; query?: z.ZodObject; body?: z.ZodType }>;

type Facts = {
  method: "GET" | "POST" | "PATCH" | "PUT" | "DELETE";
  /** Below `/api/v1`, with names in braces: `/segments/{segmentNo}`. */
  path: `/${string}`;
  /** What clients that are made from the document call it. */
  id: string;
  tag: string;
  summary: string;
  description?: string;
  /** The body is bytes, at most so many, instead of JSON; the schema of `body` sees them as they are. */
  bytes?: number;
  /** Of an answer that was carried out; 200 unless told otherwise, 204 where nothing is answered. */
  status?: 201 | 202;
  /** The request must say in `If-Match` which state it was decided on. */
  ifMatch?: true;
};

type Named = { definition: { name: string; needs: Right; kind: "operation" | "query"; input: z.ZodType } };

type Common<S extends Takes, I, V, A> = Facts & {
  takes: S;
  /** `revisions` are the numbers of the ETag in `If-Match`, none without it. */
  input: (parts: z.output<S>, revisions: number[]) => I;
  /** The shape of what is answered; nothing is answered without it. */
  answer?: z.ZodType<A>;
  reply: (value: V, asked: z.output<S>) => A;
  /** The numbers of the ETag: one of them changes whenever what is answered does. */
  revisions?: (value: V) => number[];
};

/** A file that is kept: sent whole, to be saved and never shown. */
export type StoredFile = { fileName: string; content: Uint8Array<ArrayBuffer> };

/** What a route makes of a request. */
export type Outcome =
  | { kind: "done"; body: unknown; etag: string | null }
  | { kind: "begun"; jobs: Begun }
  | { kind: "file"; file: ExportFile }
  | { kind: "stored"; file: StoredFile }
  | { kind: "refused"; error: { code: string }; message: string }
  | { kind: "nothing"; message: string }
  | { kind: "invalid"; issues: { path: string; message: string }[] };

export type RawParts = { path: Record<string, unknown>; query: Record<string, unknown>; body: unknown };

/** One address and method of `/api/v1`, its types closed over. */
export type ApiRoute = Facts & {
  /** The operation or query behind it, by its dotted name. */
  operation: string;
  needs: Right;
  writes: boolean;
  takes: Takes["shape"];
  answer: z.ZodType | null;
  /** The answer is a file: of rows, sent while it is made, or one that is kept. */
  file: "rows" | "stored" | null;
  /** What takes longer than a moment goes on as a job: the answer is 202 with its number then. */
  mayGoOn: boolean;
  hasEtag: boolean;
  run: (context: OperationContext, raw: RawParts, revisions: number[]) => Promise<Outcome>;
};

/** A route to something that answers with a Result: operations, and queries that can refuse. `message` is the sentence of a refusal. */
export function resultRoute<S extends Takes, I, V, E extends { code: string }, A>(
  definition: Common<S, I, V, A> & {
    callable: ((context: OperationContext, input: I) => Promise<Result<V, E | AccessError | InvalidInput>>) & Named;
    message: (error: E) => string;
  },
): ApiRoute {
  const { callable, message } = definition;
  return routeOf(definition, callable, async (context, input, asked) => {
    const result = await callable(context, input);
    return result.ok ? done(definition, result.value, asked) : refused(result.error, message);
  });
}

function refused<E extends { code: string }>(error: E | AccessError | InvalidInput, message: (error: E) => string): Outcome {
  if (isInvalid(error)) return { kind: "invalid", issues: error.issues };
  return { kind: "refused", error, message: isOfAccess(error) ? requestMessage(error) : message(error) };
}

const begunSchema = z.object({ jobId: z.string(), jobIds: z.array(z.string()).optional() });
type Begun = z.output<typeof begunSchema>;

/**
 * A route to work that is done at once when it is little and goes on as a job when it is much. Whatever its operation answers or refuses with
 * a `jobId` is such a job; with `jobIds` there are several.
 */
export function workRoute<S extends Takes, I, V, E extends { code: string }, A>(
  definition: Common<S, I, Exclude<V, Begun>, A> & {
    callable: ((context: OperationContext, input: I) => Promise<Result<V, E | AccessError | InvalidInput>>) & Named;
    message: (error: E) => string;
  },
): ApiRoute {
  const { callable, message } = definition;
  const route = routeOf(definition, callable, async (context, input, asked) => {
    const result = await callable(context, input);
    const begun = begunSchema.safeParse(result.ok ? result.value : result.error);
    if (begun.success) return { kind: "begun", jobs: begun.data };
    if (!result.ok) return refused(result.error, message);
    if (!hasEnded(result.value)) throw new Error(`${definition.id} answered with a job that has no number`);
    return done(definition, result.value, asked);
  });
  return { ...route, mayGoOn: true };
}

function hasEnded<V>(value: V): value is Exclude<V, Begun> {
  return !begunSchema.safeParse(value).success;
}

/** A route to an export: the file is sent while its rows are read. */
export function fileRoute<S extends Takes, I>(
  definition: Omit<Common<S, I, ExportFile, unknown>, "answer" | "reply" | "revisions"> & {
    callable: ((context: OperationContext, input: I) => Promise<ExportFile | null>) & Named;
    nothing: string;
  },
): ApiRoute {
  const { callable, nothing } = definition;
  const route = routeOf({ ...definition, reply: () => null }, callable, async (context, input) => {
    const file = await callable(context, input);
    return file ? { kind: "file", file } : { kind: "nothing", message: nothing };
  });
  return { ...route, file: "rows" };
}

/** A route to a file that a job made and that is kept: sent as it is read, since it may be large. */
export function keptFileRoute<S extends Takes, I>(definition: Parameters<typeof fileRoute<S, I>>[0]): ApiRoute {
  return { ...fileRoute(definition), file: "stored" };
}

/** A route to a file that is kept. */
export function storedFileRoute<S extends Takes, I>(
  definition: Omit<Common<S, I, StoredFile, unknown>, "answer" | "reply" | "revisions"> & {
    callable: ((context: OperationContext, input: I) => Promise<StoredFile | null>) & Named;
    nothing: string;
  },
): ApiRoute {
  const { callable, nothing } = definition;
  const route = routeOf({ ...definition, reply: () => null }, callable, async (context, input) => {
    const file = await callable(context, input);
    return file ? { kind: "stored", file } : { kind: "nothing", message: nothing };
  });
  return { ...route, file: "stored" };
}

/** A route to a query that finds something, or nothing: `nothing` is the sentence for that, and its status is 404. */
export function queryRoute<S extends Takes, I, V extends object | string, A>(
  definition: Common<S, I, V, A> & {
    callable: ((context: OperationContext, input: I) => Promise<V | null>) & Named;
    nothing: string;
  },
): ApiRoute {
  const { callable, nothing } = definition;
  return routeOf(definition, callable, async (context, input, asked) => {
    const value = await callable(context, input);
    return value === null ? { kind: "nothing", message: nothing } : done(definition, value, asked);
  });
}

function routeOf<S extends Takes, I, V, A>(
  { takes, input, answer, reply: _, revisions, ...facts }: Common<S, I, V, A>,
  { definition: { name, needs, kind, input: bounds } }: Named,
  carryOut: (context: OperationContext, input: I, asked: z.output<S>) => Promise<Outcome>,
): ApiRoute {
  const { method, path, id, tag, summary, description, bytes, status, ifMatch } = facts;
  return {
    ...{ method, path, id, tag, summary },
    ...(description !== undefined && { description }),
    ...(bytes !== undefined && { bytes }),
    ...(status && { status }),
    ...(ifMatch && { ifMatch }),
    operation: name,
    needs,
    writes: kind === "operation",
    takes: takes.shape,
    answer: answer ?? null,
    file: null,
    mayGoOn: false,
    hasEtag: revisions !== undefined,
    run: async (context, raw, revised) => {
      const { path, query, body } = takes.shape;
      const parsed = takes.safeParse({
        ...(path && { path: raw.path }),
        ...(query && { query: raw.query }),
        ...(body && { body: raw.body }),
      });
      if (!parsed.success) return { kind: "invalid", issues: issuesOf(parsed.error) };
      const given = input(parsed.data, revised);
      const allowed = bounds.safeParse(given); // a query throws where an operation refuses
      return allowed.success ? carryOut(context, given, parsed.data) : { kind: "invalid", issues: issuesOf(allowed.error) };
    },
  };
}

function issuesOf({ issues }: z.ZodError): { path: string; message: string }[] {
  return issues.map((issue) => ({ path: issue.path.join("."), message: issue.message }));
}

function done<S extends Takes, I, V, A>({ answer, reply, revisions }: Common<S, I, V, A>, value: V, asked: z.output<S>): Outcome {
  // Parsed, an answer holds what the document says and nothing else that a value may have.
  return { kind: "done", body: answer ? answer.parse(reply(value, asked)) : null, etag: revisions ? etagOf(revisions(value)) : null };
}

/** `"3-12"` of 3 and 12. */
export function etagOf(revisions: readonly number[]): string {
  return `"${revisions.join("-")}"`;
}

/** The numbers of such a tag, null when it is none of ours. */
export function revisionsOf(etag: string): number[] | null {
  const numbers = /^"(\d{1,10}(?:-\d{1,10})*)"$/.exec(etag.trim())?.[1];
  return numbers === undefined ? null : numbers.split("-").map(Number);
}

function isInvalid(error: { code: string }): error is InvalidInput {
  return error.code === "invalid_input";
}

function isOfAccess<E extends { code: string }>(error: E | AccessError): error is AccessError {
  return error.code !== "invalid_input" && isRequestError(error);
}
