import { LoggedCampaignEntriesTable } from "@/components/interactions/logged-campaign-entries-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { TabProps } from "./tab-props";

/** The campaign entries that the log wrote. */
export function CampaignTab({ logged: { campaignEntryRows }, currency }: TabProps) {
  return (
    <>
      <LoggedCampaignEntriesTable
        rows={campaignEntryRows}
        currency={currency}
        empty={
          <EmptyState title="No campaign" filled={0}>
            Neither the segment nor one of its lines named a campaign when it was logged.
          </EmptyState>
        }
      />
      <Pagination noun={campaignEntryRows.length === 1 ? "campaign entry" : "campaign entries"} total={campaignEntryRows.length} />
    </>
  );
}
