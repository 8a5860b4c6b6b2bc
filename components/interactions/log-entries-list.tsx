import { ExportMenu } from "@/components/exports/export-menu";
import { EmptyState } from "@/components/ui/empty-state";
import { countOf } from "@/components/ui/format";
import { keyedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TextLink } from "@/components/ui/text-link";
import { Toolbar } from "@/components/ui/toolbar";
import type { ColumnChoice } from "@/lib/exports/schema";
import type { LogEntriesPage } from "@/lib/logging/types";
import { type EntriesAddress, entriesHref, isNarrowed, parseEntriesAddress } from "./address";
import { EntriesFilter, EntriesFilterChips, type EntriesFilterProps } from "./entries-filter";
import { entryFilterOf } from "./entries-request";
import type { DeletionActions, EntryActions } from "./entry-actions";
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
  /** Narrows the list beside its address: the logged segment whose entries these are. */
  loggedSegmentEntryNo?: number | undefined;
  actions: EntryActions;
  /** For who may delete what is canceled. */
  deletion: DeletionActions | null;
  /** Null for who may not export. `fixed` names the logged segment whose entries these are. */
  exports: {
    columns: readonly ColumnChoice[];
    fixed?: Record<string, string> | undefined;
    printSegment?: string | null | undefined;
  } | null;
};

/** Search, filters, table and pages of interaction log entries. */
export function LogEntriesList({
  path,
  address,
  fixed,
  page,
  currency,
  editable,
  loadLookup,
  loggedSegmentEntryNo,
  actions,
  deletion,
  exports,
}: LogEntriesListProps) {
  const { rows, total, offset, next, previous } = page;
  const { search, sort, direction } = address;
  const filter = { ...entryFilterOf(address), ...(loggedSegmentEntryNo !== undefined && { loggedSegmentEntryNo }) };
  const at = (changes: Partial<EntriesAddress>) => entriesHref(path, address, changes, fixed);
  return (
    <>
      <Toolbar
        label="Find and filter"
        trailing={
          <>
            <EntriesFilter path={path} address={address} fixed={fixed} loadLookup={loadLookup} />
            {exports && total > 0 ? (
              <ExportMenu
                what={countOf(total, "entry", "entries")}
                href={entriesHref("/api/interaction-log-entries/export", address, {}, exports.fixed)}
                columns={exports.columns}
                printSegment={exports.printSegment}
              />
            ) : null}
          </>
        }
      >
        <SearchField label="Find an entry" resets={["after", "before", "last"]} />
        <EntriesFilterChips path={path} address={address} fixed={fixed} />
      </Toolbar>
      <LogEntriesTable
        rows={rows}
        total={total}
        filter={filter}
        sort={{ by: sort, direction }}
        currency={currency}
        editable={editable}
        actions={actions}
        deletion={deletion}
        empty={
          isNarrowed(address) ? (
            <EmptyState
              title="No entry fits"
              filled={0}
              actions={<TextLink href={entriesHref(path, emptied(address), {}, fixed)}>Show all entries</TextLink>}
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
        {...keyedPages({ offset, shown: rows.length, total, previous, next }, at)}
        keys={[
          ["↑ ↓", "move"],
          ["Enter", "open"],
          ...(editable
            ? ([
                ["X", "select"],
                ["E", "evaluate selected"],
              ] as const)
            : []),
        ]}
      />
    </>
  );
}

function emptied({ sort, direction, columns }: EntriesAddress): EntriesAddress {
  return { ...parseEntriesAddress({}), sort, direction, columns };
}
