import type { Metadata } from "next";
import { auditHref, parseAuditAddress } from "@/components/history/audit-address";
import { AuditFilter, AuditFilterChips } from "@/components/history/audit-filter";
import { HistoryList } from "@/components/history/history-list";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { TextLink } from "@/components/ui/text-link";
import { Toolbar } from "@/components/ui/toolbar";
import { auditTrail } from "@/lib/history/list-history";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";

export const metadata: Metadata = { title: "Audit trail" };

/** Everything that was done, by anybody, the newest first. */
export default async function AuditPage({ searchParams }: PageProps<"/audit">) {
  const address = parseAuditAddress(await searchParams);
  const { person, kind, search, from, to, after } = address;
  const { timeZone } = await currentContext();
  const { entries, next, total, orMore, people } = await readQuery(auditTrail, {
    userId: person,
    kind,
    key: search || null,
    from,
    to,
    after,
  });
  return (
    <>
      <PageHeader title="Audit trail" line />
      <Toolbar label="Find and filter" trailing={<AuditFilter address={address} people={people} />}>
        <SearchField label="Number of a record" resets={["after"]} />
        <AuditFilterChips address={address} people={people} />
      </Toolbar>
      {entries.length > 0 ? (
        <HistoryList entries={entries} timeZone={timeZone} withRecord />
      ) : (
        <div className="grid min-h-0 flex-1 place-content-center">
          <EmptyState title="Nothing fits" filled={0} actions={<TextLink href="/audit">Show everything</TextLink>}>
            {search ? `No record with exactly the number “${search}” was changed.` : "Nobody did anything of this kind at that time."}
          </EmptyState>
        </div>
      )}
      <Pagination
        noun={orMore ? "acts and more" : total === 1 ? "act" : "acts"}
        total={total}
        links={{
          first: after === null ? null : auditHref(address, {}),
          previous: after === null ? null : auditHref(address, {}),
          next: next === null ? null : auditHref(address, { after: next }),
          last: null,
        }}
      />
    </>
  );
}
