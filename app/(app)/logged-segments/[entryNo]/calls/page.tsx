import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { CallDesk } from "@/components/calls/call-desk";
import { CallListStart } from "@/components/calls/call-list-start";
import { CallRows } from "@/components/calls/call-rows";
import { placeWords } from "@/components/calls/call-words";
import { RefreshWhile } from "@/components/delivery/refresh-while";
import { formatInstant, formatNumber } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { onwardPages } from "@/components/ui/pages";
import { Pagination } from "@/components/ui/pagination";
import { ProgressBar } from "@/components/ui/progress-bar";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { Tabs } from "@/components/ui/tabs";
import { hasRight } from "@/lib/access/rights";
import { type CallList, findCall, findCallList, listCalls } from "@/lib/calls/queries";
import { callPlaces } from "@/lib/calls/schema";
import { listContactInteractions } from "@/lib/contacts/list-contact-interactions";
import { findLoggedSegment } from "@/lib/logging/find-logged-segment";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { keepCallAction, leaveCallsAction, recordCallAction, takeCallAction } from "../../../calls/actions";
import { previewEntryAction } from "../../../interaction-log-entries/preview-action";

export const metadata: Metadata = { title: "Call list" };

const entryNoSchema = z.coerce.number().int().min(1).max(2_147_483_647);
const addressSchema = z.object({
  place: z.enum(callPlaces).nullable().default(null).catch(null),
  after: z.coerce.number().int().min(1).nullable().default(null).catch(null),
});
const actions = {
  take: takeCallAction,
  keep: keepCallAction,
  leave: leaveCallsAction,
  record: recordCallAction,
  previewEntry: previewEntryAction,
};

/** The call list of a logged segment: the call that one has, and beside it all of them with who has which. */
export default async function CallListPage({ params, searchParams }: PageProps<"/logged-segments/[entryNo]/calls">) {
  const entryNo = entryNoSchema.safeParse((await params).entryNo);
  if (!entryNo.success) notFound();
  const { place, after } = addressSchema.parse(await searchParams);
  const { user, now, timeZone } = await currentContext();
  const loggedSegmentEntryNo = entryNo.data;
  const [logged, list, currency, page] = await Promise.all([
    readQuery(findLoggedSegment, { entryNo: loggedSegmentEntryNo }),
    readQuery(findCallList, { loggedSegmentEntryNo }),
    readQuery(findCurrency, {}),
    readQuery(listCalls, { loggedSegmentEntryNo, place, after }),
  ]);
  if (!logged || !list) notFound();
  const editable = hasRight(user.role, "segments.log");
  const call = editable && list.mine !== null ? await readQuery(findCall, { entryNo: list.mine }) : null;
  const before = call ? await readQuery(listContactInteractions, { contactNo: call.contactNo, limit: 6 }) : null;
  const { counts } = list;
  const path = `/logged-segments/${loggedSegmentEntryNo}`;
  const href = (search: Record<string, string>) => {
    const params = new URLSearchParams(search);
    return params.size > 0 ? `${path}/calls?${params}` : `${path}/calls`;
  };
  return (
    <>
      <PageHeader
        title="Call list"
        crumbs={[
          { href: "/logged-segments", label: "Logged segments" },
          { href: path, label: logged.description },
        ]}
        count={formatNumber(list.total)}
        facts={factsOf(list, timeZone)}
      />
      <ProgressBar label="Calls made" done={counts.reached + counts.not_reached} total={list.total} className="mx-4 mb-2.5 flex-none" />
      <RefreshWhile moving={counts.left + counts.again > 0} everyMs={15_000} />
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line lg:grid lg:grid-cols-[minmax(0,1fr)_372px] lg:overflow-hidden">
        <ScrollPane label="Call" className="max-lg:overflow-visible">
          {call ? (
            <CallDesk
              key={call.entryNo}
              call={call}
              before={(before?.interactions ?? [])
                .filter((entry) => entry.entryNo !== call.entryNo)
                .map(({ correspondenceType, ...entry }) => ({ ...entry, channel: correspondenceType }))}
              inAnHour={localTime(new Date(now.getTime() + 3_600_000), timeZone)}
              now={now}
              currency={currency}
              timeZone={timeZone}
              actions={actions}
            />
          ) : editable ? (
            <CallListStart list={list} timeZone={timeZone} take={actions.take} />
          ) : (
            <p className="px-4 py-6 text-ink-2">You can look at this list. Marketers call from it.</p>
          )}
        </ScrollPane>
        <div className="flex min-h-0 flex-col bg-sunken max-lg:border-t max-lg:border-line lg:border-l lg:border-line">
          <Tabs
            label="Calls by place"
            tabs={[null, ...callPlaces.filter((one) => counts[one] > 0 || one === place)].map((one) => ({
              label: one ? placeWords[one] : "All",
              count: one ? counts[one] : list.total,
              href: href({ ...(one && { place: one }) }),
              current: one === place,
            }))}
          />
          <ScrollPane label="Calls" className="max-lg:overflow-visible">
            <CallRows
              loggedSegmentEntryNo={loggedSegmentEntryNo}
              rows={page.rows}
              timeZone={timeZone}
              take={editable ? actions.take : null}
            />
          </ScrollPane>
          <Pagination
            noun={(place ? counts[place] : list.total) === 1 ? "call" : "calls"}
            {...onwardPages({ after, next: page.next, total: place ? counts[place] : list.total }, (key) =>
              href({ ...(place && { place }), ...(key && { after: String(key) }) }),
            )}
          />
        </div>
      </div>
    </>
  );
}

function factsOf({ counts, due, nextAgainAt }: CallList, timeZone: string) {
  const again = due > 0 ? `, ${formatNumber(due)} now` : nextAgainAt ? `, next ${formatInstant(nextAgainAt, timeZone)}` : "";
  return [
    { label: "Left", value: formatNumber(counts.left) },
    { label: "Reached", value: formatNumber(counts.reached) },
    { label: "Not reached", value: formatNumber(counts.not_reached) },
    { label: "Call again", value: `${formatNumber(counts.again)}${again}` },
    { label: "Not to be called", value: formatNumber(counts.refused) },
  ];
}

/** "2026-03-16T18:30" in a time zone. */
function localTime(at: Date, timeZone: string): string {
  return at.toLocaleString("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).replace(" ", "T");
}
