import { z } from "zod";
import type { AuthSettings } from "@/lib/access/auth-settings";
import { withReach } from "@/lib/consent/reach";
import { defaultPurpose, unreachableReasons } from "@/lib/consent/schema";
import type { Suppression } from "@/lib/consent/suppression";
import { unsubscribeLinks } from "@/lib/consent/unsubscribe-links";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { mailbox } from "./address";
import type { DeliveryReason } from "./schema";

/** Where a message goes, or why it does not. `unsubscribeUrl` is the contact's own way to say no to further ones; `suppressedBy` the segment that the contact is on whose members are never reached. */
export type Reach = { deliveryNo: number; entryNo: number; suppressedBy: string | null } & (
  | { address: string; unsubscribeUrl: string; reason: null }
  | { address: null; unsubscribeUrl: null; reason: DeliveryReason }
);

const rowSchema = z.array(
  z.object({
    deliveryNo: z.number(),
    entryNo: z.number(),
    contactId: z.int().nullable(),
    purposeCode: z.string(),
    email: z.string().nullable(),
    suppressedBy: z.string().nullable(),
    reason: z.enum(["canceled", "contact_gone", "privacy_blocked", "minor", ...unreachableReasons]).nullable(),
  }),
);

/** Why an interaction reaches nobody any more, whatever its channel: over the aliases `entry` and `contact`, null where nothing stands in the way. */
export const goneOrBlocked = Prisma.sql`case when entry.canceled then 'canceled'
  when contact.id is null then 'contact_gone'
  when contact.privacy_blocked then 'privacy_blocked'
  when contact.minor and not contact.parental_consent_received then 'minor' end`;

/**
 * Who of these deliveries may be written to at this moment, and where: looked at again when a worker has claimed them, whatever was
 * true when they were logged. The alternative address of the interaction gives the e-mail where it has one. The only place that knows
 * who may be reached.
 */
export async function reachOf(
  tx: Transaction,
  deliveryNos: readonly number[],
  settings: AuthSettings,
  suppression: Suppression,
): Promise<Reach[]> {
  const contacts = Prisma.sql`(
    select contact_id >> 13 as chunk, uniq(sort(array_agg(contact_id))) as ids from delivery join interaction_log_entry using (entry_no)
    where delivery_no = any(${deliveryNos}::bigint[]) and contact_id is not null group by 1)`;
  const asked = Prisma.sql`
    select delivery.delivery_no, delivery.entry_no, delivery.channel as correspondence_type, contact.id as contact_id,
      coalesce(elsewhere.email, contact.email) as email, coalesce(template.purpose_code, ${defaultPurpose}) as purpose_code,
      ${goneOrBlocked} as reason
    from delivery
    join interaction_log_entry entry using (entry_no)
    left join interaction_template template on template.code = entry.interaction_template_code
    left join contact on contact.id = entry.contact_id
    left join contact_alt_address elsewhere on elsewhere.contact_id = contact.id and elsewhere.code = entry.alt_address_code
    where delivery.delivery_no = any(${deliveryNos}::bigint[])`;
  const rows = await tx.$queryRaw(Prisma.sql`
    select delivery_no::float8 as "deliveryNo", entry_no::float8 as "entryNo", contact_id as "contactId", purpose_code as "purposeCode", email,
      coalesce(reason, unreachable) as reason, suppressed_by as "suppressedBy"
    from (${withReach(asked, { consent: true, suppression }, null, { chunks: contacts })}) reached order by delivery_no`);
  const found = rowSchema.parse(rows).map(({ email, contactId, purposeCode, reason, ...of }) => {
    const address = reason === null && email !== null ? mailbox(email) : null;
    return {
      of,
      reason: address === null ? (reason ?? ("no_address" as const)) : null,
      address,
      link: address && email && contactId && { contactId, purposeCode, email }, // as the contact has it, by which it is known again
    };
  });
  const reached = found.flatMap(({ link }) => (link ? [link] : []));
  const links = await unsubscribeLinks(tx, reached, settings);
  return found.map(({ of, reason, address, link }) => {
    const unsubscribeUrl = link ? links[reached.indexOf(link)] : undefined;
    return address && unsubscribeUrl
      ? { ...of, address, unsubscribeUrl, reason: null }
      : { ...of, address: null, unsubscribeUrl: null, reason: reason ?? "no_address" };
  });
}
