import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma } from "@/lib/db/sql";
import { inTransaction } from "@/lib/db/transaction";
import { ok, type Result } from "@/lib/result";
import { addSendJob } from "./send-job";

const heldSchema = z.array(z.object({ entryNo: z.int(), description: z.string(), messages: z.int() }));

/** What waits since a backup was restored: logged segments with how many of their messages, newest first, 20 at most. */
export const findHeldDeliveries = query({
  name: "delivery.findHeld",
  needs: "setup",
  input: z.object({}),
  run: async ({ db }) => {
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select logged.entry_no as "entryNo", logged.description,
        (select count(*)::int from delivery where delivery.logged_segment_entry_no = run.logged_segment_entry_no and state = 'waiting') as messages
      from delivery_run run join logged_segment logged on logged.entry_no = run.logged_segment_entry_no
      where run.held_at is not null order by logged.entry_no desc limit 20`);
    return heldSchema.parse(rows);
  },
});

/** Lets everything go on that waits since a backup was restored. */
export const releaseHeldDeliveries = operation({
  name: "delivery.releaseHeld",
  needs: "setup",
  input: z.object({}),
  run: (context): Promise<Result<{ runs: number }, never>> =>
    inTransaction<{ runs: number }, never>(context.db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`
        update delivery_run set held_at = null where held_at is not null returning logged_segment_entry_no as "entryNo"`);
      const released = z.array(z.object({ entryNo: z.int() })).parse(rows);
      for (const { entryNo } of released) await addSendJob(tx, entryNo, context.user.id);
      const detail = { loggedSegments: released.map(({ entryNo }) => entryNo) };
      await record(tx, context, { operation: "delivery.releaseHeld", subjectKind: "delivery", subjectKey: "all", detail });
      return ok({ runs: released.length });
    }),
});
