import { History, Phone } from "lucide-react";
import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { PinButton } from "@/components/habits/pin-button";
import { Visit } from "@/components/habits/visit";
import { loggedTabs, parseLoggedTab } from "@/components/interactions/address";
import { CancelLoggedSegment } from "@/components/interactions/cancel-button";
import { CancelProgress } from "@/components/interactions/cancel-progress";
import { DeletedNote } from "@/components/interactions/deleted-note";
import { FollowUp } from "@/components/interactions/follow-up";
import { LoggedNumbers } from "@/components/interactions/logged-numbers";
import { ButtonLink } from "@/components/ui/button-link";
import { Chip } from "@/components/ui/chip";
import { formatDuration, formatInstant, formatMoney, formatNumber } from "@/components/ui/format";
import { IconButtonLink } from "@/components/ui/icon-button";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { TextLink } from "@/components/ui/text-link";
import { hasRight } from "@/lib/access/rights";
import { findCallList } from "@/lib/calls/queries";
import { findDeliveryRun } from "@/lib/delivery/queries";
import type { DeliveryRun } from "@/lib/delivery/types";
import { isOver } from "@/lib/jobs/schema";
import { findCancelJob } from "@/lib/logging/find-cancel-job";
import { findLoggedSegment } from "@/lib/logging/find-logged-segment";
import type { LoggedSegment } from "@/lib/logging/types";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { deletionActions } from "../../interaction-log-entries/entry-actions";
import { cancelLoggedSegmentsAction, countFollowUpAction, followUpAction, reinstateLoggedSegmentsAction } from "../actions";
import { CampaignTab } from "./campaign-tab";
import { CriteriaTab } from "./criteria-tab";
import { DeliveryTab } from "./delivery-tab";
import { EntriesTab } from "./entries-tab";
import { LettersTab } from "./letters-tab";
import { MembersTab } from "./members-tab";
import { NumbersTab } from "./numbers-tab";

export const metadata: Metadata = { title: "Logged segment" };

const entryNoSchema = z.coerce.number().int().min(1).max(2_147_483_647);
const actions = { cancel: cancelLoggedSegmentsAction, reinstate: reinstateLoggedSegmentsAction };

/** One logged segment: what was written, who it was, the criteria that picked them, and the campaign it served. */
export default async function LoggedSegmentPage({ params, searchParams }: PageProps<"/logged-segments/[entryNo]">) {
  const entryNo = entryNoSchema.safeParse((await params).entryNo);
  if (!entryNo.success) notFound();
  const search = await searchParams;
  const { user, timeZone } = await currentContext();
  const asked = { entryNo: entryNo.data };
  const [logged, currency, job, run, calls] = await Promise.all([
    readQuery(findLoggedSegment, asked),
    readQuery(findCurrency, {}),
    readQuery(findCancelJob, asked),
    readQuery(findDeliveryRun, { loggedSegmentEntryNo: entryNo.data }),
    readQuery(findCallList, { loggedSegmentEntryNo: entryNo.data }),
  ]);
  if (!logged) notFound();
  const asks = parseLoggedTab(search);
  const byHardCopy = logged.channels.find(({ channel }) => channel === "hard_copy")?.entries ?? 0;
  const tab = (asks === "delivery" && !run) || (asks === "letters" && byHardCopy === 0) ? "entries" : asks;
  const path = `/logged-segments/${logged.entryNo}`;
  const props = {
    logged,
    path,
    search,
    editable: hasRight(user.role, "segments.log"),
    canExport: hasRight(user.role, "export"),
    deletion: deletionActions(user.role),
    currency,
  };
  return (
    <>
      <PageHeader
        title={logged.description}
        number={logged.segmentNo}
        crumbs={[{ href: "/logged-segments", label: "Logged segments" }]}
        chips={
          logged.canceled ? (
            <Chip tone="error">{logged.deletion ? "Deleted" : "Canceled"}</Chip>
          ) : (
            <Chip tone="logged" className="max-sm:hidden">
              Logged
            </Chip>
          )
        }
        actions={
          <>
            {calls && !logged.canceled ? (
              <ButtonLink href={`${path}/calls`} icon={<Phone aria-hidden />}>
                Call list <span className="num font-normal text-ink-3">{formatNumber(calls.counts.left + calls.counts.again)}</span>
              </ButtonLink>
            ) : null}
            {hasRight(user.role, "segments.edit") && !logged.deletion ? (
              <FollowUp
                entryNo={logged.entryNo}
                description={logged.description}
                clicks={run?.counting.clicks ?? false}
                followUp={followUpAction}
                count={countFollowUpAction}
              />
            ) : null}
            {props.editable && !logged.deletion && (!job || isOver(job.state)) ? (
              <CancelLoggedSegment
                entryNo={logged.entryNo}
                description={logged.description}
                canceled={logged.canceled}
                entries={logged.entries}
                campaignEntries={logged.campaignEntryRows.length}
                actions={actions}
              />
            ) : null}
            <IconButtonLink href={`${path}/history`} label="History" icon={<History aria-hidden />} />
            <PinButton pin={{ kind: "loggedSegment", key: String(logged.entryNo) }} title={logged.description} />
          </>
        }
        facts={[
          { label: "Logged", value: `${formatInstant(logged.loggedAt, timeZone)} by ${logged.userName}` },
          { label: "Campaign", value: campaignWords(logged) },
          { label: "Template", value: logged.template ? `${logged.template.code} ${logged.template.name}` : "—" },
          { label: "Cost", value: formatMoney(logged.costLcy, currency) },
          { label: "Duration", value: formatDuration(logged.durationMin) },
          ...(logged.canceledAt
            ? [
                {
                  label: "Canceled",
                  value: `${formatInstant(logged.canceledAt, timeZone)}${logged.canceledByName ? ` by ${logged.canceledByName}` : ""}`,
                },
              ]
            : []),
          { label: "Entry", value: String(logged.entryNo) },
        ]}
        factsTrailing={
          logged.hasWorksheet ? <TextLink href={`/segments/${encodeURIComponent(logged.segmentNo)}`}>Worksheet</TextLink> : null
        }
      />
      <Visit kind="loggedSegment" thingKey={String(logged.entryNo)} />
      {job ? <CancelProgress job={job} /> : null}
      {logged.deletion ? (
        <DeletedNote logged={logged} timeZone={timeZone} />
      ) : (
        <>
          <LoggedNumbers logged={logged} />
          <Tabs label="Parts of the logged segment" tabs={tabsOf(logged, run, byHardCopy, path, tab)} />
        </>
      )}
      {tab === "entries" && !logged.deletion ? <EntriesTab {...props} /> : null}
      {tab === "delivery" && run && !logged.deletion ? <DeliveryTab {...props} run={run} /> : null}
      {tab === "letters" && !logged.deletion ? <LettersTab {...props} /> : null}
      {tab === "members" && !logged.deletion ? <MembersTab {...props} /> : null}
      {tab === "numbers" && !logged.deletion ? <NumbersTab {...props} /> : null}
      {tab === "campaign" && !logged.deletion ? <CampaignTab {...props} /> : null}
      {tab === "criteria" || logged.deletion ? <CriteriaTab {...props} /> : null}
    </>
  );
}

/** "CP1 Spring fair", "CP1 Spring fair and 2 more". */
function campaignWords({ campaign, campaignEntryRows }: LoggedSegment): string {
  if (!campaign) return "—";
  const others = campaignEntryRows.length - 1;
  return `${campaign.code} ${campaign.name}${others > 0 ? ` and ${formatNumber(others)} more` : ""}`;
}

function tabsOf(
  { entries, members, steps, campaignEntryRows }: LoggedSegment,
  run: DeliveryRun | null,
  letters: number,
  path: string,
  current: (typeof loggedTabs)[number],
) {
  const labels = {
    entries: { label: "Interaction log entries", count: entries },
    delivery: { label: "Delivery", count: run?.total },
    letters: { label: "Letters", count: letters },
    members: { label: "Members as logged", count: members },
    numbers: { label: "Numbers" },
    criteria: { label: "Criteria actions", count: steps },
    campaign: { label: "Campaign entries", count: campaignEntryRows.length },
  };
  return loggedTabs
    .filter((tab) => (tab !== "delivery" || run) && (tab !== "letters" || letters > 0))
    .map((tab) => ({ ...labels[tab], href: tab === "entries" ? path : `${path}?tab=${tab}`, current: tab === current }));
}
