import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { type Dependant, isLive, liveSegmentStates } from "./states";

const dependantsSchema = z.array(
  z.object({ segmentNo: z.string(), name: z.string(), state: z.enum(liveSegmentStates), role: z.enum(["published", "working"]) }),
);

/** The live segments whose published definition, or the one being worked on, refers to this one, a worksheet or a live segment. */
export async function dependantsOf(tx: Pick<Transaction, "$queryRaw">, segmentNo: string): Promise<Dependant[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select l.segment_no as "segmentNo", l.name, l.state::text as state, case when r.version_no = l.published_no then 'published' else 'working' end as role
    from live_reference r join live_segment l on l.id = r.segment_id and r.version_no in (l.published_no, l.working_no)
    where r.refers_to = ${segmentNo} order by l.segment_no, role`);
  return dependantsSchema
    .parse(rows)
    .map((dependant) => ({ ...dependant, live: dependant.role === "published" && isLive(dependant.state) }));
}

/** Held alone, until the transaction ends, by whoever changes what refers to what, or takes away what may be referred to (T-69). */
export async function oneAtATime(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`select pg_advisory_xact_lock(hashtext('live segment life'))`);
}
