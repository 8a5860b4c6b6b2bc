import type { ListInteractionLogEntries } from "@/lib/logging/schema";
import type { EntriesAddress } from "./address";

/** What the address asks of the list of entries. */
export function entriesRequest(address: EntriesAddress, limit = 50): ListInteractionLogEntries {
  const { search, canceled, segment, campaign, salesperson, template, contact, channel, from, to, sort, direction, after, before, last } =
    address;
  return {
    search,
    canceled,
    loggedSegmentEntryNo: segment,
    campaignNo: campaign,
    salespersonCode: salesperson,
    interactionTemplateCode: template,
    contactNo: contact,
    channel,
    from,
    to,
    sort,
    direction,
    after,
    before,
    last: last !== null,
    limit,
  };
}
