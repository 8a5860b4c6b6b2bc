import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/**
 * Whether so many contacts are most of all there are: then reading them in the order of the index beats sorting them. The planner does
 * not know how large a set is.
 */
export async function inIndexOrder(tx: Transaction, size: number): Promise<boolean> {
  const rows = await tx.$queryRaw(
    Prisma.sql`select (${size}::int > 20000 and ${size}::int > reltuples / 3) as most from pg_class where oid = 'contact'::regclass`,
  );
  return z.array(z.object({ most: z.boolean() })).parse(rows)[0]?.most ?? false;
}
