import type { Metadata } from "next";
import { ViewTabs } from "@/components/habits/view-tabs";
import { entriesHref, parseEntriesAddress } from "@/components/interactions/address";
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
import { openList } from "../open-list";
import { loadLookupAction } from "../segments/actions";
import { deletionActions, entryActions } from "./entry-actions";

export const metadata: Metadata = { title: "Interaction log" };

const path = "/interaction-log-entries";

/** Every recorded interaction, the newest first. */
export default async function InteractionLogEntriesPage({ searchParams }: PageProps<"/interaction-log-entries">) {
  const { address, tabsAddress, viewTabs } = await openList(await searchParams, {
    list: "interaction-log-entries",
    parse: parseEntriesAddress,
    href: (of) => entriesHref(path, { ...of, after: null, before: null, last: null }, {}),
    count: async (of) => (await readQuery(listInteractionLogEntries, entriesRequest(of))).total,
  });
  const { user } = await currentContext();
  const [page, currency] = await Promise.all([readQuery(listInteractionLogEntries, entriesRequest(address)), readQuery(findCurrency, {})]);
  return (
    <>
      <PageHeader title="Interaction log" actions={<TextLink href="/interaction-log-entries/deletions">Deletions</TextLink>} />
      <ViewTabs
        {...viewTabs}
        label="Views of the interaction log"
        tabs={[{ href: entriesHref(path, parseEntriesAddress({}), { view: tabsAddress.view }), label: "All", current: !viewTabs.changed }]}
      />
      <LogEntriesList
        path={path}
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
