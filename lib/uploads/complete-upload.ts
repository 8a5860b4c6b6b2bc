import { createHash } from "node:crypto";
import { operation } from "@/lib/access/operation";
import { err, ok, type Result } from "@/lib/result";
import type { UploadError } from "./errors";
import { partsOf } from "./limits";
import { readParts } from "./read-parts";
import { completeUploadSchema } from "./schema";

/**
 * Declares an upload whole once every part is here and the whole has the hash that the sender computed over the file. With
 * another hash nothing of it is kept (`file_changed`). A second call on a complete upload answers the same.
 */
export const completeUpload = operation({
  name: "upload.complete",
  needs: "contacts.import",
  input: completeUploadSchema,
  run: async ({ db, user }, { uploadId, sha256 }): Promise<Result<{ uploadId: string }, UploadError>> => {
    const upload = await db.prisma.upload.findFirst({
      where: { id: uploadId, userId: user.id },
      select: { declaredSize: true, complete: true, sha256: true, _count: { select: { uploadPartByUpload: true } } },
    });
    if (!upload) return err({ code: "upload_not_found" });
    if (upload.complete) return upload.sha256 === sha256 ? ok({ uploadId }) : err({ code: "upload_complete" });
    const missing = partsOf(Number(upload.declaredSize)) - upload._count.uploadPartByUpload;
    if (missing > 0) return err({ code: "parts_missing", missing });
    const hash = createHash("sha256");
    for await (const part of readParts(db, uploadId)) hash.update(part);
    if (hash.digest("hex") !== sha256) {
      await db.prisma.upload.deleteMany({ where: { id: uploadId, complete: false } });
      return err({ code: "file_changed" });
    }
    const { count } = await db.prisma.upload.updateMany({ where: { id: uploadId }, data: { complete: true, sha256 } });
    return count === 1 ? ok({ uploadId }) : err({ code: "upload_not_found" }); // another call found it changed, and removed it
  },
});
