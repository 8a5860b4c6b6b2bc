import { parseEntriesAddress } from "@/components/interactions/address";
import { entriesRequest } from "@/components/interactions/entries-request";
import { LogEntriesList } from "@/components/interactions/log-entries-list";
import { choicesOf } from "@/lib/exports/columns";
import { logEntryExportColumns } from "@/lib/logging/export-columns";
import { listInteractionLogEntries } from "@/lib/logging/list-interaction-log-entries";
import { readQuery } from "@/lib/request/run-operation";
import { entryActions } from "../../interaction-log-entries/entry-actions";
import { loadLookupAction } from "../../segments/actions";
import type { TabProps } from "./tab-props";

/** Its entries, in line order unless sorted otherwise. */
export async function EntriesTab({ logged, path, search, editable, canExport, deletion, currency }: TabProps) {
  const address = { ...parseEntriesAddress({ direction: "asc", ...search }), segment: null };
  const page = await readQuery(listInteractionLogEntries, { ...entriesRequest(address), loggedSegmentEntryNo: logged.entryNo });
  return (
    <LogEntriesList
      path={path}
      address={address}
      fixed={{}}
      page={page}
      currency={currency}
      editable={editable}
      loadLookup={loadLookupAction}
      loggedSegmentEntryNo={logged.entryNo}
      actions={entryActions}
      deletion={deletion}
      exports={
        canExport
          ? {
              columns: choicesOf(logEntryExportColumns),
              fixed: { segment: String(logged.entryNo), direction: "asc" },
              printSegment: logged.hasWorksheet ? logged.segmentNo : null,
            }
          : null
      }
    />
  );
}
