import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/**
 * Of contacts that are merged into one, each logged segment writes to one only: where several of them have a message there, those of the others that still
 * wait are skipped. Several lines of the same contact are meant, and stay. Asked before the interactions are given to the one that stays.
 */
export async function skipMerged(tx: Transaction, keptId: number, gone: readonly number[], now: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    with theirs as (
      select delivery.delivery_no, entry.contact_id, first_value(entry.contact_id) over (
        partition by delivery.logged_segment_entry_no order by delivery.state = 'waiting', entry.contact_id <> ${keptId}::int, entry.contact_id) as reached
      from delivery join interaction_log_entry entry using (entry_no)
      where entry.contact_id = any(${[keptId, ...gone]}::int[]) and not entry.canceled and delivery.channel = 'email'
        and delivery.state in ('waiting', 'sending', 'delivered', 'unknown'))
    update delivery set state = 'skipped', reason = 'merged', changed_at = ${now}
    from theirs where delivery.delivery_no = theirs.delivery_no and theirs.contact_id <> theirs.reached and delivery.state = 'waiting'`);
}
