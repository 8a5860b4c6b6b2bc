import type { Metadata } from "next";
import { z } from "zod";
import { StateChip } from "@/components/segments/state-chip";
import { WhyList } from "@/components/segments/why-list";
import { WhyVerdict } from "@/components/segments/why-verdict";
import { readQuery } from "@/lib/request/run-operation";
import { findSegment } from "@/lib/segmentation/find-segment";
import { whyContact } from "@/lib/segmentation/why-contact";
import { addressPart } from "../../../address-part";
import { LiveWhy } from "./live-why";
import { WhyFrame } from "./why-frame";

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
  return (
    <WhyFrame
      title="Why is a contact here, or not?"
      segmentNo={segmentNo}
      name={segment.header.description ?? segmentNo}
      chips={<StateChip state={segment.header.state} />}
      contactNo={contact}
      why={why}
      hint="Each step then says what became of it and by which condition, also of contacts that never came."
    >
      {why ? (
        <section aria-labelledby="verdict" className="grid gap-3.5">
          <WhyVerdict id="verdict" why={why} />
          {why.steps.length > 0 ? <WhyList why={why} /> : null}
        </section>
      ) : null}
    </WhyFrame>
  );
}
