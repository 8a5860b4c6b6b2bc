import { z } from "zod";
import { MembersTable } from "@/components/contact-cells/members-table";
import { parsePlace, placeHref } from "@/components/interactions/address";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterChip } from "@/components/ui/filter-chip";
import { Pagination } from "@/components/ui/pagination";
import { SearchField } from "@/components/ui/search-field";
import { Toolbar } from "@/components/ui/toolbar";
import { listLookupValues } from "@/lib/filters/queries";
import { listMemberChanges } from "@/lib/live-segments/list-evaluations";
import { listMembers } from "@/lib/live-segments/list-members";
import type { LiveSegment } from "@/lib/live-segments/types";
import { readQuery } from "@/lib/request/run-operation";

const changeSchema = z.object({
  evaluation: z.coerce.number().int().min(1).max(2_147_483_647).nullable().default(null).catch(null),
  change: z.enum(["joined", "left"]).default("joined").catch("joined"),
  did: z.string().trim().min(1).max(40).nullable().default(null).catch(null),
});

type LiveMembersProps = { segment: LiveSegment; search: Record<string, string | string[] | undefined>; when: (at: Date) => string };

/** Who is in it now; of a stopped segment who was at the end. Of one evaluation, who joined or left then. */
export async function LiveMembers({ segment, search, when }: LiveMembersProps) {
  const { after, before, last } = parsePlace(search);
  const wanted = typeof search.search === "string" ? search.search.slice(0, 200) : "";
  const { segmentNo } = segment;
  const { evaluation, change, did } = changeSchema.parse(search);
  const place = { segmentNo, after, before, last: last !== null };
  const page =
    evaluation === null
      ? await readQuery(listMembers, { ...place, search: wanted, did })
      : await readQuery(listMemberChanges, { ...place, evaluationNo: evaluation, change });
  if (!page)
    return (
      <EmptyState title="It has no members yet" filled={0}>
        A live segment finds its members when it goes live, and follows its definition from then on.
      </EmptyState>
    );
  const { rows, total, matching, offset, next, previous, at } = page;
  const path = `/segments/${encodeURIComponent(segment.segmentNo)}`;
  const didWords =
    did === null ? "" : ((await readQuery(listLookupValues, { lookup: "behaviourType", search: did }))[0]?.description ?? did);
  const fixed: Record<string, string> = {
    tab: "members",
    ...(wanted !== "" && { search: wanted }),
    ...(did !== null && { did }),
    ...(evaluation !== null && { evaluation: String(evaluation), change }),
  };
  return (
    <>
      <Toolbar
        label="Find"
        trailing={<span className="num px-1.5 text-xs text-ink-3">{`${evaluation === null ? "exact" : "as of"}, ${when(at)}`}</span>}
      >
        {evaluation === null ? (
          <>
            <SearchField label="Find a member" />
            {did === null ? null : (
              <FilterChip field={didWords} removeHref={placeHref(path, {}, { tab: "members" })}>
                in the last 30 days
              </FilterChip>
            )}
          </>
        ) : (
          <FilterChip field={change === "joined" ? "Joined" : "Left"} removeHref={placeHref(path, {}, { tab: "members" })}>
            {when(at)}
          </FilterChip>
        )}
      </Toolbar>
      <MembersTable
        name="Members"
        rows={rows}
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
              {wanted === "" ? "Nobody here did it in the last 30 days." : `Nobody here is called “${wanted}”.`}
            </EmptyState>
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
