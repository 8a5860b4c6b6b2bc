import { notFound } from "next/navigation";
import { LiveStateChip } from "@/components/live-segments/live-state-chip";
import { WhyMemberView } from "@/components/live-segments/why-member-view";
import { stepTime } from "@/components/segments/step-words";
import { WhyFinder } from "@/components/segments/why-finder";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { whyMember } from "@/lib/live-segments/why-member";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { searchContactsAction } from "../../actions";

/** Why any contact is a member of a live segment, or is not: each condition with what the contact has. */
export async function LiveWhy({ segmentNo, contactNo }: { segmentNo: string; contactNo: string | null }) {
  const { today, timeZone } = await currentContext();
  const segment = await readQuery(findLiveSegment, { segmentNo });
  if (!segment) notFound();
  const why = contactNo === null ? null : await readQuery(whyMember, { segmentNo, contactNo });
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  return (
    <>
      <PageHeader
        title="Why is a contact in it, or not?"
        crumbs={[
          { href: "/segments", label: "Segments" },
          { href: path, label: segment.name || segmentNo },
        ]}
        number={segmentNo}
        chips={<LiveStateChip state={segment.state} />}
        line
      />
      <ScrollPane label="Why" className="px-4 py-5">
        <div className="grid max-w-2xl gap-6">
          <WhyFinder
            path={`${path}/why`}
            asked={why ? { contactNo: why.contactNo, name: why.name } : null}
            searchContacts={searchContactsAction}
          />
          {why ? (
            <WhyMemberView why={why} when={(at) => stepTime(at, today, timeZone)} />
          ) : (
            <EmptyState title={contactNo === null ? "Choose a contact" : `There is no contact ${contactNo}`} filled={0}>
              Every condition then says whether it holds, and what the contact has there.
            </EmptyState>
          )}
        </div>
      </ScrollPane>
    </>
  );
}
