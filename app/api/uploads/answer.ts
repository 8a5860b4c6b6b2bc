import type { AccessError, InvalidInput } from "@/lib/access/operation";
import { bodyUpTo } from "@/lib/request/body-up-to";
import { problem, refusal } from "@/lib/request/route-handler";
import type { Result } from "@/lib/result";
import { type UploadError, uploadMessage } from "@/lib/uploads/errors";

const statusOf: Record<UploadError["code"], number> = {
  file_too_large: 413,
  file_empty: 422,
  upload_not_found: 404,
  upload_complete: 409,
  no_such_part: 404,
  wrong_length: 422,
  wrong_hash: 422,
  parts_missing: 409,
  file_changed: 409,
};

/** What an upload operation answered, as a response. */
export function answer<T>(result: Result<T, UploadError | AccessError | InvalidInput>, status = 200): Response {
  if (result.ok) return Response.json(result.value, { status, headers: { "Cache-Control": "no-store" } });
  const { error } = result;
  if (error.code === "not_allowed" || error.code === "invalid_input") return refusal(error);
  return problem(statusOf[error.code], error.code, uploadMessage(error));
}

/** The request's JSON; null, which no schema here takes, when it is none or longer than such a request can be. */
export async function jsonBody(request: Request): Promise<unknown> {
  const text = await bodyUpTo(request, 10_000);
  if (text === null) return null;
  try {
    return JSON.parse(Buffer.from(text).toString("utf8"));
  } catch {
    return null;
  }
}
