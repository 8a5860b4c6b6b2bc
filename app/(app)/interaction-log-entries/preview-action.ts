"use server";

import { previewEntry } from "@/lib/logging/preview-entry";
import { readQuery } from "@/lib/request/run-operation";

/** The document of an interaction as its contact would get it now. */
export async function previewEntryAction(entryNo: number) {
  return readQuery(previewEntry, { entryNo });
}
