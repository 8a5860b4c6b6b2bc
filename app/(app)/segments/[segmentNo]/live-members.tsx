import { ExportMenu } from "@/components/exports/export-menu";
import { ViewTabs } from "@/components/habits/view-tabs";
import { parsePlace, placeHref } from "@/components/interactions/address";
import { LiveMembersTable } from "@/components/live-segments/live-members-table";
import { partWords } from "@/components/live-segments/part-words";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChip } from "@/components/ui/filter-chip";
import { countOf } from "@/components/ui/format";
import { keyedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { Toolbar } from "@/components/ui/toolbar";
import { hasRight, type Role } from "@/lib/access/rights";
import { contactListExportColumns } from "@/lib/contacts/export-columns";
import { choicesOf } from "@/lib/exports/columns";
import { listMemberChanges } from "@/lib/live-segments/list-evaluations";
import { listMembers } from "@/lib/live-segments/list-members";
import type { LiveSegment } from "@/lib/live-segments/types";
import { readQuery } from "@/lib/request/run-operation";
import { openList } from "../../open-list";
import { changeByHandAction } from "../live-actions";
import { type MembersAddress, membersParams, parseMembersAddress } from "./members-address";

type LiveMembersProps = {
  segment: LiveSegment;
  search: Record<string, string | string[] | undefined>;
  role: Role;
  when: (at: Date) => string;
};

/** Who is in it now; of a stopped segment who was at the end. Of one evaluation, who joined or left then. */
export async function LiveMembers({ segment, search, role, when }: LiveMembersProps) {
  const { segmentNo } = segment;
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  const fixedOf = (of: MembersAddress) => ({ tab: "members", ...membersParams(of) });
  const { tab: _, ...asked } = search;
  const { address, tabsAddress, viewTabs } = await openList(asked, {
    list: "members",
    parse: parseMembersAddress,
    href: (of) => placeHref(path, {}, fixedOf(of)),
    count: async (of) =>
      (await readQuery(listMembers, { segmentNo, search: of.search, part: of.part, code: of.code, limit: 1 }))?.matching ?? 0,
  });
  const { search: wanted, part, code, evaluation, change, sort, direction } = address;
  const { after, before, last } = parsePlace(search);
  const place = { segmentNo, after, before, last: last !== null, order: sort, direction };
  const page =
    evaluation === null
      ? await readQuery(listMembers, { ...place, search: wanted, part, code })
      : await readQuery(listMemberChanges, { ...place, evaluationNo: evaluation, change });
  if (!page)
    return (
      <EmptyState title="It has no members yet" filled={0}>
        A live segment finds its members when it goes live, and follows its definition from then on.
      </EmptyState>
    );
  const { rows, total, matching, offset, next, previous, at } = page;
  const fixed = fixedOf(address);
  const without = (...names: (keyof typeof address)[]) =>
    placeHref(path, {}, Object.fromEntries(Object.entries(fixed).filter(([name]) => !names.some((gone) => gone === name))));
  const byHand = hasRight(role, "segments.edit") && evaluation === null && segment.archivedAt === null && segment.state !== "expired";
  const file = new URLSearchParams(membersParams({ ...address, view: null, columns: null }));
  return (
    <>
      {evaluation === null ? (
        <ViewTabs
          {...viewTabs}
          label="Views of the members"
          tabs={[
            {
              href: placeHref(path, {}, fixedOf({ ...parseMembersAddress({}), view: tabsAddress.view })),
              label: "All members",
              current: !viewTabs.changed,
            },
          ]}
        />
      ) : null}
      <Toolbar
        label="Find"
        trailing={
          <>
            <span className="num px-1.5 text-xs text-ink-3">{`${evaluation === null ? "exact" : "as of"}, ${when(at)}`}</span>
            {hasRight(role, "export") ? (
              <ExportMenu
                what={`the ${countOf(matching, "member")}`}
                href={`/api/live-segments/${encodeURIComponent(segmentNo)}/export${file.size > 0 ? `?${file}` : ""}`}
                columns={choicesOf(contactListExportColumns)}
              />
            ) : null}
          </>
        }
      >
        {evaluation === null ? (
          <SearchField label="Find a member" />
        ) : (
          <FilterChip field={change === "joined" ? "Joined" : "Left"} removeHref={without("evaluation", "change")}>
            {when(at)}
          </FilterChip>
        )}
        {part !== null && evaluation === null ? (
          <FilterChip field={partWords[part]} removeHref={without("part", "code")}>
            {part === "did" ? `${code} in the last 30 days` : code === null ? "is empty" : `is ${code}`}
          </FilterChip>
        ) : null}
      </Toolbar>
      <LiveMembersTable
        segmentNo={segmentNo}
        rows={rows}
        sort={{ by: sort, direction }}
        changeByHand={byHand ? changeByHandAction : null}
        empty={
          evaluation !== null ? (
            <EmptyState title="Nobody is left of them" filled={0}>
              Those who {change === "joined" ? "joined" : "left"} then were deleted since.
            </EmptyState>
          ) : total === 0 ? (
            <EmptyState title="Nobody matches now" filled={0}>
              Whoever comes to match joins by itself.
            </EmptyState>
          ) : (
            <EmptyState title="No member fits" filled={0}>
              {wanted ? `Nobody here is called “${wanted}”.` : "Nobody here is of this kind any more."}
            </EmptyState>
          )
        }
      />
      <Pagination
        noun={matching === 1 ? "member" : "members"}
        {...keyedPages({ offset, shown: rows.length, total: matching, previous, next }, (place) => placeHref(path, place, fixed))}
      />
    </>
  );
}
