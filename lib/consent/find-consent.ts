import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { addressesOfContacts } from "./addresses";
import { withReach } from "./reach";
import { channels, consentSources, defaultPurpose, findConsentSchema, unreachableReasons } from "./schema";

const eventSchema = z.object({
  eventNo: z.int(),
  channel: z.enum(channels),
  purpose: z.object({ code: z.string(), name: z.string() }).nullable(),
  allowed: z.boolean(),
  source: z.enum(consentSources),
  wording: z.string().nullable(),
  by: z.string().nullable(),
  at: z.coerce.date(),
});
const stateSchema = z.object({
  purpose: z.object({ code: z.string(), name: z.string() }),
  channel: z.enum(channels),
  /** What was said last; null when nothing was. */
  said: z.enum(["given", "withdrawn"]).nullable(),
  /** Whether it needs consent first. */
  needsConsent: z.boolean(),
  /** Null: may be reached. */
  unreachable: z.enum(unreachableReasons).nullable(),
});
const rowSchema = z.object({
  contactNo: z.string(),
  states: z.array(stateSchema),
  doNotContact: z.array(z.enum(channels)),
  /** Addresses of the contact to which e-mails came back, with the status that the server gave. */
  bounced: z.array(z.object({ email: z.string(), status: z.string().nullable(), at: z.coerce.date() })),
  events: z.array(eventSchema),
  total: z.int(),
});
export type ConsentEvent = z.output<typeof eventSchema>;
export type ConsentState = z.output<typeof stateSchema>;
/** What one contact said: each purpose and channel as it stands, the channels that must not be used, and the history, newest first. */
export type ContactConsent = z.output<typeof rowSchema>;

const shownEvents = 100;

/** The consent of one contact with its newest 100 events and their number; null when there is no such contact. */
export const findConsent = query({
  name: "consent.find",
  needs: "read",
  input: findConsentSchema,
  run: async ({ db }, { contactNo }): Promise<ContactConsent | null> => {
    // Any of the contact's addresses that is suppressed speaks for the e-mail state, else the one that is written to.
    const asked = Prisma.sql`
      select contact.id as contact_id, channel.channel as correspondence_type, purpose.code as purpose_code, purpose.name, purpose.needs_consent, address.email
      from contact cross join purpose cross join unnest(${channels}::correspondence_type[]) with ordinality channel (channel, place)
      left join lateral (
        select email from (${addressesOfContacts}) a where a.contact_id = contact.id
        order by exists (select from suppressed_address s where s.address_hash = address_hash(a.email) and (s.purpose_code is null or s.purpose_code = purpose.code)) desc,
          a.email = contact.email desc, a.email limit 1) address on channel.channel = 'email'
      where contact.contact_no = ${contactNo}`;
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select contact.contact_no as "contactNo",
        (select jsonb_agg(jsonb_build_object('purpose', jsonb_build_object('code', reach.purpose_code, 'name', reach.name), 'channel', reach.correspondence_type,
            'said', case when now_is.allowed then 'given' when not now_is.allowed then 'withdrawn' end,
            'needsConsent', reach.correspondence_type = any(reach.needs_consent), 'unreachable', reach.unreachable)
            order by reach.purpose_code <> ${defaultPurpose}, reach.name, reach.purpose_code, array_position(${channels}::text[], reach.correspondence_type::text))
          from (${withReach(asked)}) reach
          left join contact_consent now_is
            on now_is.contact_id = reach.contact_id and now_is.channel = reach.correspondence_type and now_is.purpose_code = reach.purpose_code) as states,
        coalesce((select jsonb_agg(never.channel order by array_position(${channels}::text[], never.channel::text))
          from contact_consent never where never.contact_id = contact.id and never.purpose_code is null and not never.allowed), '[]') as "doNotContact",
        coalesce((select jsonb_agg(jsonb_build_object('email', a.email, 'status', b.status, 'at', b.bounced_at) order by a.email)
          from (select distinct email from (${addressesOfContacts}) a where a.contact_id = contact.id) a
          join bounced_address b on b.address_hash = address_hash(a.email)), '[]') as bounced,
        coalesce((select jsonb_agg(jsonb_build_object('eventNo', e.event_no, 'channel', e.channel, 'allowed', e.allowed, 'source', e.source, 'wording', e.wording,
            'by', e.user_name, 'at', e.recorded_at, 'purpose', case when e.purpose_code is not null then jsonb_build_object('code', e.purpose_code, 'name', purpose.name) end)
            order by e.event_no desc)
          from (select * from consent_event where contact_id = contact.id order by event_no desc limit ${shownEvents}) e
          left join purpose on purpose.code = e.purpose_code), '[]') as events,
        (select count(*)::int from consent_event where contact_id = contact.id) as total
      from contact where contact.contact_no = ${contactNo}`);
    return z.array(rowSchema).parse(rows)[0] ?? null;
  },
});
