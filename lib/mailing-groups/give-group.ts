import type { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { stored, unite } from "@/lib/contact-sets/expressions";
import { storeSet } from "@/lib/contact-sets/store";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import { findStep } from "@/lib/segmentation/find-step";
import type { MailingGroupError } from "./errors";
import { groupNumbers, inGroup, lockGroups, writeGroup } from "./group-sets";
import type { applyMailingGroupSchema, GroupNumbers } from "./schema";

type Request = z.output<typeof applyMailingGroupSchema>;
/** What was done. `applicationId` is null while a worker still does it, which is the job then. */
export type GroupApplied = GroupNumbers & { group: string; applicationId: number | null; jobId?: string };

/** Puts everybody of a segment into a group, in the caller's transaction, and writes down the group before and after. */
export async function giveGroup(
  tx: Transaction,
  context: OperationContext,
  request: Request,
): Promise<Result<GroupApplied, MailingGroupError>> {
  const { segmentNo, to, replace, shown } = request;
  const { code } = to;
  const { user, now } = context;
  await lockGroups(tx);
  const at = await findStep(tx, segmentNo, null);
  if (!at) return err({ code: "segment_not_found", segmentNo });
  if (at.setId === null || at.size === 0) return err({ code: "nobody_on_segment", segmentNo });
  const known = (await tx.mailingGroup.count({ where: { code } })) > 0;
  if (to.group === "existing" && !known) return err({ code: "group_not_found", group: code });
  if (to.group === "new") {
    if (known) return err({ code: "group_taken", group: code });
    await tx.mailingGroup.create({ data: { code, description: to.description } });
  }
  const before = await storeSet(tx, inGroup(code));
  const numbers = await groupNumbers(tx, stored(before.setId), stored(at.setId), replace);
  if (numbers.added !== shown.added || numbers.removed !== shown.removed) return err({ code: "numbers_moved", now: numbers });
  await writeGroup(tx, code, at.setId, !replace);
  const after = await storeSet(tx, replace ? stored(at.setId) : unite(stored(before.setId), stored(at.setId)), { sharing: [before.setId] });
  const { added, alreadyIn, removed } = numbers;
  const { id } = await tx.mailingGroupApplication.create({
    data: {
      mailingGroupCode: code,
      segmentNo: at.segmentNo,
      replaced: replace,
      groupMade: to.group === "new",
      added,
      alreadyIn,
      removed,
      setBefore: before.setId,
      setAfter: after.setId,
      userId: user.id,
      userName: user.name,
      appliedAt: now,
    },
    select: { id: true },
  });
  const detail = { application: id, segmentNo: at.segmentNo, replace, added, alreadyIn, removed };
  await record(tx, context, { operation: "mailingGroup.apply", subjectKind: "mailing_group", subjectKey: code, detail });
  return ok({ ...numbers, applicationId: id, group: code });
}
