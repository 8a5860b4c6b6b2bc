import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { SentMail } from "@/components/delivery/sent-mail";
import { Visit } from "@/components/habits/visit";
import { CancelEntry } from "@/components/interactions/cancel-button";
import { EntryComments } from "@/components/interactions/entry-comments";
import { EntryDocument } from "@/components/interactions/entry-document";
import { EntryFacts } from "@/components/interactions/entry-facts";
import { EntryOutcome } from "@/components/interactions/entry-outcome";
import { EntryLetter } from "@/components/letters/entry-letter";
import { Chip } from "@/components/ui/chip";
import { formatDay } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { hasRight } from "@/lib/access/rights";
import { findEntryDelivery } from "@/lib/delivery/queries";
import { findEntryLetter } from "@/lib/letters/queries";
import { listEntryComments } from "@/lib/logging/entry-comments";
import { findInteractionLogEntry } from "@/lib/logging/find-interaction-log-entry";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { documentReads } from "../../documents/documents";
import { sendAgainAction, settleUnknownDeliveryAction } from "../../email/delivery-actions";
import { searchContactsAction } from "../../segments/actions";
import { commentActions, entryActions } from "../entry-actions";
import { previewEntryAction } from "../preview-action";

export const metadata: Metadata = { title: "Interaction log entry" };

const entryNoSchema = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const mailActions = { sendAgain: sendAgainAction, settle: settleUnknownDeliveryAction };
const held = { logged_segment: "Its logged segment is canceled", campaign_entry: "Its campaign entry is canceled" } as const;

/** Everything recorded about one interaction. */
export default async function InteractionLogEntryPage({ params }: PageProps<"/interaction-log-entries/[entryNo]">) {
  const entryNo = entryNoSchema.safeParse((await params).entryNo);
  if (!entryNo.success) notFound();
  const { user, timeZone } = await currentContext();
  const asked = { entryNo: entryNo.data };
  const [entry, comments, currency, delivery, letter] = await Promise.all([
    readQuery(findInteractionLogEntry, asked),
    readQuery(listEntryComments, asked),
    readQuery(findCurrency, {}),
    readQuery(findEntryDelivery, asked),
    readQuery(findEntryLetter, asked),
  ]);
  if (!entry || !comments) notFound();
  const editable = hasRight(user.role, "segments.log");
  return (
    <>
      <PageHeader
        title={entry.title}
        number={String(entry.entryNo)}
        crumbs={[{ href: "/interaction-log-entries", label: "Interaction log" }]}
        chips={
          <>
            {entry.canceled ? <Chip tone="error">Canceled</Chip> : null}
            {entry.attemptFailed ? <Chip tone="warn">Attempt failed</Chip> : null}
          </>
        }
        actions={
          editable ? (
            <CancelEntry
              entryNo={entry.entryNo}
              canceled={entry.canceled}
              heldBy={entry.heldBy && held[entry.heldBy]}
              actions={entryActions}
            />
          ) : null
        }
        facts={[
          { label: "Date", value: formatDay(entry.date) },
          { label: "Contact", value: entry.contactName },
          { label: "Description", value: entry.description },
          { label: "Company", value: entry.companyName ?? "—" },
        ]}
      />
      <Visit kind="interactionLogEntry" thingKey={String(entry.entryNo)} />
      <div className="min-h-0 flex-1 overflow-y-auto border-t border-line lg:grid lg:grid-cols-[minmax(0,1fr)_360px] lg:overflow-hidden">
        <ScrollPane
          label="How it went"
          className="bg-sunken px-4 py-5 max-lg:overflow-visible max-lg:border-b max-lg:border-line lg:order-2 lg:border-l lg:border-line"
        >
          <h2 className="mb-3 text-md font-semibold">How it went</h2>
          <EntryOutcome entry={entry} editable={editable} actions={entryActions} />
          <h2 className="mt-7 mb-3 text-md font-semibold">Comments</h2>
          <EntryComments
            entryNo={entry.entryNo}
            comments={comments}
            timeZone={timeZone}
            editable={editable && !entry.canceled}
            actions={commentActions}
          />
        </ScrollPane>
        <ScrollPane label="Interaction log entry" className="max-lg:overflow-visible">
          {entry.document || entry.personalText || entry.attachments.length > 0 ? (
            <EntryDocument
              entry={entry}
              timeZone={timeZone}
              letterMade={letter?.state === "made"}
              reads={{ ...documentReads, searchContacts: searchContactsAction }}
              previewEntry={previewEntryAction}
            />
          ) : null}
          <EntryFacts entry={entry} currency={currency} timeZone={timeZone} />
          {letter ? (
            <EntryLetter entryNo={entry.entryNo} letter={letter} timeZone={timeZone} canExport={hasRight(user.role, "export")} />
          ) : null}
          {delivery ? <SentMail delivery={delivery} timeZone={timeZone} editable={editable} actions={mailActions} /> : null}
        </ScrollPane>
      </div>
    </>
  );
}
