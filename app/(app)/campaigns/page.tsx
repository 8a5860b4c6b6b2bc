import type { Metadata } from "next";
import { campaignsHref, parseCampaignsAddress } from "@/components/campaigns/campaigns-address";
import { CampaignsTable } from "@/components/campaigns/campaigns-table";
import { ViewTabs } from "@/components/habits/view-tabs";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { numberedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TextLink } from "@/components/ui/text-link";
import { Toolbar } from "@/components/ui/toolbar";
import { listCampaigns } from "@/lib/campaigns/list-campaigns";
import { readQuery } from "@/lib/request/run-operation";
import { openList } from "../open-list";

export const metadata: Metadata = { title: "Campaigns" };

export default async function CampaignsPage({ searchParams }: PageProps<"/campaigns">) {
  const { address, tabsAddress, viewTabs } = await openList(await searchParams, {
    list: "campaigns",
    parse: parseCampaignsAddress,
    href: (of) => campaignsHref(of, {}),
    count: async ({ search }) => (await readQuery(listCampaigns, { search })).total,
  });
  const { search, sort, direction, page } = address;
  const { campaigns, total, pageSize } = await readQuery(listCampaigns, { search, order: sort, direction, page });
  return (
    <>
      <PageHeader title="Campaigns" count={search === "" ? total : undefined} />
      <ViewTabs
        {...viewTabs}
        label="Views of the campaigns"
        tabs={[{ href: campaignsHref(parseCampaignsAddress({}), { view: tabsAddress.view }), label: "All", current: !viewTabs.changed }]}
      />
      <Toolbar label="Find">
        <SearchField label="Find a campaign" />
      </Toolbar>
      <CampaignsTable
        campaigns={campaigns}
        sort={{ by: sort, direction }}
        empty={
          search === "" ? (
            <EmptyState title="No campaigns yet">
              A campaign is the plan that segments and interactions belong to. The demo company brings four.
            </EmptyState>
          ) : (
            <EmptyState title="No campaign fits" filled={0} actions={<TextLink href="/campaigns">Show all campaigns</TextLink>}>
              {`Nothing is called “${search}” here. Number, description, status and salesperson are searched.`}
            </EmptyState>
          )
        }
      />
      <Pagination
        noun={total === 1 ? "campaign" : "campaigns"}
        {...numberedPages({ page, pageSize, shown: campaigns.length, total }, (next) => campaignsHref(address, { page: next }))}
        keys={[
          ["↑ ↓", "move"],
          ["Enter", "open"],
        ]}
      />
    </>
  );
}
