import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { z } from "zod";
import { Visit } from "@/components/habits/visit";
import { CancelEntry } from "@/components/interactions/cancel-button";
import { EntryFacts } from "@/components/interactions/entry-facts";
import { Chip } from "@/components/ui/chip";
import { formatDay } from "@/components/ui/format";
import { PageHeader } from "@/components/ui/page-header";
import { ScrollPane } from "@/components/ui/scroll-pane";
import { hasRight } from "@/lib/access/rights";
import { findInteractionLogEntry } from "@/lib/logging/find-interaction-log-entry";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { cancelEntriesAction, reinstateEntriesAction } from "../actions";

export const metadata: Metadata = { title: "Interaction log entry" };

const entryNoSchema = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const actions = { cancel: cancelEntriesAction, reinstate: reinstateEntriesAction };
const held = { logged_segment: "Its logged segment is canceled", campaign_entry: "Its campaign entry is canceled" } as const;

/** Everything recorded about one interaction. */
export default async function InteractionLogEntryPage({ params }: PageProps<"/interaction-log-entries/[entryNo]">) {
  const entryNo = entryNoSchema.safeParse((await params).entryNo);
  if (!entryNo.success) notFound();
  const { user, timeZone } = await currentContext();
  const [entry, currency] = await Promise.all([readQuery(findInteractionLogEntry, { entryNo: entryNo.data }), readQuery(findCurrency, {})]);
  if (!entry) notFound();
  return (
    <>
      <PageHeader
        title={entry.contactName}
        number={String(entry.entryNo)}
        crumbs={[{ href: "/interaction-log-entries", label: "Interaction log" }]}
        chips={
          <>
            {entry.canceled ? <Chip tone="error">Canceled</Chip> : null}
            {entry.attemptFailed ? <Chip tone="warn">Attempt failed</Chip> : null}
          </>
        }
        actions={
          hasRight(user.role, "segments.log") ? (
            <CancelEntry entryNo={entry.entryNo} canceled={entry.canceled} heldBy={entry.heldBy && held[entry.heldBy]} actions={actions} />
          ) : null
        }
        facts={[
          { label: "Date", value: formatDay(entry.date) },
          { label: "Description", value: entry.description },
          { label: "Company", value: entry.companyName ?? "—" },
        ]}
      />
      <Visit kind="interactionLogEntry" thingKey={String(entry.entryNo)} />
      <ScrollPane label="Interaction log entry" className="border-t border-line">
        <EntryFacts entry={entry} currency={currency} timeZone={timeZone} />
      </ScrollPane>
    </>
  );
}
