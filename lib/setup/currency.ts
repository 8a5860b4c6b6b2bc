import { z } from "zod";
import { query } from "@/lib/access/operation";

/** The currency of costs and sales, as marketing setup names it. */
export const findCurrency = query({
  name: "setup.findCurrency",
  needs: "read",
  input: z.object({}),
  run: async ({ db }): Promise<string> =>
    (await db.prisma.marketingSetup.findUnique({ where: { id: 1 }, select: { currencyCode: true } }))?.currencyCode ?? "GBP",
});
