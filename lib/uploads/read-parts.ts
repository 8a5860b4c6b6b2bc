import type { Database } from "@/lib/db/client";

/** What is read at once: a part comes as text twice its size, and memory that is let go of late adds up. */
const sliceBytes = 512 * 1024;

/** The bytes of an upload in order, slice by slice, so that a file of any size passes through in little memory. */
export async function* readParts(db: Database, uploadId: string): AsyncGenerator<Buffer> {
  for (let [partNo, read] = [0, 0]; ; ) {
    const { rows } = await db.pool.query<{ slice: Buffer; bytes: number }>(
      `select substring(content from $3 for $4) as slice, length(content) as bytes from upload_part where upload_id = $1 and part_no = $2`,
      [uploadId, partNo, read + 1, sliceBytes],
    );
    const [part] = rows;
    if (!part) return;
    if (part.slice.length > 0) yield part.slice;
    read += part.slice.length;
    if (read >= part.bytes) [partNo, read] = [partNo + 1, 0];
  }
}
