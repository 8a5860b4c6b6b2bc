import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, ok } from "@/lib/result";
import type { UploadError } from "./errors";
import { maxUploadBytes, partBytes } from "./limits";
import { createUploadSchema } from "./schema";

export type UploadBegun = { uploadId: string; partBytes: number; received: number[] };

const rowSchema = z.array(z.object({ id: z.uuid(), received: z.array(z.number()) }));

/**
 * Begins an upload, or goes on with the one the same person began with a file of this name, size and first part: `received` lists
 * the parts (from 0) that are here. Refused before anything is sent when the file is empty or too large. Uploads of more than 30
 * days ago are removed.
 */
export const createUpload = operation({
  name: "upload.create",
  needs: "contacts.import",
  input: createUploadSchema,
  run: ({ db, user }, { fileName, size, firstPartSha256 }) =>
    inTransaction<UploadBegun, UploadError>(db, async (tx) => {
      if (size === 0) return err({ code: "file_empty", fileName });
      if (size > maxUploadBytes) return err({ code: "file_too_large", size });
      await tx.$executeRaw(Prisma.sql`delete from upload where created_at < now() - interval '30 days'`);
      const rows = await tx.$queryRaw(Prisma.sql`
        with begun as (
          select id from upload where user_id = ${user.id} and file_name = ${fileName} and declared_size = ${size} and not complete
            and first_part_sha256 is not distinct from ${firstPartSha256}
          order by created_at desc limit 1
        ), made as (
          insert into upload (file_name, declared_size, user_id, first_part_sha256)
          select ${fileName}, ${size}, ${user.id}, ${firstPartSha256} where not exists (select from begun)
          returning id
        )
        select u.id::text, coalesce((select array_agg(p.part_no order by p.part_no) from upload_part p where p.upload_id = u.id), '{}') as received
        from (select id from begun union all select id from made) u`);
      const [upload] = rowSchema.parse(rows);
      if (!upload) throw new Error("the upload was neither found nor made");
      return ok({ uploadId: upload.id, partBytes, received: upload.received });
    }),
});
