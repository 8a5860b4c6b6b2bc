import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { parseHistoryAddress } from "@/components/history/history-address";
import { RecordHistory } from "@/components/history/record-history";
import { recordHistory } from "@/lib/history/list-history";
import { findLiveSegment } from "@/lib/live-segments/find-live-segment";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findSegment } from "@/lib/segmentation/find-segment";
import { addressPart } from "../../../address-part";

export const metadata: Metadata = { title: "History" };

/** What was done to a segment. */
export default async function SegmentHistoryPage({ params, searchParams }: PageProps<"/segments/[segmentNo]/history">) {
  const segmentNo = addressPart((await params).segmentNo);
  const { after } = parseHistoryAddress(await searchParams);
  const { timeZone } = await currentContext();
  const [segment, page] = await Promise.all([
    readQuery(findSegment, { segmentNo }),
    readQuery(recordHistory, { kind: "segment", key: segmentNo, after }),
  ]);
  const live = segment ? null : await readQuery(findLiveSegment, { segmentNo });
  if (!segment && !live) notFound();
  const path = `/segments/${encodeURIComponent(segmentNo)}`;
  return (
    <RecordHistory
      crumbs={[
        { href: "/segments", label: "Segments" },
        { href: path, label: (segment?.header.description ?? live?.name) || segmentNo },
      ]}
      number={segmentNo}
      path={`${path}/history`}
      page={page}
      older={after !== null}
      timeZone={timeZone}
    />
  );
}
