import type { OperationContext } from "@/lib/access/operation";
import { amongMembers } from "@/lib/contact-sets/membership";
import type { ContactSet } from "@/lib/contact-sets/store";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { LoggedSource } from "./logged-source";

/**
 * Gives the lines of a segment the campaigns under which their contacts were logged, where that is another than the header's or none: one
 * statement. Of several interactions of a contact the last one counts.
 *
 * @param flags whether target and response come along with such a campaign
 */
export async function keepLoggedCampaigns(
  tx: Transaction,
  { user, now }: OperationContext,
  segmentId: number,
  members: ContactSet,
  { entryNo }: LoggedSource,
  flags: boolean,
): Promise<void> {
  const logged = Prisma.sql`entry.logged_segment_entry_no = ${entryNo}::int and not entry.canceled and not entry.postponed`;
  const flag = (column: string) =>
    Prisma.raw(`case when entry.campaign_no is not null and entry.${column} <> segment.${column} then array['${column}'] else '{}' end`);
  await tx.$executeRaw(Prisma.sql`
    with segment as (select campaign_no, campaign_target, campaign_response from segment where id = ${segmentId}),
    differing as materialized (
      select distinct entry.contact_id from interaction_log_entry entry, segment where ${logged} and entry.campaign_no is distinct from segment.campaign_no),
    entry as (
      select distinct on (entry.contact_id) entry.contact_id, entry.campaign_no, entry.campaign_target, entry.campaign_response
      from interaction_log_entry entry join differing using (contact_id) where ${logged} order by entry.contact_id, entry.entry_no desc)
    insert into segment_line_override (segment_id, contact_id, layer, overridden, campaign_no, campaign_target, campaign_response, changed_by, changed_at)
    select ${segmentId}, contact.id, 1, entry.own, entry.campaign_no,
      case when 'campaign_target' = any(entry.own) then entry.campaign_target end, case when 'campaign_response' = any(entry.own) then entry.campaign_response end,
      ${user.id}, ${now}::timestamptz
    from (
      select entry.*, array['campaign_no'] ${flags ? Prisma.sql`|| ${flag("campaign_response")} || ${flag("campaign_target")}` : Prisma.empty} as own
      from entry, segment
      where entry.campaign_no is distinct from segment.campaign_no
        and (entry.campaign_no is null or exists (select from campaign where campaign.campaign_no = entry.campaign_no))) entry
    join contact on contact.id = entry.contact_id
    where ${amongMembers(members)}`);
}
