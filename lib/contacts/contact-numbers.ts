import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { ContactType } from "./schema";

const schema = z.object({
  interactions: z.number(),
  costLcy: z.number(),
  durationMin: z.number(),
  lastInteraction: z.string().nullable(),
  lastAttempt: z.string().nullable(),
  facts: z.number(),
  salesLcy: z.number(),
});
export type ContactNumbers = z.output<typeof schema>;

/** Whose interactions count: a company's own and those of the people it had at the time. */
export function interactionsOf(contactId: number, type: ContactType): Sql {
  return type === "company" ? Prisma.sql`e.company_id = ${contactId}` : Prisma.sql`e.contact_id = ${contactId}`;
}

/**
 * Interactions that are neither canceled nor postponed; of them the day of the last one that did not fail, and of the last one we
 * began (a departure: the reference counts canceled ones here, W-42); sales facts.
 */
export async function findContactNumbers(tx: Transaction, contactId: number, type: ContactType): Promise<ContactNumbers> {
  const facts = type === "company" ? Prisma.sql`v.company_id = ${contactId}` : Prisma.sql`v.contact_id = ${contactId}`;
  const rows = await tx.$queryRaw(Prisma.sql`
    select e.*, v.* from (
      select count(*)::int as interactions, coalesce(sum(cost_lcy), 0)::float as "costLcy", coalesce(sum(duration_min), 0)::float as "durationMin",
        to_char(max(date) filter (where not attempt_failed), 'YYYY-MM-DD') as "lastInteraction",
        to_char(max(date) filter (where initiated_by = 'us'), 'YYYY-MM-DD') as "lastAttempt"
      from interaction_log_entry e where not postponed and not canceled and ${interactionsOf(contactId, type)}
    ) e, (select count(*)::int as facts, coalesce(sum(amount_lcy), 0)::float as "salesLcy" from value_entry v where ${facts}) v`);
  return z.tuple([schema]).parse(rows)[0];
}
