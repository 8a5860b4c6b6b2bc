import { type OperationContext, operation } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { err, ok, type Result } from "@/lib/result";
import { type Asked, changeOrTry } from "./change-or-try";
import { changeStackJob } from "./change-stack-job";
import type { SegmentationError } from "./errors";
import { changeStackSchema, previewStackChangeSchema } from "./stack-change-schema";
import type { StackDifference } from "./stack-types";

const patienceMs = 2_000;

/**
 * What a change of the stack would do, exactly: every step that is replayed, before and after, and who joins and leaves in the end. Nothing is
 * changed. Over two seconds it answers `still_replaying` with a job that goes on; its result is a StackDifference.
 */
export const previewStackChange = operation({
  name: "segment.previewStackChange",
  needs: "segments.edit",
  input: previewStackChangeSchema,
  run: (context, { segmentNo, change }) => withinPatience(context, { segmentNo, change, decided: null }),
});

/**
 * Edits, moves, switches, removes or refreshes steps, or reuses saved criteria or a logged segment: what stands above the change is replayed on
 * today's data, each step recorded as its own. Refused with `step_moved` when somebody changed the segment since the preview, and with
 * `numbers_moved` when the numbers are not those that were shown. The former stack is kept until the next change.
 */
export const changeStack = operation({
  name: "segment.changeStack",
  needs: "segments.edit",
  input: changeStackSchema,
  run: (context, { segmentNo, change, version, shown }) => withinPatience(context, { segmentNo, change, decided: { version, shown } }),
});

async function withinPatience(context: OperationContext, asked: Asked): Promise<Result<StackDifference, SegmentationError>> {
  const changed = await changeOrTry(context, asked, { limitMs: patienceMs });
  if (changed.ok) return changed;
  if (changed.error.code !== "timed_out") return err(changed.error);
  const title = `${asked.decided ? "Change the steps" : "Count the steps"} of ${asked.segmentNo}`;
  const heading = { title, subjectKind: "segment", subjectKey: asked.segmentNo, userId: context.user.id };
  const added = await inTransaction<string, never>(context.db, async (tx) => ok(await addJob(tx, changeStackJob, asked, heading)));
  return added.ok ? err({ code: "still_replaying", jobId: added.value }) : added;
}
