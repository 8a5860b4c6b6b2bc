import { parseEntriesAddress } from "@/components/interactions/address";
import { entriesRequest } from "@/components/interactions/entries-request";
import { exportLogEntries } from "@/lib/logging/export-log";
import { exportAnswer } from "@/lib/request/export-answer";
import { routeHandler } from "@/lib/request/route-handler";
import { exportChoiceOf } from "../../export-choice";

/** The interaction log entries of a list, all pages of it, as a file; the address is that of the list. */
export const GET = routeHandler("export", async (context, request) => {
  const search = new URL(request.url).searchParams;
  const list = entriesRequest(parseEntriesAddress(Object.fromEntries(search)));
  return exportAnswer(await exportLogEntries(context, { ...list, ...exportChoiceOf(search) }));
});
