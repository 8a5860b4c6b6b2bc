import type { EntryFilter, ListInteractionLogEntries } from "@/lib/logging/schema";
import type { EntriesAddress } from "./address";

/** Which entries the address shows. */
export function entryFilterOf(address: EntriesAddress): EntryFilter {
  const { search, canceled, segment, campaign, salesperson, template, group, contact, channel, evaluation, failed, commented, from, to } =
    address;
  return {
    search,
    canceled,
    loggedSegmentEntryNo: segment,
    campaignNo: campaign,
    salespersonCode: salesperson,
    interactionTemplateCode: template,
    interactionGroupCode: group,
    contactNo: contact,
    channel,
    evaluation,
    attemptFailed: failed && failed === "yes",
    commented: commented && commented === "yes",
    from,
    to,
  };
}

/** What the address asks of the list of entries. */
export function entriesRequest(address: EntriesAddress, limit = 50): ListInteractionLogEntries {
  const { sort, direction, after, before, last } = address;
  return { ...entryFilterOf(address), sort, direction, after, before, last: last !== null, limit };
}
