import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { sqlState } from "@/lib/db/errors";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { err, ok, type Result } from "@/lib/result";
import type { LiveSegmentError } from "./errors";
import { goLiveJob } from "./go-live-job";
import { type PublishAction, publishMembers, watchForIt } from "./publish-members";
import { type ChangeLife, changeLifeSchema } from "./schema";
import type { WentLive } from "./types";

/** The longest that people are kept waiting; then a job goes on. */
const patienceMs = 2_000;
const canceled = "57014";

/**
 * Takes a segment live: its members are found at once and exact from then on. Refused with `has_errors` and all findings (T-61). Over two seconds
 * it answers `still_going_live` with a job that goes on.
 */
export const goLive = operation({
  name: "liveSegment.goLive",
  needs: "segments.edit",
  input: changeLifeSchema,
  run: (context, input) => publishSoon(context, input, "go_live"),
});

/** Puts the definition that was worked on in the place of the published one, for every reader from the same moment on. Goes on as a job as `goLive` does. */
export const publish = operation({
  name: "liveSegment.publish",
  needs: "segments.edit",
  input: changeLifeSchema,
  run: (context, input) => publishSoon(context, input, "publish"),
});

async function publishSoon(
  context: OperationContext,
  input: ChangeLife,
  action: PublishAction,
): Promise<Result<WentLive, LiveSegmentError>> {
  const underWay = await jobUnderWay(context.db.prisma, input.segmentNo);
  if (underWay !== null) return err({ code: "still_going_live", jobId: underWay });
  const { beforeCommit: _, ...db } = context.db; // what is answered is known when the members are found
  const watched = await watchForIt({ ...context, db }, input, action);
  if (!watched.ok) return watched;
  try {
    return await publishMembers(context, input, action, { patienceMs });
  } catch (error) {
    if (sqlState(error) !== canceled) throw error;
  }
  const begun = await inTransaction<{ jobId: string }, never>(context.db, async (tx) => {
    const heading = {
      title: `${action === "publish" ? "Publish" : "Take live"} ${input.segmentNo}`,
      subjectKind: "segment",
      subjectKey: input.segmentNo,
      userId: context.user.id,
    };
    const jobId =
      (await jobUnderWay(tx, input.segmentNo)) ?? (await addJob(tx, goLiveJob, { ...input, action, versionNo: watched.value }, heading));
    return ok({ jobId });
  });
  return begun.ok ? err({ code: "still_going_live", ...begun.value }) : begun;
}

/** The job that already takes the segment live, null when none does. */
async function jobUnderWay(tx: Pick<Transaction, "$queryRaw">, segmentNo: string): Promise<string | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select id::text as id from job where kind = ${goLiveJob.kind} and subject_kind = 'segment' and subject_key = ${segmentNo} and state in ('waiting', 'running') limit 1`);
  return z.array(z.object({ id: z.string() })).parse(rows)[0]?.id ?? null;
}
