"use server";

import { revalidatePath } from "next/cache";
import { cancelEntries, reinstateEntries } from "@/lib/logging/cancel-entries";
import { runOperation } from "@/lib/request/run-operation";

/** Cancels interaction log entries. */
export async function cancelEntriesAction(request: Parameters<typeof cancelEntries>[1]) {
  return shown(await runOperation(cancelEntries, request));
}

/** Reinstates interaction log entries. */
export async function reinstateEntriesAction(request: Parameters<typeof reinstateEntries>[1]) {
  return shown(await runOperation(reinstateEntries, request));
}

function shown<State>(state: State): State {
  revalidatePath("/interaction-log-entries", "layout");
  revalidatePath("/logged-segments", "layout"); // its numbers follow
  return state;
}
