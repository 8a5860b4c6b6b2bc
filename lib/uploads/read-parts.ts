import type { Database } from "@/lib/db/client";

/** The bytes of an upload, part by part in order, so that a file of any size passes through in little memory. */
export async function* readParts(db: Database, uploadId: string): AsyncGenerator<Buffer> {
  for (let partNo = 0; ; partNo++) {
    const { rows } = await db.pool.query<{ content: Buffer }>("select content from upload_part where upload_id = $1 and part_no = $2", [
      uploadId,
      partNo,
    ]);
    const part = rows[0];
    if (!part) return;
    yield part.content;
  }
}
