import type { Metadata } from "next";
import { ExportMenu } from "@/components/exports/export-menu";
import { ViewTabs } from "@/components/habits/view-tabs";
import { type LoggedSegmentsAddress, loggedSegmentsHref, parseLoggedSegmentsAddress } from "@/components/interactions/address";
import { LoggedSegmentsTable } from "@/components/interactions/logged-segments-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChip } from "@/components/ui/filter-chip";
import { countOf } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { numberedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TextLink } from "@/components/ui/text-link";
import { Toolbar } from "@/components/ui/toolbar";
import { hasRight } from "@/lib/access/rights";
import { choicesOf } from "@/lib/exports/columns";
import { loggedSegmentExportColumns } from "@/lib/logging/export-columns";
import { listLoggedSegments } from "@/lib/logging/list-logged-segments";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { deletionActions } from "../interaction-log-entries/entry-actions";
import { openList } from "../open-list";
import { cancelLoggedSegmentsAction, reinstateLoggedSegmentsAction } from "./actions";

export const metadata: Metadata = { title: "Logged segments" };

const pageSize = 50;
const actions = { cancel: cancelLoggedSegmentsAction, reinstate: reinstateLoggedSegmentsAction };

const requestOf = ({ search, canceled, campaign, sort, direction }: LoggedSegmentsAddress) => ({
  search,
  canceled,
  campaignNo: campaign,
  sort,
  direction,
});

/** What was logged, the newest first. */
export default async function LoggedSegmentsPage({ searchParams }: PageProps<"/logged-segments">) {
  const { address, tabsAddress, viewTabs } = await openList(await searchParams, {
    list: "logged-segments",
    parse: parseLoggedSegmentsAddress,
    href: (of) => loggedSegmentsHref(of, {}),
    count: async (of) => (await readQuery(listLoggedSegments, { ...requestOf(of), page: 1, pageSize: 1 })).total,
  });
  const { search, canceled, campaign, sort, direction, page } = address;
  const { user, timeZone } = await currentContext();
  const [list, currency] = await Promise.all([
    readQuery(listLoggedSegments, { ...requestOf(address), page, pageSize }),
    readQuery(findCurrency, {}),
  ]);
  const { counts, rows, total } = list;
  const narrowed = search !== "" || campaign !== null;
  return (
    <>
      <PageHeader title="Logged segments" count={counts.all} />
      <ViewTabs
        {...viewTabs}
        label="Logged segments by state"
        tabs={[
          { href: loggedSegmentsHref(tabsAddress, { canceled: "all" }), label: "All", count: counts.all, current: canceled === "all" },
          {
            href: loggedSegmentsHref(tabsAddress, { canceled: "counted" }),
            label: "Counted",
            count: counts.counted,
            current: canceled === "counted",
          },
          {
            href: loggedSegmentsHref(tabsAddress, { canceled: "canceled" }),
            label: "Canceled",
            count: counts.canceled,
            current: canceled === "canceled",
          },
          ...(counts.deleted > 0
            ? [
                {
                  href: loggedSegmentsHref(address, { canceled: "deleted" }),
                  label: "Deleted",
                  count: counts.deleted,
                  current: canceled === "deleted",
                },
              ]
            : []),
        ]}
      />
      <Toolbar
        label="Find and filter"
        trailing={
          hasRight(user.role, "export") && total > 0 ? (
            <ExportMenu
              what={countOf(total, "logged segment")}
              href={loggedSegmentsHref(address, {}).replace("/logged-segments", "/api/logged-segments/export")}
              columns={choicesOf(loggedSegmentExportColumns)}
            />
          ) : null
        }
      >
        <SearchField label="Find a logged segment" resets={["page"]} />
        {campaign ? (
          <FilterChip field="Campaign" removeHref={loggedSegmentsHref(address, { campaign: null })}>{`is ${campaign}`}</FilterChip>
        ) : null}
      </Toolbar>
      <LoggedSegmentsTable
        rows={rows}
        total={total}
        scope={JSON.stringify([search, canceled, campaign])}
        sort={{ by: sort, direction }}
        timeZone={timeZone}
        currency={currency}
        editable={hasRight(user.role, "segments.log")}
        actions={actions}
        deletion={deletionActions(user.role)}
        empty={
          counts.all === 0 && canceled === "all" && !narrowed ? (
            <EmptyState title="Nothing was logged yet" actions={<TextLink href="/segments">Open the segments</TextLink>}>
              When a segment has the right contacts, Log records an interaction with each of them and the segment stands here.
            </EmptyState>
          ) : (
            <EmptyState
              title="No logged segment fits"
              filled={0}
              actions={<TextLink href="/logged-segments">Show all logged segments</TextLink>}
            >
              {search
                ? `Nothing is found by “${search}”. Entry, segment number, description and user are searched.`
                : "None is in this state."}
            </EmptyState>
          )
        }
      />
      <Pagination
        noun={total === 1 ? "logged segment" : "logged segments"}
        {...numberedPages({ page, pageSize, shown: rows.length, total }, (next) => loggedSegmentsHref(address, { page: next }))}
        keys={[
          ["↑ ↓", "move"],
          ["Enter", "open"],
        ]}
      />
    </>
  );
}
