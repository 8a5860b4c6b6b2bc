import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { hasRight } from "@/lib/access/rights";
import { inTransaction } from "@/lib/db/transaction";
import { defineJob, type JobRefusal } from "@/lib/jobs/define-job";
import { err, ok, type Result } from "@/lib/result";
import { type MailingGroupError, mailingGroupMessage } from "./errors";
import { giveGroup } from "./give-group";
import { putGroupBack } from "./put-group-back";
import { applyMailingGroupSchema } from "./schema";

/** So many contacts come and go within the request, in well under two seconds; with more of them a worker does it. */
export const atOnce = 20_000;
/** How long to wait for somebody else who changes groups. */
export const waitsMs = 2_000;
const longestMs = 3_600_000;

const inputSchema = z.discriminatedUnion("act", [
  z.object({ act: z.literal("apply"), request: applyMailingGroupSchema, askedAt: z.iso.datetime() }),
  z.object({ act: z.literal("undo"), applicationId: z.int() }),
]);

/**
 * Gives a large mailing group to a segment, or takes it back. All of it stands in one transaction, so a kill leaves nothing half done and
 * the job runs again; when it is done already, it was the answer that got lost.
 */
export const groupJob = defineJob({
  kind: "mailingGroup.change",
  input: inputSchema,
  run: async (job, input): Promise<Result<{ contacts: number }, JobRefusal>> => {
    const context = await job.actAs();
    if (!context || !hasRight(context.user.role, "segments.edit"))
      return err({
        code: "not_allowed_any_more",
        message: "Who asked for this may not change mailing groups any more. Nothing was changed.",
      });
    await job.progress(0, null, input.act === "apply" ? "Adding contacts to the group" : "Putting the group back");
    job.signal.throwIfAborted();
    const done = await (input.act === "apply" ? apply(context, input) : undo(context, input.applicationId));
    return done.ok ? done : err({ code: done.error.code, message: mailingGroupMessage(done.error) });
  },
});

function apply(asking: OperationContext, { request, askedAt }: Extract<z.output<typeof inputSchema>, { act: "apply" }>) {
  const context = { ...asking, now: new Date(askedAt) };
  return inTransaction<{ contacts: number }, MailingGroupError>(
    context.db,
    async (tx) => {
      const { segmentNo, to } = request;
      const before = await tx.mailingGroupApplication.count({
        where: { mailingGroupCode: to.code, segmentNo, userId: context.user.id, appliedAt: context.now },
      });
      if (before > 0) return ok({ contacts: request.shown.added });
      const given = await giveGroup(tx, context, request);
      return given.ok ? ok({ contacts: given.value.added }) : given;
    },
    { timeoutMs: longestMs },
  );
}

function undo(context: OperationContext, applicationId: number) {
  return inTransaction<{ contacts: number }, MailingGroupError>(
    context.db,
    async (tx) => {
      const put = await putGroupBack(tx, context, applicationId);
      if (!put.ok && put.error.code === "undone_already") return ok({ contacts: 0 });
      return put.ok ? ok({ contacts: put.value.removed }) : put;
    },
    { timeoutMs: longestMs },
  );
}
