import { query } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { err, ok, type Result } from "@/lib/result";
import { countPreview } from "./count-preview";
import { previewCriteriaSchema } from "./criteria-schema";
import type { SegmentationError } from "./errors";
import { previewJob } from "./preview-job";
import type { PreviewNumbers } from "./stack-types";

const patienceMs = 2_000;

/**
 * What a criteria action would do, exactly; nothing is changed. A newer preview of the same person and dialog stops this one, which answers
 * `superseded` then. Over two seconds it answers `still_counting` with a job that goes on; its result is a PreviewNumbers.
 */
export const previewCriteria = query({
  name: "segment.previewCriteria",
  needs: "read",
  input: previewCriteriaSchema,
  run: async (context, request): Promise<Result<PreviewNumbers, SegmentationError>> => {
    const counted = await countPreview(context, request, patienceMs);
    if (counted.ok) return counted;
    if (counted.error.code !== "timed_out") return err(counted.error);
    const heading = {
      title: `Count for ${request.segmentNo}`,
      subjectKind: "segment",
      subjectKey: request.segmentNo,
      userId: context.user.id,
    };
    const added = await inTransaction<string, never>(context.db, async (tx) => ok(await addJob(tx, previewJob, request, heading)));
    return added.ok ? err({ code: "still_counting", jobId: added.value }) : added;
  },
});
