import "server-only";
import { unstable_rethrow } from "next/navigation";
import { z } from "zod";
import { authSettings } from "@/lib/access/auth-settings";
import { accessMessage, notAllowedMessage } from "@/lib/access/errors";
import { AccessDenied, type AccessError, type InvalidInput, type OperationContext } from "@/lib/access/operation";
import { hasRight, type Right } from "@/lib/access/rights";
import { requestMessage } from "./action-state";
import { findSignedIn } from "./current-context";
import { faultOrInterruption } from "./interrupted";

type RouteArguments<P> = { params: Promise<P> };

/**
 * Wraps a route handler: 401 without a session, 403 when the role lacks `needs` or a write comes from another origin,
 * 400 for input that a schema refuses, 503 when the database is away, too slow or held by others, 500 with a reference for a
 * fault; all as `{ error: { code, message } }`.
 */
export function routeHandler<P>(needs: Right, handle: (context: OperationContext, request: Request, params: P) => Promise<Response>) {
  return async (request: Request, { params }: RouteArguments<P>): Promise<Response> => {
    try {
      if (!comesFromHere(request)) return problem(403, "foreign_origin", "This request comes from another site and was not carried out.");
      const signedIn = await findSignedIn();
      if (!signedIn) return problem(401, "signed_out", "Nobody is signed in. Sign in and try again.");
      const { role } = signedIn.context.user;
      if (!hasRight(role, needs)) return problem(403, "not_allowed", notAllowedMessage(needs, role));
      return await handle(signedIn.context, request, await params);
    } catch (error) {
      unstable_rethrow(error);
      if (error instanceof AccessDenied) return problem(403, "not_allowed", notAllowedMessage(error.needs, error.role));
      if (error instanceof z.ZodError) return problem(400, "invalid_input", error.issues.map((issue) => issue.message).join(" "));
      const fault = faultOrInterruption(`${request.method} ${new URL(request.url).pathname}`, error);
      return problem(fault.code === "fault" ? 500 : 503, fault.code, requestMessage(fault));
    }
  };
}

/** An answer that refuses, with a sentence that can be shown. */
export function problem(status: number, code: string, message: string): Response {
  return Response.json({ error: { code, message } }, { status, headers: { "Cache-Control": "no-store" } });
}

/** The refusals that every operation can answer, as a response; 403 or 400. */
export function refusal(error: AccessError | InvalidInput): Response {
  return problem(error.code === "not_allowed" ? 403 : 400, error.code, accessMessage(error));
}

/** Reading is free; a write must name our own origin, which a browser does by itself and another site cannot forge. */
function comesFromHere(request: Request): boolean {
  if (request.method === "GET" || request.method === "HEAD") return true;
  const origin = request.headers.get("origin");
  if (origin === null || !URL.canParse(origin)) return false;
  // The address in WINNOW_URL, or another name of the same server (localhost, 127.0.0.1): a cookie stays with its host.
  return origin === authSettings(process.env).url.origin || new URL(origin).host === request.headers.get("host");
}
