import { notFound } from "next/navigation";
import { MembersTable } from "@/components/contact-cells/members-table";
import { parsePlace, placeHref } from "@/components/interactions/address";
import { EmptyState } from "@/components/ui/empty-state";
import { countOf } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { keyedPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { listLoggedMembers } from "@/lib/logging/list-logged-members";
import { readQuery } from "@/lib/request/run-operation";
import type { TabProps } from "./tab-props";

const fixed = { tab: "members" };

/** Who was logged. Contacts that were deleted since are told by number; their entries stay. */
export async function MembersTab({ logged, path, search }: TabProps) {
  const { after, before, last } = parsePlace(search);
  const page = await readQuery(listLoggedMembers, { entryNo: logged.entryNo, after, before, last: last !== null });
  if (!page) notFound();
  const { rows, total, standing, offset, next, previous } = page;
  const gone = total - standing;
  return (
    <>
      {gone > 0 ? (
        <Note tone="info" className="m-3 mb-0 flex-none">
          {countOf(gone, "contact")} {gone === 1 ? "was" : "were"} deleted since. The interaction log entries keep their names.
        </Note>
      ) : null}
      <MembersTable
        name="Members as logged"
        rows={rows}
        empty={
          <EmptyState title="No members are known" filled={0}>
            This logged segment came without its members, or all of them were deleted since.
          </EmptyState>
        }
      />
      <Pagination
        noun={standing === 1 ? "contact" : "contacts"}
        {...keyedPages({ offset, shown: rows.length, total: standing, previous, next }, (place) => placeHref(path, place, fixed))}
      />
    </>
  );
}
