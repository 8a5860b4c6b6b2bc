import type { ReactNode } from "react";
import { WhyFinder } from "@/components/segments/why-finder";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { searchContactsAction } from "../../actions";

type WhyFrameProps = {
  title: string;
  segmentNo: string;
  /** What the segment is called. */
  name: string;
  chips: ReactNode;
  /** The contact that is asked about; null before one is chosen. */
  contactNo: string | null;
  /** That contact, where there is one. */
  why: { contactNo: string; name: string } | null;
  /** What an answer says, while there is none. */
  hint: string;
  /** The answer. */
  children: ReactNode;
};

/** The question about one contact of any segment, and below it the answer. */
export function WhyFrame({ title, segmentNo, name, chips, contactNo, why, hint, children }: WhyFrameProps) {
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  return (
    <>
      <PageHeader
        title={title}
        crumbs={[
          { href: "/segments", label: "Segments" },
          { href: path, label: name },
        ]}
        number={segmentNo}
        chips={chips}
        line
      />
      <ScrollPane label="Why" className="px-4 py-5">
        <div className="grid max-w-2xl gap-6">
          <WhyFinder
            path={`${path}/why`}
            asked={why && { contactNo: why.contactNo, name: why.name }}
            searchContacts={searchContactsAction}
          />
          {why ? (
            children
          ) : (
            <EmptyState title={contactNo === null ? "Choose a contact" : `There is no contact ${contactNo}`} filled={0}>
              {hint}
            </EmptyState>
          )}
        </div>
      </ScrollPane>
    </>
  );
}
