import { z } from "zod";
import { documentMessage } from "@/lib/documents/errors";
import { maxDocumentBytes } from "@/lib/documents/schema";
import { storeDocument } from "@/lib/documents/store-document";
import { bodyUpTo } from "@/lib/request/body-up-to";
import { problem, refusal, routeHandler } from "@/lib/request/route-handler";

const searchSchema = z.object({
  name: z.string("The file has no name."),
  basedOn: z.coerce.number().int().nullable().default(null),
});

/** Keeps a file as a new document: its bytes are the body, `name` and the version it replaces stand in the address. */
export const POST = routeHandler("segments.edit", async (context, request) => {
  const { name, basedOn } = searchSchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  const content = await bodyUpTo(request, maxDocumentBytes);
  if (!content) {
    const size = Number(request.headers.get("content-length") ?? maxDocumentBytes + 1);
    return problem(413, "document_too_large", documentMessage({ code: "document_too_large", size }));
  }
  const stored = await storeDocument(context, { fileName: name, basedOn, content });
  if (stored.ok) return Response.json(stored.value, { status: 201, headers: { "Cache-Control": "no-store" } });
  const { error } = stored;
  if (error.code === "not_allowed" || error.code === "invalid_input") return refusal(error);
  return problem(422, error.code, documentMessage(error));
});
