import { z } from "zod";
import type { OperationContext } from "@/lib/access/operation";
import { matching, type SetExpression, stored } from "@/lib/contact-sets/expressions";
import { dataFault } from "@/lib/db/errors";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { idsOfSet } from "@/lib/filters/members-sql";
import { compileFilter } from "@/lib/filters/to-sql";
import { askIn, readDefinitions } from "@/lib/maintained-sets/definitions";
import { areMembersRight, foldMembers } from "@/lib/maintained-sets/fold";
import { noteUse } from "@/lib/maintained-sets/note-use";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { onSnapshot } from "@/lib/segmentation/snapshot";

/** How often to fold when somebody comes or goes just between folding and reading. */
const folds = 3;

/** The members in one snapshot: a stored set of so many, or, where that is not right in it, a condition over `contact` (`setId` null), `total` about. */
export type Members = { segmentNo: string; versionNo: number; setId: bigint | null; total: number; condition: Sql };

/**
 * Reads the members of a live segment on one snapshot in which they are exact; of a stopped one those at the end. Null when there is no such segment, or it
 * was never live.
 */
export async function onMembers<T>(
  context: OperationContext,
  segmentNo: string,
  read: (tx: Transaction, members: Members) => Promise<T>,
): Promise<T | null> {
  await noteUse(context.db, context.now, [segmentNo]);
  for (let folded = 0; ; folded++) {
    if (folded > 0) await foldMembers(context.db, context.now, [segmentNo]);
    const answer = await onSnapshot(context.db, async (tx) => {
      const members = await findMembers(tx, context, segmentNo, folded);
      return members === "moved" || members === null ? members : { read: await read(tx, members) };
    }).catch((error: unknown) => {
      if (folded > 0 || dataFault(error) === null) throw error;
      return "moved" as const; // folding puts it in error
    });
    if (answer === null) return null;
    if (answer !== "moved") return answer.read;
  }
}

/** The same as a set. */
export function setOfMembers({ setId, condition }: Members): SetExpression {
  return setId === null ? matching(condition) : stored(setId);
}

async function findMembers(
  tx: Transaction,
  context: OperationContext,
  segmentNo: string,
  folded: number,
): Promise<Members | null | "moved"> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select l.published_no as "versionNo", l.set_id as "setId", members.size as total
    from live_segment l join contact_set members using (set_id) where l.segment_no = ${segmentNo}`);
  const [found] = z.array(z.object({ versionNo: z.int(), setId: z.bigint(), total: z.int() })).parse(rows);
  if (!found) return null;
  const definitions = await readDefinitions(askIn(tx), [segmentNo]);
  const definition = definitions.get(segmentNo);
  const inError = [...definitions.values()].some(({ broken }) => broken);
  if (inError && folded === 0) return "moved"; // folding tries those again
  const isCurrent = !definition || definition.broken || (await areMembersRight(tx, { definitions, now: context.now }, definition));
  if (!isCurrent && folded < folds) return "moved";
  if (isCurrent)
    return {
      segmentNo,
      ...found,
      condition: Prisma.sql`contact.id in (${idsOfSet(Prisma.sql`(select ${found.setId}::bigint as set_id)`, null)})`,
    };
  return { segmentNo, ...found, setId: null, condition: await memberCondition(tx, context, segmentNo) };
}

/** Slower, and right in whatever snapshot it is asked, whatever is written meanwhile. */
export async function memberCondition(tx: Pick<Transaction, "$queryRaw">, context: OperationContext, segmentNo: string): Promise<Sql> {
  const filter = { kind: "member", of: "segment", no: segmentNo, is: true } as const;
  const compiled = compileFilter(filter, await withMembers(askIn(tx), context, filter));
  if (!compiled.ok) throw new Error("a condition on a segment is never refused");
  return compiled.value;
}
