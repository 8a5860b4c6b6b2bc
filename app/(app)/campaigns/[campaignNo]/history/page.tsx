import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { parseHistoryAddress } from "@/components/history/history-address";
import { RecordHistory } from "@/components/history/record-history";
import { findCampaign } from "@/lib/campaigns/find-campaign";
import { recordHistory } from "@/lib/history/list-history";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { addressPart } from "../../../address-part";

export const metadata: Metadata = { title: "History" };

/** What was done to a campaign. */
export default async function CampaignHistoryPage({ params, searchParams }: PageProps<"/campaigns/[campaignNo]/history">) {
  const campaignNo = addressPart((await params).campaignNo);
  const { after } = parseHistoryAddress(await searchParams);
  const { timeZone } = await currentContext();
  const [campaign, page] = await Promise.all([
    readQuery(findCampaign, { campaignNo, page: 1 }),
    readQuery(recordHistory, { kind: "campaign", key: campaignNo, after }),
  ]);
  if (!campaign) notFound();
  const path = `/campaigns/${encodeURIComponent(campaignNo)}`;
  return (
    <RecordHistory
      crumbs={[
        { href: "/campaigns", label: "Campaigns" },
        { href: path, label: campaign.description || campaignNo },
      ]}
      number={campaignNo}
      path={`${path}/history`}
      page={page}
      older={after !== null}
      timeZone={timeZone}
    />
  );
}
