import "server-only";
import { findKeyHolder, type KeyHolder, type KeyRefusal } from "@/lib/access/api-key";
import { notAllowedMessage } from "@/lib/access/errors";
import type { OperationContext } from "@/lib/access/operation";
import { hasRight } from "@/lib/access/rights";
import { type Database, getRequestDatabase } from "@/lib/db/client";
import { sqlState } from "@/lib/db/errors";
import { requestMessage } from "@/lib/request/action-state";
import { attachment } from "@/lib/request/attachment";
import { exportAnswer } from "@/lib/request/export-answer";
import { faultOrInterruption } from "@/lib/request/interrupted";
import { findKeptAnswer, hashOfRequest, type KeptAnswer, keepAnswer, markingOnce, type Once } from "./kept-answers";
import { openApiDocument } from "./openapi";
import { type ApiRefusal, problemDetails } from "./problems";
import { type Body, holdsUnkeepable, readBody, readNames, readQuery } from "./read-request";
import { type ApiRoute, type Outcome, revisionsOf } from "./route";
import { findRoute } from "./routes";

const uniqueViolation = "23505";

/** Answers a request below `/api/v1`. Who asks is told by the key in `Authorization: Bearer …`; what they may do is decided by each operation. */
export async function answerApi(request: Request, segments: readonly string[], db = getRequestDatabase()): Promise<Response> {
  const url = new URL(request.url);
  try {
    return await answer(db, request, url, segments);
  } catch (error) {
    const fault = faultOrInterruption(`${request.method} ${url.pathname}`, error);
    return problemDetails(fault.code, requestMessage(fault));
  }
}

async function answer(db: Database, request: Request, url: URL, segments: readonly string[]): Promise<Response> {
  const holder = await holderOf(db, request.headers.get("authorization"));
  if (typeof holder === "string") return refuse(holder, { headers: { "WWW-Authenticate": 'Bearer realm="Winnow"' } });
  if (segments.join("/") === "openapi.json" && request.method === "GET") return Response.json(openApiDocument());
  const found = findRoute(request.method, segments);
  if (!("route" in found)) {
    if (found.methods.length === 0) return refuse("no_such_address");
    return refuse("method_not_served", { headers: { Allow: [...new Set(found.methods)].join(", ") } });
  }
  const { route, names } = found;
  const { role } = holder.context.user;
  if (!hasRight(role, route.needs))
    return problemDetails("not_allowed", notAllowedMessage(route.needs, role), { more: { needs: route.needs, role } });
  const revisions = readRevisions(request, route);
  if (typeof revisions === "string") return refuse(revisions);
  const body = await readBody(request, route);
  if (typeof body === "string") return refuse(body);
  const once = readOnce(request, url, route, body, holder);
  if (once === "idempotency_key_unreadable") return refuse(once);
  const { path, query } = route.takes;
  const raw = { path: readNames(names, path), query: readQuery(url.searchParams, query), body: body.value };
  if (!query && url.search.length > 1) return invalid([{ path: "query", message: "This address takes nothing behind a question mark." }]);
  if (holdsUnkeepable(raw))
    return invalid([{ path: "text", message: "A text cannot hold the character U+0000 or half of a pair of surrogates." }]);
  const run = (context: OperationContext) => route.run(context, raw, revisions);
  if (once) return carryOutOnce(holder.context, route, once, run);
  return responseOf(route, await run(holder.context), request);
}

/** Carries a write out, or answers what it was answered before. */
async function carryOutOnce(
  context: OperationContext,
  route: ApiRoute,
  once: Once,
  run: (context: OperationContext) => Promise<Outcome>,
): Promise<Response> {
  const before = await findKeptAnswer(context.db, once);
  if (before) return replay(before);
  try {
    const outcome = await run({ ...context, db: markingOnce(context.db, once) });
    if (outcome.kind === "done" || outcome.kind === "begun") await keepAnswer(context.db, once, keptOf(route, outcome));
    else {
      const first = await findKeptAnswer(context.db, once); // the same request came twice at once, and this one met what the other had done
      if (first) return replay(first);
    }
    return responseOf(route, outcome);
  } catch (error) {
    const meanwhile = sqlState(error) === uniqueViolation ? await findKeptAnswer(context.db, once) : null;
    if (meanwhile) return replay(meanwhile); // the same request came twice at once, and the other one was first
    throw error;
  }
}

function keptOf(route: ApiRoute, outcome: Extract<Outcome, { kind: "done" | "begun" }>): KeptAnswer {
  if (outcome.kind === "begun") return { status: 202, etag: null, body: outcome.jobs };
  return { status: statusOfDone(route), etag: outcome.etag, body: outcome.body };
}

function replay(kept: Exclude<Awaited<ReturnType<typeof findKeptAnswer>>, null>): Response {
  if (kept === "reused") return refuse("idempotency_key_reused");
  if (kept === "lost") return refuse("answer_lost");
  return carriedOut(kept, { "Idempotency-Replayed": "true" });
}

function responseOf(route: ApiRoute, outcome: Outcome, request?: Request): Response {
  switch (outcome.kind) {
    case "done":
    case "begun": {
      const kept = keptOf(route, outcome);
      const isSame = kept.etag !== null && request?.method === "GET" && request.headers.get("if-none-match") === kept.etag;
      return isSame ? new Response(null, { status: 304, headers: { ETag: kept.etag ?? "" } }) : carriedOut(kept);
    }
    case "file":
      return exportAnswer(outcome.file);
    case "stored": {
      const { fileName, content } = outcome.file;
      return new Response(content, { headers: attachment({ fileName, mediaType: "application/octet-stream" }) });
    }
    case "nothing":
      return problemDetails("not_found", outcome.message);
    case "invalid":
      return invalid(outcome.issues);
    case "refused": {
      const { code, ...more } = outcome.error;
      return problemDetails(code, outcome.message, { more, ...(route.ifMatch && movedCodes.has(code) && { status: 412 }) });
    }
    default:
      return outcome satisfies never;
  }
}

/** Another state than the one in If-Match. */
const movedCodes = new Set(["header_moved", "criteria_moved", "template_moved", "group_moved", "changed_since", "conflict"]);

function statusOfDone(route: ApiRoute): number {
  return route.answer ? (route.status ?? 200) : 204;
}

function carriedOut({ status, etag, body }: KeptAnswer, more: Record<string, string> = {}): Response {
  const headers = { "Cache-Control": "no-store", ...(etag !== null && { ETag: etag }), ...more };
  return status === 204 ? new Response(null, { status, headers }) : Response.json(body, { status, headers });
}

function invalid(issues: { path: string; message: string }[]): Response {
  const detail = issues.map(({ path, message }) => `${path}: ${message}`).join(" ");
  return problemDetails("invalid_input", detail, { more: { issues } });
}

async function holderOf(db: Database, authorization: string | null): Promise<KeyHolder | KeyRefusal | "key_missing"> {
  const secret = /^Bearer +([\w-]{1,200})$/i.exec(authorization ?? "")?.[1];
  return secret === undefined ? "key_missing" : findKeyHolder(db, secret, new Date());
}

function readRevisions(request: Request, route: ApiRoute): number[] | "etag_needed" | "etag_unreadable" {
  const tag = request.headers.get("if-match");
  if (!route.ifMatch) return [];
  return tag === null ? "etag_needed" : (revisionsOf(tag) ?? "etag_unreadable");
}

/** The key of a write that is to be carried out once, if it brings one. */
function readOnce(
  request: Request,
  url: URL,
  route: ApiRoute,
  body: Exclude<Body, string>,
  { keyId }: KeyHolder,
): Once | "idempotency_key_unreadable" | null {
  const idempotencyKey = request.headers.get("idempotency-key");
  if (idempotencyKey === null || !route.writes) return null;
  if (!/^[\x21-\x7e]{1,200}$/.test(idempotencyKey)) return "idempotency_key_unreadable";
  return { keyId, idempotencyKey, requestHash: hashOfRequest(request.method, url.pathname + url.search, body.bytes) };
}

const sentences: Record<ApiRefusal, string> = {
  key_missing: "This address needs a key: send it as Authorization: Bearer winnow_… . Keys are made under Your account.",
  key_unknown: "There is no such key. Look whether it was copied whole, or make another one under Your account.",
  key_expired: "This key has expired. Make another one under Your account.",
  key_revoked: "This key was revoked.",
  user_disabled: "The owner of this key may not sign in any more.",
  no_such_address: "There is no such address. /api/v1/openapi.json lists those that there are.",
  method_not_served: "This address exists, but not for this method. The header Allow names those that are served.",
  not_found: "There is nothing at this address.",
  body_not_json: "The body must be JSON, with the header Content-Type: application/json.",
  body_unreadable: "The body is not JSON that can be read.",
  body_too_large: "The body is longer than this address takes.",
  etag_needed: "This write needs the header If-Match with the ETag that the record was answered with, so that nobody's change is lost.",
  etag_unreadable: 'If-Match holds no ETag of this API, such as "3-1".',
  idempotency_key_unreadable: "An Idempotency-Key has 1 to 200 visible ASCII characters, for example a UUID.",
  idempotency_key_reused: "This Idempotency-Key belongs to another request. Draw a new key for each write.",
  answer_lost: "This request was carried out before, but its answer was not kept. Read the record to see how it stands.",
};

function refuse(code: ApiRefusal, options: Parameters<typeof problemDetails>[2] = {}): Response {
  return problemDetails(code, sentences[code], options);
}
