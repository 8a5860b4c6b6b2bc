import { operation } from "@/lib/access/operation";
import { inTransaction } from "@/lib/db/transaction";
import { addJob } from "@/lib/jobs/add-job";
import { ok, type Result } from "@/lib/result";
import { findStep } from "@/lib/segmentation/find-step";
import type { MailingGroupError } from "./errors";
import { type GroupApplied, giveGroup } from "./give-group";
import { atOnce, groupJob, waitsMs } from "./group-job";
import { applyMailingGroupSchema } from "./schema";

/**
 * Puts all contacts of a segment's current step into a mailing group, excluded ones as well; `replace` takes out who is not on it. The group
 * before and after is kept, so that it can be taken back. Refused when the numbers are not those that were shown. With more than some
 * thousand contacts a worker does it.
 */
export const applyMailingGroup = operation({
  name: "mailingGroup.apply",
  needs: "segments.edit",
  input: applyMailingGroupSchema,
  run: (context, request): Promise<Result<GroupApplied, MailingGroupError>> =>
    inTransaction<GroupApplied, MailingGroupError>(
      context.db,
      async (tx) => {
        const { segmentNo, shown, to } = request;
        const at = await findStep(tx, segmentNo, null);
        if (!at || Math.max(at.size, shown.before) <= atOnce) return giveGroup(tx, context, request);
        const heading = { title: `Mailing group ${to.code}`, subjectKind: "mailing_group", subjectKey: to.code, userId: context.user.id };
        const jobId = await addJob(tx, groupJob, { act: "apply", request, askedAt: context.now.toISOString() }, heading);
        return ok({ ...shown, group: to.code, applicationId: null, jobId });
      },
      { lockTimeoutMs: waitsMs },
    ),
});
