import { notFound } from "next/navigation";
import { LiveStateChip } from "@/components/live-segments/live-state-chip";
import { WhyMemberView } from "@/components/live-segments/why-member-view";
import { stepTime } from "@/components/segments/step-words";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { whyMember } from "@/lib/live-segments/why-member";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { WhyFrame } from "./why-frame";

/** Why any contact is a member of a live segment, or is not: each condition with what the contact has. */
export async function LiveWhy({ segmentNo, contactNo }: { segmentNo: string; contactNo: string | null }) {
  const { today, timeZone } = await currentContext();
  const segment = await readQuery(findLiveSegment, { segmentNo });
  if (!segment) notFound();
  const why = contactNo === null ? null : await readQuery(whyMember, { segmentNo, contactNo });
  return (
    <WhyFrame
      title="Why is a contact in it, or not?"
      segmentNo={segmentNo}
      name={segment.name || segmentNo}
      chips={<LiveStateChip state={segment.state} />}
      contactNo={contactNo}
      why={why}
      hint="Every condition then says whether it holds, and what the contact has there."
    >
      {why ? <WhyMemberView why={why} when={(at) => stepTime(at, today, timeZone)} /> : null}
    </WhyFrame>
  );
}
