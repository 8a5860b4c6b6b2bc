import { z } from "zod";
import { anyoneUnreachable, withReach } from "@/lib/consent/reach";
import { type Channel, defaultPurpose } from "@/lib/consent/schema";
import type { SetExpression } from "@/lib/contact-sets/expressions";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Ask } from "@/lib/maintained-sets/definitions";

/** Whether anybody might not be reached at all. */
export type ConsentBasis = { consent: boolean };

/** Reads it in the snapshot that asks who can be reached. */
export async function readConsent(ask: Ask): Promise<ConsentBasis> {
  return z.tuple([z.object({ consent: z.boolean() })]).parse(await ask(Prisma.sql`select ${anyoneUnreachable} as consent`))[0];
}

const addressOf: Record<Channel, Sql> = {
  email: Prisma.sql`contact.email is not null`,
  hard_copy: Prisma.sql`(contact.address is not null or contact.city is not null)`,
  phone: Prisma.sql`(contact.phone_no is not null or contact.mobile_phone_no is not null)`,
};

/** The ids of those among the contacts who meet a condition that may be reached by a channel for marketing, and have an address there. */
export function reachedBy(channel: Channel, among: Sql, basis: ConsentBasis): Sql {
  const asked = Prisma.sql`
    select contact.id as contact_id, ${defaultPurpose}::text as purpose_code, contact.email, null::correspondence_type as correspondence_type
    from contact where (${among}) and ${addressOf[channel]} and not contact.privacy_blocked and not (contact.minor and not contact.parental_consent_received)`;
  return Prisma.sql`select contact_id from (${withReach(asked, basis, channel)}) reach where unreachable is null`;
}

/** How many of a set that is. */
export function countReached({ rows }: SetExpression, channel: Channel, basis: ConsentBasis): Sql {
  const among = Prisma.sql`contact.id in (select unnest(coalesce(m.members, d.members)) from (${rows}) m left join chunk_data d on d.data_id = m.data_id and m.members is null)`;
  return Prisma.sql`(select count(*)::int from (${reachedBy(channel, among, basis)}) reached)`;
}
