"use server";

import { revalidatePath } from "next/cache";
import { repairLines } from "@/lib/logging/repair-lines";
import { returnToDraft } from "@/lib/logging/return-to-draft";
import { startLog } from "@/lib/logging/start-log";
import { runOperation } from "@/lib/request/run-operation";

/** Begins the log on the numbers that were shown; the page goes on to show its progress. */
export async function startLogAction(request: Parameters<typeof startLog>[1]) {
  const state = await runOperation(startLog, request);
  revalidatePath("/", "layout"); // the sidebar counts drafts and jobs
  return state;
}

/** Repairs the lines that have one problem. */
export async function repairLinesAction(request: Parameters<typeof repairLines>[1]) {
  const state = await runOperation(repairLines, request);
  revalidatePath("/segments/[segmentNo]", "layout");
  return state;
}

/** Makes a segment a draft again whose log ended without a result. */
export async function returnToDraftAction(request: Parameters<typeof returnToDraft>[1]) {
  const state = await runOperation(returnToDraft, request);
  revalidatePath("/segments/[segmentNo]", "layout");
  return state;
}
