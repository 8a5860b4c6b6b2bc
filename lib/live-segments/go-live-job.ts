import { z } from "zod";
import { hasRight } from "@/lib/access/rights";
import type { Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/sql";
import { defineJob } from "@/lib/jobs/define-job";
import { err, ok } from "@/lib/result";
import { liveSegmentMessage } from "./errors";
import { publishMembers } from "./publish-members";
import { changeLifeSchema } from "./schema";
import type { WentLive } from "./types";

/**
 * Goes on with going live, or publishing, that takes more than two seconds. Its result is a WentLive. Begun again after a kill it finds either nothing
 * done, for the work is one transaction, or all.
 */
export const goLiveJob = defineJob({
  kind: "liveSegment.goLive",
  input: changeLifeSchema.extend({ action: z.enum(["go_live", "publish"]), versionNo: z.int() }),
  run: async ({ db, actAs, progress }, { action, versionNo, ...change }) => {
    const context = await actAs();
    if (!context || !hasRight(context.user.role, "segments.edit"))
      return err({ code: "not_allowed_any_more", message: "The person who asked may not change segments any more." });
    const done = await findPublished(db, change.segmentNo, versionNo);
    if (done) return ok(done);
    await progress(0, null, "Finding the members");
    const published = await publishMembers(context, change, action);
    if (published.ok) return published;
    const { error } = published;
    return err({ code: error.code, message: liveSegmentMessage(error) });
  },
});

/** What became of the version when it is the published one of a live segment, null when it is not. */
async function findPublished(db: Database, segmentNo: string, versionNo: number): Promise<WentLive | null> {
  const rows = await db.prisma.$queryRaw(Prisma.sql`
    select e.size, e.joined, e."left", e.ms, l.row_version as "rowVersion" from live_segment l
    join live_evaluation e on e.segment_id = l.id and e.version_no = ${versionNo} and e.cause in ('went_live', 'published')
    where l.segment_no = ${segmentNo} and l.state = 'live' and l.published_no = ${versionNo} order by e.evaluation_no desc limit 1`);
  const [found] = z.array(doneSchema).parse(rows);
  return found ? { ...found, warnings: [] } : null;
}

const doneSchema = z.object({ size: z.int(), joined: z.int(), left: z.int(), ms: z.int(), rowVersion: z.int() });
