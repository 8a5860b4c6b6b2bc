import type { OperationContext } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Filter } from "@/lib/filters/schema";
import { compileFilter } from "@/lib/filters/to-sql";
import { askIn } from "@/lib/maintained-sets/definitions";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { filterOfPart, isChannel, type MemberPart } from "./member-parts";
import { reachedBy, readConsent } from "./reach";

/** Some of the members: those of one bar of the composition, or who are on another segment too. Null: all of them. */
export type Narrowed = { part: MemberPart | null; code: string | null };

/** The condition over `contact` that only they meet; what cannot be asked finds nobody. */
export async function narrowing(tx: Transaction, context: OperationContext, { part, code }: Narrowed): Promise<Sql | null> {
  if (part === null) return null;
  if (isChannel(part)) {
    const reached = Prisma.sql`contact.id in (${reachedBy(part, Prisma.sql`true`, await readConsent(askIn(tx)))})`;
    return code === "no" ? Prisma.sql`not (${reached})` : reached;
  }
  const filter: Filter = filterOfPart(part, code);
  const compiled = compileFilter(filter, await withMembers(askIn(tx), context, filter));
  return compiled.ok ? compiled.value : Prisma.sql`false`;
}
