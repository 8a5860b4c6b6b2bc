import type { Metadata } from "next";
import { ViewTabs } from "@/components/habits/view-tabs";
import { ExpiringNote } from "@/components/live-segments/expiring-note";
import { directionOf, type ListAddress, listHref, parseListAddress } from "@/components/segments/list-address";
import { NewSegment } from "@/components/segments/new-segment-dialog";
import { SegmentListTable } from "@/components/segments/segment-list-table";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChip } from "@/components/ui/filter-chip";
import { PageHeader } from "@/components/ui/page-header";
import { numberedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TextLink } from "@/components/ui/text-link";
import { Toolbar } from "@/components/ui/toolbar";
import { hasRight } from "@/lib/access/rights";
import { listExpiring } from "@/lib/live-segments/expiry";
import { listAllSegments } from "@/lib/live-segments/list-all-segments";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";

import { openList } from "../open-list";
import { createSegmentAction, loadLookupAction } from "./actions";
import { createLiveSegmentAction, keepLiveSegmentAction } from "./live-actions";
import { readOwnSalesperson } from "./own-salesperson";

export const metadata: Metadata = { title: "Segments" };

const pageSize = 50;

/** States whose tabs are there only when something is in them. */
const fewStates = [
  { state: "stopped", label: "Stopped" },
  { state: "expired", label: "Expired" },
  { state: "error", label: "Error" },
  { state: "archived", label: "Archived" },
] as const;

const requestOf = (address: ListAddress) => {
  const { search, state, mine, campaign, sort } = address;
  return {
    search,
    state,
    campaignNo: campaign,
    mine: mine !== null,
    sort: sort === "description" ? ("name" as const) : sort,
    direction: directionOf(address),
  };
};

export default async function SegmentsPage({ searchParams }: PageProps<"/segments">) {
  const { address, tabsAddress, viewTabs } = await openList(await searchParams, {
    list: "segments",
    parse: parseListAddress,
    href: (of) => listHref(of, {}),
    count: async (of) => (await readQuery(listAllSegments, { ...requestOf(of), page: 1, pageSize: 1 })).total,
  });
  const { search, state, mine, campaign, sort, page } = address;
  const context = await currentContext();
  const direction = directionOf(address);
  const [list, expiring, ownSalesperson] = await Promise.all([
    readQuery(listAllSegments, { ...requestOf(address), page, pageSize }),
    readQuery(listExpiring, {}),
    readOwnSalesperson(context),
  ]);
  const inState = (...states: (typeof list.countBy)[number]["state"][]) =>
    list.countBy.reduce((sum, { state: of, count }) => (states.includes(of) ? sum + count : sum), 0);
  const [draft, logging, logged, live] = [inState("draft"), inState("logging"), inState("logged"), inState("live", "live_editable")];
  const few = fewStates.map((of) => ({ ...of, count: inState(of.state) })).filter((of) => of.count > 0 || of.state === state);
  const all = list.countBy.reduce((sum, { state: of, count }) => (of === "archived" ? sum : sum + count), 0);
  const narrowed = search !== "" || mine !== null || campaign !== null;
  const editable = hasRight(context.user.role, "segments.edit");
  const newSegment = editable ? (
    <NewSegment
      create={createSegmentAction}
      createLive={createLiveSegmentAction}
      loadLookup={loadLookupAction}
      ownSalesperson={ownSalesperson}
    />
  ) : null;
  return (
    <>
      <PageHeader title="Segments" count={all} actions={newSegment} />
      {expiring.length > 0 ? (
        <ExpiringNote segments={expiring} timeZone={context.timeZone} keep={editable ? keepLiveSegmentAction : null} />
      ) : null}
      <ViewTabs
        {...viewTabs}
        label="Segments by state"
        tabs={[
          { href: listHref(tabsAddress, { state: null }), label: "All", count: all, current: state === null },
          { href: listHref(tabsAddress, { state: "draft" }), label: "Drafts", count: draft, current: state === "draft" },
          { href: listHref(tabsAddress, { state: "live" }), label: "Live", count: live, current: state === "live" },
          ...few.map(({ state: of, label, count }) => ({
            href: listHref(tabsAddress, { state: of }),
            label,
            count,
            current: state === of,
          })),
          ...(logging > 0 || state === "logging"
            ? [{ href: listHref(tabsAddress, { state: "logging" }), label: "Logging", count: logging, current: state === "logging" }]
            : []),
          { href: listHref(tabsAddress, { state: "logged" }), label: "Logged", count: logged, current: state === "logged" },
        ]}
      />
      <Toolbar
        label="Find and filter"
        trailing={
          <>
            {mine ? null : (
              <TextLink href={listHref(address, { mine: "1" })} scroll={false} className="flex-none px-1.5">
                Only mine
              </TextLink>
            )}
            <TextLink href="/segments/saved-criteria" className="flex-none px-1.5">
              Saved criteria
            </TextLink>
          </>
        }
      >
        <SearchField label="Find a segment" />
        {mine ? (
          <FilterChip field="Made by" removeHref={listHref(address, { mine: null })}>
            me
          </FilterChip>
        ) : null}
        {campaign ? <FilterChip field="Campaign" removeHref={listHref(address, { campaign: null })}>{`is ${campaign}`}</FilterChip> : null}
      </Toolbar>
      <SegmentListTable
        rows={list.rows}
        sort={{ by: sort, direction }}
        today={context.today}
        timeZone={context.timeZone}
        userName={context.user.name}
        empty={
          all === 0 && !narrowed ? (
            <EmptyState title="No segments yet">
              A static segment is a worksheet: add contacts by what you know of them, take some away again, and log when the right ones are
              left. A dynamic one follows what it asks for by itself.
              {editable ? " New segment, or the key N, makes the first." : ""}
            </EmptyState>
          ) : (
            <EmptyState title="No segment fits" filled={0} actions={<TextLink href="/segments">Show all segments</TextLink>}>
              {search
                ? `Nothing is called “${search}” here. Number, description, campaign and names of people are searched.`
                : "None is in this state."}
            </EmptyState>
          )
        }
      />
      <Pagination
        noun={list.total === 1 ? "segment" : "segments"}
        {...numberedPages({ page, pageSize, shown: list.rows.length, total: list.total }, (next) => listHref(address, { page: next }))}
        keys={[
          ["↑ ↓", "move"],
          ["Enter", "open"],
        ]}
      />
    </>
  );
}
