import { z } from "zod";
import { operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { ok, type Result } from "@/lib/result";
import { type LiveLimits, liveLimitsSchema } from "./schema";

/** After how many days live segments expire that nobody uses (T-66), and how many may be live (T-68). */
export const findLiveLimits = query({
  name: "liveSegment.findLimits",
  needs: "read",
  input: z.object({}),
  run: ({ db }): Promise<LiveLimits> => readLimits(db.prisma),
});

export const changeLiveLimits = operation({
  name: "liveSegment.changeLimits",
  needs: "setup",
  input: liveLimitsSchema,
  run: (context, { expiryDays, quota }): Promise<Result<LiveLimits, never>> =>
    inTransaction<LiveLimits, never>(context.db, async (tx) => {
      const before = await readLimits(tx);
      const data = { liveExpiryDays: expiryDays, liveQuota: quota };
      await tx.marketingSetup.upsert({ where: { id: 1 }, update: data, create: { id: 1, ...data } });
      const detail = { before, after: { expiryDays, quota } };
      await record(tx, context, {
        operation: "liveSegment.changeLimits",
        subjectKind: "marketing_setup",
        subjectKey: "live segments",
        detail,
      });
      return ok({ expiryDays, quota });
    }),
});

/** The limits as they stand in a transaction. */
export async function readLimits(tx: Pick<Transaction, "marketingSetup">): Promise<LiveLimits> {
  const setup = await tx.marketingSetup.findUnique({ where: { id: 1 }, select: { liveExpiryDays: true, liveQuota: true } });
  return { expiryDays: setup?.liveExpiryDays ?? null, quota: setup?.liveQuota ?? null };
}

/** How many segments beside this one are live, and how many may be; null without a limit. */
export async function readPlaces(tx: Transaction, segmentId: number): Promise<{ limit: number; current: number } | null> {
  const { quota } = await readLimits(tx);
  if (quota === null) return null;
  return {
    limit: quota,
    current: await tx.liveSegment.count({ where: { id: { not: segmentId }, state: { in: ["live", "live_editable"] } } }),
  };
}
