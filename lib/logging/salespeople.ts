import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Named } from "@/lib/segmentation/types";
import type { SegmentToLog } from "./find-segment-to-log";

const namedSchema = z.array(z.object({ code: z.string(), name: z.string() }));

/** Salespeople who can be responsible for interactions, by name: not blocked. */
export const listSalespeople = query({
  name: "segment.listSalespeople",
  needs: "read",
  input: z.object({}),
  run: async ({ db }): Promise<Named[]> =>
    namedSchema.parse(
      await db.prisma.$queryRaw(
        Prisma.sql`select code, name from salesperson where not blocked and not privacy_blocked order by name, code`,
      ),
    ),
});

/** The one to offer where a salesperson is missing: the header's, else one's own, when not blocked. */
export async function suggestSalesperson(
  tx: Transaction,
  salesperson: SegmentToLog["salesperson"],
  ownCode: string | null,
): Promise<Named | null> {
  if (salesperson && !salesperson.blocked) return { code: salesperson.code, name: salesperson.name };
  if (ownCode === null) return null;
  const rows = await tx.$queryRaw(
    Prisma.sql`select code, name from salesperson where code = ${ownCode} and not blocked and not privacy_blocked`,
  );
  return namedSchema.parse(rows)[0] ?? null;
}
