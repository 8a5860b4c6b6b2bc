import "server-only";
import { getRequestDatabase } from "@/lib/db/client";
import { isBounceKey } from "@/lib/echoes/echo-setup";
import { type Follower, followLink, noteOpened } from "@/lib/echoes/message-links";
import { readBounce } from "@/lib/echoes/read-bounce";
import { recordBounces } from "@/lib/echoes/record-bounces";
import { type BounceReport, bounceReportsSchema } from "@/lib/echoes/schema";
import { requestMessage } from "./action-state";
import { bodyUpTo } from "./body-up-to";
import { faultOrInterruption } from "./interrupted";
import { problem } from "./route-handler";

const quiet = { "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow" };

/** One dot that cannot be seen. */
const dot = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/**
 * Answers an address in an e-mail whose links lead by us: a numbered link leads on to where the message leads, and nowhere else; `o` is a dot,
 * whatever its token. 404 for a link that nobody sent.
 */
export async function answerMessageLink(request: Request, token: string, link: string, db = getRequestDatabase()): Promise<Response> {
  try {
    if (link === "o") {
      await noteOpened(db, token, followerOf(request));
      return new Response(dot, { headers: { ...quiet, "Content-Type": "image/gif" } });
    }
    const target = /^[1-9]\d{0,3}$/.test(link) ? await followLink(db, token, Number(link), followerOf(request)) : null;
    if (target === null) return plain(404, "This link leads nowhere. Was it copied whole?");
    return new Response(null, { status: 302, headers: { ...quiet, Location: target } });
  } catch (error) {
    faultOrInterruption("GET /m", error);
    return plain(503, "This link cannot be followed right now. Please try again in a few minutes.", { "Retry-After": "120" });
  }
}

function followerOf({ method, headers }: Request): Follower {
  const purpose = headers.get("sec-purpose") ?? headers.get("purpose") ?? headers.get("x-purpose");
  return { userAgent: headers.get("user-agent"), purpose, counts: method === "GET", now: new Date() };
}

function plain(status: number, text: string, more: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { ...quiet, "Content-Type": "text/plain; charset=utf-8", ...more } });
}

const longest = { json: 1_000_000, message: 10_000_000 };

/**
 * Takes reports of bounces from whoever has the key, as a browser has none: JSON (`bounceReportsSchema`), or a message that came back as it is
 * (`message/rfc822`). Answers how many it took, and how many are of messages that are not known here: sending those again changes nothing.
 */
export async function takeBounces(request: Request, db = getRequestDatabase()): Promise<Response> {
  try {
    const key = /^Bearer +([\w-]{1,200})$/i.exec(request.headers.get("authorization") ?? "")?.[1];
    if (key === undefined || !(await isBounceKey(db.prisma, key))) return withoutKey();
    const reports = await reportsIn(request);
    if (reports instanceof Response) return reports;
    return Response.json(await recordBounces(db, reports, new Date()), { headers: { "Cache-Control": "no-store" } });
  } catch (error) {
    const fault = faultOrInterruption("POST /api/bounces", error);
    return problem(fault.code === "fault" ? 500 : 503, fault.code, requestMessage(fault));
  }
}

function withoutKey(): Response {
  const refused = problem(
    401,
    "key_missing",
    "Reports of bounces need the key made under Set-up, E-mail, as Authorization: Bearer bounces_… .",
  );
  refused.headers.set("WWW-Authenticate", 'Bearer realm="Winnow bounces"');
  return refused;
}

async function reportsIn(request: Request): Promise<BounceReport[] | Response> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json" && type !== "message/rfc822")
    return problem(415, "type_unknown", "Send application/json, or the message that came back as message/rfc822.");
  const body = await bodyUpTo(request, type === "application/json" ? longest.json : longest.message);
  if (!body) return problem(413, "body_too_large", "This is longer than a report of bounces can be.");
  if (type === "message/rfc822") return readBounce(body);
  const parsed = bounceReportsSchema.safeParse(jsonOf(body));
  if (parsed.success) return parsed.data.bounces;
  const [first] = parsed.error.issues;
  return problem(400, "invalid_input", first ? `${first.path.join(".") || "body"}: ${first.message}` : "The body is no report of bounces.");
}

function jsonOf(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return null;
  }
}
