"use server";

import { logCoverSheets } from "@/lib/printing/log-cover-sheets";
import { runOperation } from "@/lib/request/run-operation";

/** Records that the cover sheets went out. */
export async function logCoverSheetsAction(request: Parameters<typeof logCoverSheets>[1]) {
  return runOperation(logCoverSheets, request);
}
