import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CheckAgain } from "@/components/interactions/check-again";
import { LogCheck } from "@/components/interactions/log-check";
import { LogDone } from "@/components/interactions/log-done";
import { LogGivenUp, LogProgress } from "@/components/interactions/log-progress";
import { StateChip } from "@/components/segments/state-chip";
import { countOf } from "@/components/ui/format";
import { Note } from "@/components/ui/note";
import { PageHeader } from "@/components/ui/page-header";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { hasRight } from "@/lib/access/rights";
import { findCallList } from "@/lib/calls/queries";
import { findDeliveryRun } from "@/lib/delivery/queries";
import { findJobOf } from "@/lib/jobs/queries";
import { isOver } from "@/lib/jobs/schema";
import { findLetterFormats } from "@/lib/letters/queries";
import { lettersSubject } from "@/lib/letters/schema";
import { checkSegment } from "@/lib/logging/check-segment";
import { findLogJob } from "@/lib/logging/find-log-job";
import { findLogOutcome } from "@/lib/logging/find-log-outcome";
import { findLoggedSegment } from "@/lib/logging/find-logged-segment";
import { listSalespeople } from "@/lib/logging/salespeople";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { addressPart } from "../../../address-part";
import { loadLookupAction } from "../../actions";
import { updateSegmentHeaderAction } from "../actions";
import { repairLinesAction, returnToDraftAction, startLogAction } from "./actions";

export const metadata: Metadata = { title: "Log" };

const actions = {
  startLog: startLogAction,
  repairLines: repairLinesAction,
  updateHeader: updateSegmentHeaderAction,
  returnToDraft: returnToDraftAction,
};

/** The check before logging, the log while it is written, and what came of it. */
export default async function LogPage({ params }: PageProps<"/segments/[segmentNo]/log">) {
  const segmentNo = addressPart((await params).segmentNo);
  const { user, timeZone } = await currentContext();
  const [check, job, written, salespeople, currency, { pdf }] = await Promise.all([
    readQuery(checkSegment, { segmentNo }),
    readQuery(findLogJob, { segmentNo }),
    readQuery(findLogOutcome, { segmentNo }),
    readQuery(listSalespeople, {}),
    readQuery(findCurrency, {}),
    readQuery(findLetterFormats, {}),
  ]);
  if (!check) notFound();
  const [run, logged, making, calls] = await Promise.all([
    written && readQuery(findDeliveryRun, { loggedSegmentEntryNo: written.entryNo }),
    written && readQuery(findLoggedSegment, { entryNo: written.entryNo }),
    written && readQuery(findJobOf, { subjectKind: lettersSubject, subjectKey: String(written.entryNo) }),
    written && readQuery(findCallList, { loggedSegmentEntryNo: written.entryNo }),
  ]);
  const byHardCopy = logged?.channels.find(({ channel }) => channel === "hard_copy")?.entries ?? 0;
  const title = check.description ?? segmentNo;
  const isDraft = check.state === "draft";
  const running = job && !isOver(job.state) ? job : null;
  return (
    <>
      <PageHeader
        title="Log"
        number={segmentNo}
        crumbs={[
          { href: "/segments", label: "Segments" },
          { href: `/segments/${encodeURIComponent(segmentNo)}`, label: title },
        ]}
        chips={isDraft ? null : <StateChip state={check.state} />}
        actions={
          isDraft ? (
            <>
              <span className="text-ink-2 max-sm:hidden">Checked {countOf(check.lines, "line")} just now</span>
              <CheckAgain />
            </>
          ) : null
        }
        line
      />
      {isDraft ? (
        <>
          {job?.state === "failed" && job.error ? (
            <Note tone="bad" title="The log was not written." className="m-4 mb-0 flex-none">
              {job.error.message}
            </Note>
          ) : null}
          <LogCheck
            check={check}
            salespeople={salespeople}
            currency={currency}
            timeZone={timeZone}
            pdf={pdf}
            setUpHref={hasRight(user.role, "setup") ? "/email" : null}
            editable={hasRight(user.role, "segments.edit")}
            canLog={hasRight(user.role, "segments.log")}
            actions={actions}
            loadLookup={loadLookupAction}
          />
        </>
      ) : (
        <ScrollPane label="Log">
          {written ? (
            <LogDone
              written={written}
              title={title}
              campaign={check.campaign}
              emails={run?.total ?? null}
              letters={{ total: byHardCopy, made: making !== null }}
              calls={calls?.counts.left ?? 0}
            />
          ) : running ? (
            <LogProgress job={running} />
          ) : (
            <LogGivenUp segmentNo={segmentNo} returnToDraft={returnToDraftAction} />
          )}
        </ScrollPane>
      )}
    </>
  );
}
