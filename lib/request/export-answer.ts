import "server-only";
import type { ExportFile } from "@/lib/exports/open-export";

/** Sends a file while it is made, only as fast as the browser takes it; when the browser leaves, the making ends. */
export function exportAnswer({ fileName, mediaType, content }: ExportFile): Response {
  return new Response(streamOf(content), { headers: fileHeaders(fileName, mediaType) });
}

/** The head of an answer that is kept as a file and never shown. */
export function fileHeaders(fileName: string, mediaType: string): Record<string, string> {
  const ascii = fileName.replace(/[^ -~]|["\\%]/g, "_");
  return {
    "Content-Type": mediaType,
    "Content-Disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  };
}

function streamOf(content: AsyncGenerator<Uint8Array, void>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const next = await content.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await content.return();
    },
  });
}
