import { isReadableActionBody } from "./action-body";

/** The most that Next lets a server action receive. */
const mostBytes = 1024 * 1024;

/**
 * Turns a server action away that comes from another site (403), is too large (413) or cannot be read (400). Next would
 * refuse all three as well, with a status that reads like a fault of ours. Who may do what is decided by the operation, not
 * here.
 *
 * @returns null for everything else, also for requests that only read
 */
export async function refuseBadAction(request: Request): Promise<Response | null> {
  if (request.method === "GET" || request.method === "HEAD") return null;
  if (!isSameOrigin(request)) return answer(403, "This request comes from another site and was not carried out.");
  const body = await request.arrayBuffer();
  if (body.byteLength > mostBytes) return answer(413, "The request is larger than 1 MB.");
  return (await isReadable(request.headers, body)) ? null : answer(400, "The request could not be read.");
}

function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get("origin");
  if (origin === null) return true; // no browser sends a form to another site without it
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  return URL.canParse(origin) && new URL(origin).host === host;
}

async function isReadable(headers: Headers, body: ArrayBuffer): Promise<boolean> {
  const type = headers.get("content-type") ?? "";
  const isCall = headers.has("next-action");
  if (!type.startsWith("multipart/form-data")) return !isCall || isReadableActionBody(new Map([["0", new TextDecoder().decode(body)]]));
  const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => null);
  if (!form) return false;
  if (!isCall) return true; // a form sent without scripts; Next checks its own fields
  const numbered = [...form].filter((entry): entry is [string, string] => /^\d+$/.test(entry[0]) && typeof entry[1] === "string");
  return isReadableActionBody(new Map(numbered));
}

function answer(status: number, message: string): Response {
  return new Response(message, { status, headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } });
}
