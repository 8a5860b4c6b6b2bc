import { MembersTable } from "@/components/contact-cells/members-table";
import { parsePlace, placeHref } from "@/components/interactions/address";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { Toolbar } from "@/components/ui/toolbar";
import { listMembers } from "@/lib/live-segments/list-members";
import type { LiveSegment } from "@/lib/live-segments/types";
import { readQuery } from "@/lib/request/run-operation";

type LiveMembersProps = { segment: LiveSegment; search: Record<string, string | string[] | undefined>; when: (at: Date) => string };

/** Who is in it now; of a stopped segment who was at the end. */
export async function LiveMembers({ segment, search, when }: LiveMembersProps) {
  const { after, before, last } = parsePlace(search);
  const wanted = typeof search.search === "string" ? search.search.slice(0, 200) : "";
  const page = await readQuery(listMembers, { segmentNo: segment.segmentNo, search: wanted, after, before, last: last !== null });
  if (!page)
    return (
      <EmptyState title="It has no members yet" filled={0}>
        A live segment finds its members when it goes live, and follows its definition from then on.
      </EmptyState>
    );
  const { rows, total, matching, offset, next, previous, at } = page;
  const path = `/segments/${encodeURIComponent(segment.segmentNo)}`;
  const fixed: Record<string, string> = wanted === "" ? { tab: "members" } : { tab: "members", search: wanted };
  return (
    <>
      <Toolbar label="Find" trailing={<span className="num px-1.5 text-xs text-ink-3">{`exact, ${when(at)}`}</span>}>
        <SearchField label="Find a member" />
      </Toolbar>
      <MembersTable
        name="Members"
        rows={rows}
        empty={
          total === 0 ? (
            <EmptyState title="Nobody matches now" filled={0}>
              Whoever comes to match joins by itself.
            </EmptyState>
          ) : (
            <EmptyState title="No member fits" filled={0}>{`Nobody here is called “${wanted}”.`}</EmptyState>
          )
        }
      />
      <Pagination
        noun={matching === 1 ? "member" : "members"}
        total={matching}
        from={offset === null ? null : offset + 1}
        to={offset === null ? null : offset + rows.length}
        links={{
          first: previous === null ? null : placeHref(path, {}, fixed),
          previous: previous === null ? null : placeHref(path, { before: previous }, fixed),
          next: next === null ? null : placeHref(path, { after: next }, fixed),
          last: next === null ? null : placeHref(path, { last: "1" }, fixed),
        }}
      />
    </>
  );
}
