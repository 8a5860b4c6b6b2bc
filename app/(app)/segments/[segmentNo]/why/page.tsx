import type { Metadata } from "next";
import { z } from "zod";
import { StateChip } from "@/components/segments/state-chip";
import { WhyFinder } from "@/components/segments/why-finder";
import { WhyList } from "@/components/segments/why-list";
import { WhyVerdict } from "@/components/segments/why-verdict";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { readQuery } from "@/lib/request/run-operation";
import { findSegment } from "@/lib/segmentation/find-segment";
import { whyContact } from "@/lib/segmentation/why-contact";
import { addressPart } from "../../../address-part";
import { searchContactsAction } from "../../actions";
import { LiveWhy } from "./live-why";

export const metadata: Metadata = { title: "Why is a contact here, or not?" };

const searchSchema = z.object({ contact: z.string().trim().min(1).max(40).nullable().default(null).catch(null) });

/** Why any contact is on a segment, or is not: in which step it came or went, or what kept it away. */
export default async function WhyPage({ params, searchParams }: PageProps<"/segments/[segmentNo]/why">) {
  const segmentNo = addressPart((await params).segmentNo);
  const { contact } = searchSchema.parse(await searchParams);
  const [segment, why] = await Promise.all([
    readQuery(findSegment, { segmentNo }),
    contact === null ? null : readQuery(whyContact, { segmentNo, contactNo: contact }),
  ]);
  if (!segment) return <LiveWhy segmentNo={segmentNo} contactNo={contact} />;
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  return (
    <>
      <PageHeader
        title="Why is a contact here, or not?"
        crumbs={[
          { href: "/segments", label: "Segments" },
          { href: path, label: segment.header.description ?? segmentNo },
        ]}
        number={segmentNo}
        chips={<StateChip state={segment.header.state} />}
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
            <section aria-labelledby="verdict" className="grid gap-3.5">
              <WhyVerdict id="verdict" why={why} />
              {why.steps.length > 0 ? <WhyList why={why} /> : null}
            </section>
          ) : (
            <EmptyState title={contact === null ? "Choose a contact" : `There is no contact ${contact}`} filled={0}>
              Each step then says what became of it and by which condition, also of contacts that never came.
            </EmptyState>
          )}
        </div>
      </ScrollPane>
    </>
  );
}
