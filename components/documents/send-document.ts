import { z } from "zod";
import { documentMessage } from "@/lib/documents/errors";
import { maxDocumentBytes } from "@/lib/documents/schema";

const storedSchema = z.object({ documentId: z.int() });
const problemSchema = z.object({ error: z.object({ message: z.string() }) });

/** Sends a file to be kept as a new version of `basedOn`; answers its number, or why it was not taken. */
export async function sendDocument(file: File, basedOn: number | null): Promise<{ documentId: number } | { refusal: string }> {
  if (file.size === 0) return { refusal: documentMessage({ code: "document_empty", fileName: file.name }) };
  if (file.size > maxDocumentBytes) return { refusal: documentMessage({ code: "document_too_large", size: file.size }) };
  const search = new URLSearchParams({ name: file.name, ...(basedOn !== null && { basedOn: String(basedOn) }) });
  const response = await fetch(`/api/documents?${search}`, { method: "POST", body: file }).catch(() => null);
  const answer: unknown = await response?.json().catch(() => null);
  const stored = storedSchema.safeParse(answer);
  if (stored.success) return stored.data;
  return {
    refusal: problemSchema.safeParse(answer).data?.error.message ?? "The server could not be reached. Nothing was kept; try again.",
  };
}
