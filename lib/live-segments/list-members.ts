import { z } from "zod";
import { type OperationContext, query } from "@/lib/access/operation";
import { searchCondition } from "@/lib/contacts/search";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { compileFilter } from "@/lib/filters/to-sql";
import { askIn, readDefinitions } from "@/lib/maintained-sets/definitions";
import { foldMembers, pendingCount } from "@/lib/maintained-sets/fold";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { type Paged, readMembersPage } from "./member-rows";
import { listMembersSchema } from "./schema";
import type { MembersPage } from "./types";
import { didLately } from "./what-they-did";

type Request = z.output<typeof listMembersSchema>;

/** How often to fold again when somebody changes contacts just between folding and reading. */
const attempts = 3;

/**
 * A page of the members, exact as of its snapshot; of a stopped segment those at the end. Null when there is no such segment, or it was never live.
 */
export const listMembers = query({
  name: "liveSegment.listMembers",
  needs: "read",
  input: listMembersSchema,
  run: async (context, request): Promise<MembersPage | null> => {
    for (let attempt = 1; ; attempt++) {
      await foldMembers(context.db, context.now, [request.segmentNo]);
      const page = await onSnapshot(context.db, (tx) => readPage(tx, context, request, attempt === attempts));
      if (page !== "moved") return page;
    }
  },
});

async function readPage(
  tx: Transaction,
  context: OperationContext,
  request: Request,
  isLast: boolean,
): Promise<MembersPage | null | "moved"> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select l.set_id as "setId", members.size from live_segment l join contact_set members using (set_id) where l.segment_no = ${request.segmentNo}`);
  const [found] = z.array(z.object({ setId: z.bigint(), size: z.int() })).parse(rows);
  if (!found) return null;
  const search = narrowed(context, request);
  const definitions = await readDefinitions(askIn(tx), [request.segmentNo]);
  const definition = definitions.get(request.segmentNo);
  const isCurrent = !definition || definition.broken || (await pendingCount(tx, { definitions, now: context.now }, definition)) === 0;
  if (!isCurrent && !isLast) return "moved";
  const paged: Paged = isCurrent
    ? { setId: found.setId, total: found.size, predicate: search }
    : { setId: null, total: found.size, predicate: both(await memberCondition(tx, context, request.segmentNo), search) };
  return readMembersPage(tx, paged, request, context.now);
}

/** What narrows the list; null when nothing does. */
function narrowed(context: OperationContext, { search, did }: Request): Sql | null {
  const found = searchCondition(search);
  if (did === null) return found;
  const compiled = compileFilter(didLately(did), context);
  if (!compiled.ok) throw new Error("a condition on a type is never refused");
  return both(compiled.value, found);
}

/** Slower, and right in this snapshot whatever is written meanwhile. */
async function memberCondition(tx: Transaction, context: OperationContext, segmentNo: string): Promise<Sql> {
  const filter = { kind: "member", of: "segment", no: segmentNo, is: true } as const;
  const compiled = compileFilter(filter, await withMembers(askIn(tx), context, filter));
  if (!compiled.ok) throw new Error("a condition on a segment is never refused");
  return compiled.value;
}

function both(left: Sql, right: Sql | null): Sql {
  return right ? Prisma.sql`(${left} and ${right})` : left;
}
