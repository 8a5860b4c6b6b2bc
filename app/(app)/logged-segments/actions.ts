"use server";

import { revalidatePath } from "next/cache";
import { cancelLoggedSegments, reinstateLoggedSegments } from "@/lib/logging/cancel-logged-segments";
import { runOperation } from "@/lib/request/run-operation";

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
