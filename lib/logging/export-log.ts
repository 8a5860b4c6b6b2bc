import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { chosenColumns } from "@/lib/exports/columns";
import { type ExportFile, openExport } from "@/lib/exports/open-export";
import { logEntryExportColumns, loggedSegmentExportColumns } from "./export-columns";
import { logEntryWords, loggedSegmentWords } from "./export-words";
import { logEntryOrder } from "./list-interaction-log-entries";
import { loggedSegmentConditions, loggedSegmentOrder } from "./list-logged-segments";
import { logEntryCondition } from "./log-entry-filter";
import { exportLogEntriesSchema, exportLoggedSegmentsSchema } from "./schema";

/** The interaction log entries of a list, all pages of it, as a file; those of one logged segment when the list is about one. */
export const exportLogEntries = query({
  name: "interactionLogEntry.export",
  needs: "export",
  input: exportLogEntriesSchema,
  run: (context, { format, columns, ...list }): Promise<ExportFile> => {
    const { loggedSegmentEntryNo } = list;
    return openExport(context, {
      operation: "interactionLogEntry.export",
      kind: "interaction_log_entries",
      subject:
        loggedSegmentEntryNo === null
          ? { kind: "interaction_log", key: "" }
          : { kind: "logged_segment", key: String(loggedSegmentEntryNo) },
      title: loggedSegmentEntryNo === null ? "Interaction log entries" : `Logged segment ${loggedSegmentEntryNo}, entries`,
      filterWords: logEntryWords(list),
      format,
      columns: chosenColumns(logEntryExportColumns, columns),
      from: Prisma.sql`from interaction_log_entry entry where ${logEntryCondition(list)} order by ${logEntryOrder(list.sort, list.direction === "desc")}`,
    });
  },
});

/** The list of logged segments, all pages of it, as a file. */
export const exportLoggedSegments = query({
  name: "loggedSegment.export",
  needs: "export",
  input: exportLoggedSegmentsSchema,
  run: (context, { format, columns, ...list }): Promise<ExportFile> => {
    const state = list.canceled === "all" ? Prisma.sql`true` : Prisma.sql`logged.canceled = ${list.canceled === "canceled"}`;
    return openExport(context, {
      operation: "loggedSegment.export",
      kind: "logged_segments",
      subject: { kind: "logged_segments", key: "" },
      title: "Logged segments",
      filterWords: loggedSegmentWords(list),
      format,
      columns: chosenColumns(loggedSegmentExportColumns, columns),
      from: Prisma.sql`from logged_segment logged where ${loggedSegmentConditions(list, context.timeZone)} and ${state} order by ${loggedSegmentOrder(list)}`,
    });
  },
});
