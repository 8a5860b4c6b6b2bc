import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { err, type Result } from "@/lib/result";
import { createIn, type MadeLive } from "./create-live-segment";
import type { LiveSegmentError } from "./errors";
import { copyLiveSegmentSchema, liveSegmentKinds } from "./schema";
import { readVersion, versionInHand } from "./versions";

const copiedSchema = z.object({
  id: z.int(),
  kind: z.enum(liveSegmentKinds),
  name: z.string(),
  description: z.string().nullable(),
  publishedNo: z.int().nullable(),
  workingNo: z.int().nullable(),
});

/** Makes a draft of one's own with the definition that the user is looking at, those put in and left out by hand included; no members and no history (T-65). */
export const copyLiveSegment = operation({
  name: "liveSegment.copy",
  needs: "segments.edit",
  input: copyLiveSegmentSchema,
  run: (context, { segmentNo, name }): Promise<Result<MadeLive, LiveSegmentError>> =>
    inTransaction<MadeLive, LiveSegmentError>(context.db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`
        select id, kind::text as kind, name, description, published_no as "publishedNo", working_no as "workingNo" from live_segment where segment_no = ${segmentNo} for share`);
      const [copied] = z.array(copiedSchema).parse(rows);
      if (!copied) return err({ code: "segment_not_found", segmentNo });
      const { kind, description } = copied;
      const definition = await readVersion(tx, copied.id, versionInHand(copied));
      return createIn(tx, context, { kind, name: name ?? `${copied.name} (copy)`, description }, definition);
    }),
});
