import { exportRefusedRows } from "@/lib/contacts/import/refused-rows";
import { problem, routeHandler } from "@/lib/request/route-handler";

/** The refused rows of an import as CSV, with their reasons, while they are read. */
export const GET = routeHandler<{ importId: string }>("contacts.import", async (context, _request, { importId }) => {
  const file = await exportRefusedRows(context, { importId });
  if (!file) return problem(404, "import_not_found", "There is no such import.");
  const plain = file.fileName.replace(/[^ -~]|["\\%]/g, "_");
  return new Response(streamOf(file.lines), {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.fileName)}`,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
});

/** Reads on only as fast as the browser takes it; when the browser leaves, the reading ends. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode("\ufeff")); // spreadsheets take the file for UTF-8
    },
    async pull(controller) {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
