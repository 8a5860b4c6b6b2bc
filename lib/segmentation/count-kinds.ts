import { z } from "zod";
import { query } from "@/lib/access/operation";
import { keepCommon, matching, together } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { Prisma } from "@/lib/db/sql";
import { findStep } from "./find-step";
import { setsOf } from "./layers";
import { segmentNoSchema } from "./schema";
import { onSnapshot } from "./snapshot";
import type { KindCounts } from "./types";

/** How many lines of companies and of persons a segment has at a step (null: the current one); null when there is no such segment or step. */
export const countKinds = query({
  name: "segment.countKinds",
  needs: "read",
  input: z.object({ segmentNo: segmentNoSchema, step: z.int().min(0).nullable().default(null) }),
  run: (context, { segmentNo, step }): Promise<KindCounts | null> =>
    onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, segmentNo, step);
      if (!at) return null;
      const ofCompanies = setsOf(at.layers).map((layer) => keepCommon(layer, matching(Prisma.sql`contact.type = 'company'`)));
      const { companies } = await sizesOf(tx, { companies: together(ofCompanies) });
      return { companies, persons: at.size - companies };
    }),
});
