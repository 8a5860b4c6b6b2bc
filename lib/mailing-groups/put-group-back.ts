import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { keepCommon, stored } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { MailingGroupError } from "./errors";
import { inGroup, lockGroups, writeGroup } from "./group-sets";

const rowsSchema = z.array(
  z.object({
    group: z.string(),
    groupMade: z.boolean(),
    setBefore: z.bigint(),
    setAfter: z.bigint(),
    added: z.int(),
    removed: z.int(),
    undone: z.boolean(),
    undoneBy: z.string().nullable(),
  }),
);
/** What was put back. `goesOn` while a worker still does it, which is the job then. */
export type GroupPutBack = { group: string; removed: number; putBack: number; groupGone: boolean; goesOn: boolean; jobId?: string };

/** Puts a group back as it was before an application, in the caller's transaction; only when it is still as it was right afterwards. */
export async function putGroupBack(
  tx: Transaction,
  context: OperationContext,
  applicationId: number,
): Promise<Result<GroupPutBack, MailingGroupError>> {
  await lockGroups(tx);
  const [found] = rowsSchema.parse(
    await tx.$queryRaw(Prisma.sql`
      select mailing_group_code as "group", group_made as "groupMade", set_before as "setBefore", set_after as "setAfter", added, removed,
        undone_at is not null as undone, undone_by_name as "undoneBy"
      from mailing_group_application where id = ${applicationId} for update`),
  );
  if (!found) return err({ code: "application_not_found" });
  const { group, groupMade, setBefore, setAfter, added, removed } = found;
  if (found.undone) return err({ code: "undone_already", group, by: found.undoneBy });
  const sizes = await sizesOf(tx, { now: inGroup(group), after: stored(setAfter), common: keepCommon(inGroup(group), stored(setAfter)) });
  const stands = (await tx.mailingGroup.count({ where: { code: group } })) > 0;
  if (!stands || sizes.now !== sizes.common || sizes.after !== sizes.common) return err({ code: "group_changed", group });
  await writeGroup(tx, group, setBefore, false);
  if (groupMade) await tx.mailingGroup.delete({ where: { code: group } });
  await tx.mailingGroupApplication.update({
    where: { id: applicationId },
    data: { undoneAt: context.now, undoneByName: context.user.name },
  });
  const detail = { application: applicationId, removed: added, putBack: removed };
  await record(tx, context, { operation: "mailingGroup.undo", subjectKind: "mailing_group", subjectKey: group, detail });
  return ok({ group, removed: added, putBack: removed, groupGone: groupMade, goesOn: false });
}
