import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import type { HistoryPage } from "@/lib/history/schema";
import { HistoryList } from "./history-list";

export type RecordHistoryProps = {
  /** The way to the record: its list and itself. */
  crumbs: readonly { href: string; label: string }[];
  number: string;
  path: string;
  page: HistoryPage;
  /** Whether this is not the first page. */
  older: boolean;
  timeZone: string;
};

/** The page of what was done to one record. */
export function RecordHistory({ crumbs, number, path, page, older, timeZone }: RecordHistoryProps) {
  return (
    <>
      <PageHeader title="History" crumbs={crumbs} number={number} line />
      {page.entries.length > 0 ? (
        <HistoryList entries={page.entries} timeZone={timeZone} />
      ) : (
        <div className="grid min-h-0 flex-1 place-content-center">
          <EmptyState title="Nothing was changed yet" filled={0}>
            Whatever somebody changes here is recorded with their name, the time, and what was there before. What an import brought is
            recorded with the import.
          </EmptyState>
        </div>
      )}
      {older || page.next ? (
        <nav aria-label="Pages of the history" className="flex flex-none gap-4 border-t border-line px-4 py-2 text-xs">
          {older ? <TextLink href={path}>Newest</TextLink> : null}
          {page.next ? <TextLink href={`${path}?after=${page.next}`}>Older</TextLink> : null}
        </nav>
      ) : null}
    </>
  );
}
