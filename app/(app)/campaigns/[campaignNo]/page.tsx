import { History, ListFilter } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CampaignEntriesTable } from "@/components/campaigns/campaign-entries-table";
import { PinButton } from "@/components/habits/pin-button";
import { Visit } from "@/components/habits/visit";
import { Chip } from "@/components/ui/chip";
import { EmptyState } from "@/components/ui/empty-state";
import { formatDay, formatDuration, formatMoney, formatNumber } from "@/components/ui/format";
import { IconButtonLink } from "@/components/ui/icon-button";
import { KeyValues } from "@/components/ui/key-values";
import { PageHeader } from "@/components/ui/page-header";
import { numberedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { TextLink } from "@/components/ui/text-link";
import { findCampaign } from "@/lib/campaigns/find-campaign";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { addressPart } from "../../address-part";

const searchSchema = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1).catch(1) });

export async function generateMetadata({ params }: PageProps<"/campaigns/[campaignNo]">): Promise<Metadata> {
  return { title: addressPart((await params).campaignNo) };
}

export default async function CampaignPage({ params, searchParams }: PageProps<"/campaigns/[campaignNo]">) {
  const campaignNo = addressPart((await params).campaignNo);
  const { page } = searchSchema.parse(await searchParams);
  const [campaign, currency] = await Promise.all([readQuery(findCampaign, { campaignNo, page }), readQuery(findCurrency, {})]);
  if (!campaign) notFound();
  const path = `/campaigns/${encodeURIComponent(campaignNo)}`;
  const { entries, entriesTotal: total, pageSize } = campaign;
  const pages = numberedPages({ page, pageSize, shown: entries.length, total }, (next) => `${path}?page=${next}`);
  const right = (value: string) => <span className="num ml-auto">{value}</span>;
  return (
    <>
      <PageHeader
        title={campaign.description || campaignNo}
        crumbs={[{ href: "/campaigns", label: "Campaigns" }]}
        number={campaignNo}
        chips={campaign.status ? <Chip>{campaign.status}</Chip> : null}
        actions={
          <>
            <IconButtonLink href={`${path}/history`} label="History" icon={<History aria-hidden />} />
            <PinButton pin={{ kind: "campaign", key: campaignNo }} title={campaign.description || campaignNo} />
          </>
        }
        facts={[
          { label: "Starts", value: formatDay(campaign.startingDate) },
          { label: "Ends", value: formatDay(campaign.endingDate) },
          { label: "Salesperson", value: campaign.salesperson ?? "—" },
        ]}
        line
      />
      <Visit kind="campaign" thingKey={campaignNo} />
      <div className="min-h-0 flex-1 max-lg:overflow-y-auto lg:grid lg:grid-cols-[minmax(0,1fr)_320px]">
        <section aria-label="Campaign entries" className="flex min-h-0 flex-col max-lg:min-h-72">
          <CampaignEntriesTable
            entries={entries}
            currency={currency}
            empty={<EmptyState title="No entries yet">An entry stands here for each segment that is logged with this campaign.</EmptyState>}
          />
          <Pagination noun={total === 1 ? "entry" : "entries"} total={total} links={pages.links} />
        </section>
        <ScrollPane
          label="Numbers and segments"
          className="bg-sunken max-lg:overflow-visible max-lg:border-t max-lg:border-line lg:border-l lg:border-line"
        >
          <section className="border-b border-line-soft p-4">
            <h2 className="mb-2.5 text-xs font-semibold text-ink-2">Numbers</h2>
            <KeyValues
              labelWidth={160}
              items={[
                { label: "Interactions", value: right(formatNumber(campaign.interactions)) },
                { label: "Target interactions", value: right(formatNumber(campaign.targets)) },
                { label: "Responses", value: right(formatNumber(campaign.responses)) },
                { label: "Cost", value: right(formatMoney(campaign.costLcy, currency)) },
                { label: "Duration", value: right(formatDuration(campaign.durationMin)) },
              ]}
            />
            {campaign.interactions > 0 ? (
              <p className="mt-3">
                <TextLink href={`/interaction-log-entries?campaign=${encodeURIComponent(campaignNo)}`} prefetch={false}>
                  See the interactions
                </TextLink>
              </p>
            ) : null}
          </section>
          <section className="p-4">
            <h2 className="mb-2.5 flex items-baseline gap-1.5 text-xs font-semibold text-ink-2">
              Segments in work <span className="num font-normal text-ink-3">{formatNumber(campaign.segments.length)}</span>
              {campaign.segments.length > 0 ? (
                <TextLink href={`/segments?campaign=${encodeURIComponent(campaignNo)}`} prefetch={false} className="ml-auto">
                  All
                </TextLink>
              ) : null}
            </h2>
            {campaign.segments.length === 0 ? <p className="text-ink-3">No worksheet names this campaign.</p> : null}
            <ul className="-mx-2">
              {campaign.segments.map((segment) => (
                <li key={segment.segmentNo}>
                  <Link
                    href={`/segments/${encodeURIComponent(segment.segmentNo)}`}
                    prefetch={false}
                    className="flex min-h-7 items-center gap-2 rounded-md px-2 hover:bg-hover"
                  >
                    <ListFilter className="icon-s flex-none text-ink-3" aria-hidden />
                    <span className="min-w-0 flex-1 truncate">{segment.description ?? "No description yet"}</span>
                    <span className="mono flex-none text-ink-3">{segment.segmentNo}</span>
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        </ScrollPane>
      </div>
    </>
  );
}
