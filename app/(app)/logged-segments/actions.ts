"use server";

import { revalidatePath } from "next/cache";
import { cancelLoggedSegments, reinstateLoggedSegments } from "@/lib/logging/cancel-logged-segments";
import { countFollowUp, followUp } from "@/lib/logging/follow-up";
import { readQuery, runOperation } from "@/lib/request/run-operation";

/** Cancels logged segments with all their entries. */
export async function cancelLoggedSegmentsAction(request: Parameters<typeof cancelLoggedSegments>[1]) {
  const state = await runOperation(cancelLoggedSegments, request);
  revalidatePath("/logged-segments", "layout");
  return state;
}

/** Reinstates logged segments with all their entries. */
export async function reinstateLoggedSegmentsAction(request: Parameters<typeof reinstateLoggedSegments>[1]) {
  const state = await runOperation(reinstateLoggedSegments, request);
  revalidatePath("/logged-segments", "layout");
  return state;
}

/** Makes a worksheet for those of a logged segment. */
export async function followUpAction(request: Parameters<typeof followUp>[1]) {
  const state = await runOperation(followUp, request);
  if (state.ok) revalidatePath("/", "layout"); // the sidebar counts segments
  return state;
}

/** How many contacts a follow-up would have. */
export async function countFollowUpAction(request: Parameters<typeof countFollowUp>[1]) {
  return readQuery(countFollowUp, request);
}
