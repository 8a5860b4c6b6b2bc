import { withReach } from "@/lib/consent/reach";
import { defaultPurpose } from "@/lib/consent/schema";
import type { Suppression } from "@/lib/consent/suppression";
import { Prisma, type Sql } from "@/lib/db/sql";

/** An entry of the alias `entry` that stands on the call list of its logged segment. */
export const isOnCallList = Prisma.sql`(entry.logged_segment_entry_no is not null and entry.correspondence_type = 'phone' and not entry.canceled)`;

/**
 * The calls among the entries of a condition on the alias `entry`, as things are at `now`: `entry_no`, contact, what came of it (`result`, which follows the log where somebody notes there that the attempt failed, `again_at`, `attempts`,
 * `called_at`, `called_by_name`), why the contact must not be called (`refusal`; `suppression` is that of their logged segment), who has it (`claimed_by`, null when the lease is over), and its
 * `place`. A call to be made again whose time has come is `due`.
 */
export function callsAmong(entries: Sql, now: Date, suppression: Suppression): Sql {
  const asked = Prisma.sql`
    select entry.entry_no, entry.contact_no, entry.contact_name, entry.company_name, contact.id as contact_id, entry.correspondence_type,
      coalesce(template.purpose_code, ${defaultPurpose}) as purpose_code, null::text as email, entry.alt_address_code,
      case when contact.id is null then 'contact_gone' when contact.privacy_blocked then 'privacy_blocked'
        when contact.minor and not contact.parental_consent_received then 'minor' end as reason,
      case when state.result = 'again' then state.result when state.result is not null and entry.attempt_failed then 'not_reached'
        when state.result is not null then 'reached' end as result, state.again_at, state.put_off_at, coalesce(state.attempts, 0) as attempts, state.called_at, state.called_by_name,
      case when state.claimed_until > ${now} then state.claimed_by end as claimed_by, case when state.claimed_until > ${now} then state.claimed_at end as claimed_at,
      coalesce(state.again_at <= ${now}, false) as due
    from interaction_log_entry entry
    left join interaction_template template on template.code = entry.interaction_template_code
    left join contact on contact.id = entry.contact_id
    left join call_state state using (entry_no)
    where ${entries} and ${isOnCallList}`;
  return Prisma.sql`
    select told.*, coalesce(told.reason, told.unreachable) as refusal,
      case when told.result in ('reached', 'not_reached') then told.result::text
        when coalesce(told.reason, told.unreachable) is not null then 'refused'
        when told.result = 'again' then 'again' else 'left' end as place
    from (${withReach(asked, { consent: true, suppression })}) told`;
}

/** All calls of a logged segment. */
export function callsOfList(loggedSegmentEntryNo: number, now: Date, suppression: Suppression): Sql {
  return callsAmong(Prisma.sql`entry.logged_segment_entry_no = ${loggedSegmentEntryNo}`, now, suppression);
}
