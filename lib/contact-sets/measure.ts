import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { SetExpression } from "./expressions";
import { type SetPlan, withClauses } from "./set-plan";

/** How many contacts each expression holds, all in one statement. What several of them share belongs into `plan`. */
export async function sizesOf<Name extends string>(
  tx: Pick<Transaction, "$queryRaw">,
  sizes: Record<Name, SetExpression>,
  plan?: SetPlan,
): Promise<Record<Name, number>> {
  const rows = await tx.$queryRaw(Prisma.sql`${withClauses(plan)} select ${sizesAsJson(sizes)} as sizes`);
  return readSizes(sizes, z.array(z.object({ sizes: z.unknown() })).parse(rows)[0]?.sizes);
}

/** SQL for an object with the size of each expression, in their order. */
export function sizesAsJson(sizes: Record<string, SetExpression>): Sql {
  const counts = Object.values(sizes).map(({ rows }) => Prisma.sql`(select coalesce(sum(size), 0) from (${rows}) measured)`);
  return counts.length === 0 ? Prisma.sql`'[]'::jsonb` : Prisma.sql`jsonb_build_array(${Prisma.join(counts)})`;
}

/** Reads what `sizesAsJson` answered. */
export function readSizes<Name extends string>(sizes: Record<Name, SetExpression>, answer: unknown): Record<Name, number> {
  const numbers = z.array(z.number().int()).parse(answer);
  const read: Partial<Record<Name, number>> = {};
  let position = 0;
  for (const name in sizes) read[name] = numbers[position++] ?? 0;
  return read as Record<Name, number>;
}
