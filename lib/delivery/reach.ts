import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { mailbox } from "./address";
import type { DeliveryReason } from "./schema";

/** Where a message goes, or why it does not. `unsubscribeUrl` is the contact's own way to say no to further ones. */
export type Reach = { deliveryNo: number; entryNo: number; unsubscribeUrl: string | null } & (
  | { address: string; reason: null }
  | { address: null; reason: DeliveryReason }
);

const rowSchema = z.array(
  z.object({
    deliveryNo: z.number(),
    entryNo: z.number(),
    email: z.string().nullable(),
    reason: z.enum(["canceled", "contact_gone", "privacy_blocked", "minor"]).nullable(),
  }),
);

/**
 * Who of these deliveries may be written to at this moment, and where: looked at again when a worker has claimed them, whatever was
 * true when they were logged. The alternative address of the interaction gives the e-mail where it has one. The only place that knows
 * who may be reached.
 */
export async function reachOf(tx: Transaction, deliveryNos: readonly number[]): Promise<Reach[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select delivery.delivery_no::float8 as "deliveryNo", delivery.entry_no::float8 as "entryNo", coalesce(elsewhere.email, contact.email) as email,
      case when entry.canceled then 'canceled'
        when contact.id is null then 'contact_gone'
        when contact.privacy_blocked then 'privacy_blocked'
        when contact.minor and not contact.parental_consent_received then 'minor' end as reason
    from delivery
    join interaction_log_entry entry using (entry_no)
    left join contact on contact.id = entry.contact_id
    left join contact_alt_address elsewhere on elsewhere.contact_id = contact.id and elsewhere.code = entry.alt_address_code
    where delivery.delivery_no = any(${deliveryNos}::bigint[])
    order by delivery.delivery_no`);
  return rowSchema.parse(rows).map(({ email, reason, ...of }) => {
    const address = reason === null && email !== null ? mailbox(email) : null;
    return address === null
      ? { ...of, unsubscribeUrl: null, address: null, reason: reason ?? "no_address" }
      : { ...of, unsubscribeUrl: null, address, reason: null };
  });
}
