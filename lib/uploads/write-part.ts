import { createHash } from "node:crypto";
import { operation } from "@/lib/access/operation";
import { inPgTransaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { UploadError } from "./errors";
import { lengthOfPart, partsOf } from "./limits";
import { writePartSchema } from "./schema";

/** Stores one part after its length and hash were checked; the same part sent twice is stored once. Answers with the bytes received so far. */
export const writePart = operation({
  name: "upload.writePart",
  needs: "contacts.import",
  input: writePartSchema,
  run: async ({ db, user }, { uploadId, partNo, sha256, content }): Promise<Result<{ received: number }, UploadError>> => {
    if (createHash("sha256").update(content).digest("hex") !== sha256) return err({ code: "wrong_hash" });
    return inPgTransaction<Result<{ received: number }, UploadError>>(db.pool, async (client) => {
      const { rows } = await client.query<{ size: string; complete: boolean }>(
        "select declared_size as size, complete from upload where id = $1 and user_id = $2 for update",
        [uploadId, user.id],
      );
      const upload = rows[0];
      if (!upload) return err({ code: "upload_not_found" });
      if (upload.complete) return err({ code: "upload_complete" });
      const size = Number(upload.size);
      if (partNo >= partsOf(size)) return err({ code: "no_such_part", parts: partsOf(size) });
      const expected = lengthOfPart(size, partNo);
      if (content.byteLength !== expected) return err({ code: "wrong_length", expected, received: content.byteLength });
      await client.query(
        "insert into upload_part (upload_id, part_no, content) values ($1, $2, $3) on conflict (upload_id, part_no) do update set content = excluded.content",
        [uploadId, partNo, Buffer.from(content.buffer, content.byteOffset, content.byteLength)],
      );
      const updated = await client.query<{ received: string }>(
        "update upload set received_size = (select coalesce(sum(octet_length(content)), 0) from upload_part where upload_id = $1) where id = $1 returning received_size as received",
        [uploadId],
      );
      return ok({ received: Number(updated.rows[0]?.received ?? 0) });
    });
  },
});
