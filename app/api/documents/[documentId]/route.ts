import { documentMessage } from "@/lib/documents/errors";
import { readDocument } from "@/lib/documents/find-document";
import { documentIdSchema } from "@/lib/documents/schema";
import { attachment } from "@/lib/request/attachment";
import { problem, routeHandler } from "@/lib/request/route-handler";

/** One version of a document, always to be saved and never shown in place. */
export const GET = routeHandler<{ documentId: string }>("read", async (context, _request, params) => {
  const documentId = documentIdSchema.safeParse(Number(params.documentId));
  const document = documentId.success ? await readDocument(context, { documentId: documentId.data }) : null;
  if (!document) return problem(404, "document_not_found", documentMessage({ code: "document_not_found" }));
  return new Response(document.content, { headers: attachment(document) });
});
