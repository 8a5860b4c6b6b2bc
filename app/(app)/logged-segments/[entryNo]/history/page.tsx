import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { parseHistoryAddress } from "@/components/history/history-address";
import { RecordHistory } from "@/components/history/record-history";
import { recordHistory } from "@/lib/history/list-history";
import { findLoggedSegment } from "@/lib/logging/find-logged-segment";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";

export const metadata: Metadata = { title: "History" };

const entryNoSchema = z.coerce.number().int().min(1).max(2_147_483_647);

/** What was done to a logged segment; how it came to be is the history of its worksheet. */
export default async function LoggedSegmentHistoryPage({ params, searchParams }: PageProps<"/logged-segments/[entryNo]/history">) {
  const entryNo = entryNoSchema.safeParse((await params).entryNo);
  if (!entryNo.success) notFound();
  const { after } = parseHistoryAddress(await searchParams);
  const { timeZone } = await currentContext();
  const [logged, page] = await Promise.all([
    readQuery(findLoggedSegment, { entryNo: entryNo.data }),
    readQuery(recordHistory, { kind: "loggedSegment", key: String(entryNo.data), after }),
  ]);
  if (!logged) notFound();
  const path = `/logged-segments/${logged.entryNo}`;
  return (
    <RecordHistory
      crumbs={[
        { href: "/logged-segments", label: "Logged segments" },
        { href: path, label: logged.description },
      ]}
      number={logged.segmentNo}
      path={`${path}/history`}
      page={page}
      older={after !== null}
      timeZone={timeZone}
    />
  );
}
