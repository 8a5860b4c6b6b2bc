import type { Metadata } from "next";
import { parseEntriesAddress } from "@/components/interactions/address";
import { entriesRequest } from "@/components/interactions/entries-request";
import { LogEntriesList } from "@/components/interactions/log-entries-list";
import { PageHeader } from "@/components/ui/page-header";
import { TextLink } from "@/components/ui/text-link";
import { hasRight } from "@/lib/access/rights";
import { choicesOf } from "@/lib/exports/columns";
import { logEntryExportColumns } from "@/lib/logging/export-columns";
import { listInteractionLogEntries } from "@/lib/logging/list-interaction-log-entries";
import { currentContext } from "@/lib/request/current-context";
import { readQuery } from "@/lib/request/run-operation";
import { findCurrency } from "@/lib/setup/currency";
import { loadLookupAction } from "../segments/actions";
import { deletionActions, entryActions } from "./entry-actions";

export const metadata: Metadata = { title: "Interaction log" };

/** Every recorded interaction, the newest first. */
export default async function InteractionLogEntriesPage({ searchParams }: PageProps<"/interaction-log-entries">) {
  const address = parseEntriesAddress(await searchParams);
  const { user } = await currentContext();
  const [page, currency] = await Promise.all([readQuery(listInteractionLogEntries, entriesRequest(address)), readQuery(findCurrency, {})]);
  return (
    <>
      <PageHeader title="Interaction log" actions={<TextLink href="/interaction-log-entries/deletions">Deletions</TextLink>} line />
      <LogEntriesList
        path="/interaction-log-entries"
        address={address}
        page={page}
        currency={currency}
        editable={hasRight(user.role, "segments.log")}
        loadLookup={loadLookupAction}
        actions={entryActions}
        deletion={deletionActions(user.role)}
        exports={hasRight(user.role, "export") ? { columns: choicesOf(logEntryExportColumns) } : null}
      />
    </>
  );
}
