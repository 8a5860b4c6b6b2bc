import { z } from "zod";
import { query } from "@/lib/access/operation";
import { uploadIdSchema } from "./schema";

export type UploadState = {
  uploadId: string;
  fileName: string;
  size: number;
  complete: boolean;
  sha256: string | null;
  received: number[];
};

/** One upload of the person who asks, with the parts that are here; null when there is none of that number. */
export const findUpload = query({
  name: "upload.find",
  needs: "contacts.import",
  input: z.object({ uploadId: uploadIdSchema }),
  run: async ({ db, user }, { uploadId }): Promise<UploadState | null> => {
    const upload = await db.prisma.upload.findFirst({
      where: { id: uploadId, userId: user.id },
      select: {
        fileName: true,
        declaredSize: true,
        complete: true,
        sha256: true,
        uploadPartByUpload: { select: { partNo: true }, orderBy: { partNo: "asc" } },
      },
    });
    if (!upload) return null;
    const { fileName, complete, sha256 } = upload;
    return {
      uploadId,
      fileName,
      size: Number(upload.declaredSize),
      complete,
      sha256,
      received: upload.uploadPartByUpload.map((part) => part.partNo),
    };
  },
});
