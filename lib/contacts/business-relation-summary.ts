import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";

/**
 * Brings the summary of business relations up to date for the contacts whose ids `contactIds` yields (a select of one column).
 * Only its own relations count. No relation is *none*; exactly one, under a
 * code that marketing setup names, is that kind; one other is *other*; more are *multiple*. Returns how many contacts changed.
 */
export async function refreshBusinessRelationSummary(tx: Transaction, contactIds: Sql): Promise<number> {
  return tx.$executeRaw(Prisma.sql`
    update contact set business_relation_summary = summary.value
    from (
      select c.id, case
          when count(r.business_relation_code) = 0 then 'none'
          when count(r.business_relation_code) > 1 then 'multiple'
          when min(r.business_relation_code) = min(s.customer_relation_code) then 'customer'
          when min(r.business_relation_code) = min(s.vendor_relation_code) then 'vendor'
          when min(r.business_relation_code) = min(s.bank_relation_code) then 'bank_account'
          when min(r.business_relation_code) = min(s.employee_relation_code) then 'employee'
          else 'other'
        end::business_relation_summary as value
      from contact c
      left join marketing_setup s on true
      left join contact_business_relation r on r.contact_id = c.id
      where c.id in (${contactIds})
      group by c.id
    ) summary
    where summary.id = contact.id and contact.business_relation_summary <> summary.value`);
}
