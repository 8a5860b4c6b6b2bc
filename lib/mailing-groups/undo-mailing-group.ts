import { operation } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { ok, type Result } from "@/lib/result";
import type { MailingGroupError } from "./errors";
import { atOnce, groupJob, waitsMs } from "./group-job";
import { type GroupPutBack, putGroupBack } from "./put-group-back";
import { undoMailingGroupSchema } from "./schema";

/**
 * Puts a mailing group back as it was before it was given to a segment: exactly, as long as the same contacts are in it as right
 * afterwards; those that were deleted or merged since do not count as a change. A group that was made for it goes. With more than some
 * thousand contacts a worker does it.
 */
export const undoMailingGroup = operation({
  name: "mailingGroup.undo",
  needs: "segments.edit",
  input: undoMailingGroupSchema,
  run: (context, { applicationId }): Promise<Result<GroupPutBack, MailingGroupError>> =>
    inTransaction<GroupPutBack, MailingGroupError>(
      context.db,
      async (tx) => {
        const found = await tx.mailingGroupApplication.findUnique({ where: { id: applicationId } });
        if (!found || found.undoneAt || found.added + found.removed <= atOnce) return putGroupBack(tx, context, applicationId);
        const { mailingGroupCode: group, added, removed, groupMade } = found;
        const heading = { title: `Undo mailing group ${group}`, subjectKind: "mailing_group", subjectKey: group, userId: context.user.id };
        const jobId = await addJob(tx, groupJob, { act: "undo", applicationId }, heading);
        return ok({ group, removed: added, putBack: removed, groupGone: groupMade, goesOn: true, jobId });
      },
      { lockTimeoutMs: waitsMs },
    ),
});
