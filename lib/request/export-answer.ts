import "server-only";
import type { ExportFile } from "@/lib/exports/open-export";
import { attachment } from "./attachment";

/** Sends a file while it is made, only as fast as the browser takes it; when the browser leaves, the making ends. */
export function exportAnswer(file: ExportFile): Response {
  return new Response(streamOf(file.content), { headers: attachment(file) });
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
