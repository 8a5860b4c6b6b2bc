import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TextLink } from "@/components/ui/text-link";
import { Toolbar } from "@/components/ui/toolbar";
import type { LogEntriesPage } from "@/lib/logging/types";
import { type EntriesAddress, entriesHref, isNarrowed } from "./address";
import type { CancelActions } from "./cancel-actions";
import { EntriesFilter, EntriesFilterChips, type EntriesFilterProps } from "./entries-filter";
import { LogEntriesTable } from "./log-entries-table";

export type LogEntriesListProps = {
  path: string;
  address: EntriesAddress;
  /** Parameters of the page that are no filter and stay. */
  fixed?: Record<string, string> | undefined;
  page: LogEntriesPage;
  currency: string;
  editable: boolean;
  loadLookup: EntriesFilterProps["loadLookup"];
  actions: CancelActions;
};

/** Search, filters, table and pages of interaction log entries. */
export function LogEntriesList({ path, address, fixed, page, currency, editable, loadLookup, actions }: LogEntriesListProps) {
  const { rows, total, offset, next, previous } = page;
  const { search, sort, direction, after: _, before: __, last: ___, ...filters } = address;
  const at = (changes: Partial<EntriesAddress>) => entriesHref(path, address, changes, fixed);
  return (
    <>
      <Toolbar label="Find and filter" trailing={<EntriesFilter path={path} address={address} fixed={fixed} loadLookup={loadLookup} />}>
        <SearchField label="Find an entry" resets={["after", "before", "last"]} />
        <EntriesFilterChips path={path} address={address} fixed={fixed} />
      </Toolbar>
      <LogEntriesTable
        rows={rows}
        total={total}
        scope={JSON.stringify([search, filters])}
        sort={{ by: sort, direction }}
        currency={currency}
        editable={editable}
        actions={actions}
        empty={
          isNarrowed(address) ? (
            <EmptyState
              title="No entry fits"
              filled={0}
              actions={<TextLink href={entriesHref(path, { ...emptied(address) }, {}, fixed)}>Show all entries</TextLink>}
            >
              {search
                ? `Nothing is found by “${search}”. Contact, company, description and entry number are searched.`
                : "No entry has all of this."}
            </EmptyState>
          ) : (
            <EmptyState title="No interactions yet">Each contact of a segment gets an entry here when the segment is logged.</EmptyState>
          )
        }
      />
      <Pagination
        noun={total === 1 ? "entry" : "entries"}
        total={total}
        from={offset === null ? null : offset + 1}
        to={offset === null ? null : offset + rows.length}
        links={{
          first: previous === null ? null : at({}),
          previous: previous === null ? null : at({ before: previous }),
          next: next === null ? null : at({ after: next }),
          last: next === null ? null : at({ last: "1" }),
        }}
        keys={[
          ["↑ ↓", "move"],
          ["Enter", "open"],
        ]}
      />
    </>
  );
}

function emptied({ sort, direction, columns }: EntriesAddress): EntriesAddress {
  const none = { segment: null, campaign: null, salesperson: null, template: null, contact: null, channel: null, from: null, to: null };
  return { search: "", canceled: "all", ...none, sort, direction, columns, view: null, after: null, before: null, last: null };
}
