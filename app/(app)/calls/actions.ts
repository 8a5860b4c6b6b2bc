"use server";

import { revalidatePath } from "next/cache";
import { findCallee } from "@/lib/calls/find-callee";
import { logCall } from "@/lib/calls/log-call";
import { recordCall } from "@/lib/calls/record-call";
import { keepCall, leaveCalls, takeCall } from "@/lib/calls/take-call";
import { cancelEntries } from "@/lib/logging/cancel-entries";
import { readQuery, runOperation } from "@/lib/request/run-operation";

/** What the dialog of a call begins with. */
export async function findCalleeAction(request: Parameters<typeof findCallee>[1]) {
  return readQuery(findCallee, request);
}

/** Records a call at once. */
export async function logCallAction(request: Parameters<typeof logCall>[1]) {
  const state = await runOperation(logCall, request);
  if (state.ok) revalidatePath("/", "layout"); // worksheets, the contact and the log show it
  return state;
}

/** Takes a call back that was logged by mistake: its entry is canceled, its line is to be logged again. */
export async function cancelCallAction(request: Parameters<typeof cancelEntries>[1]) {
  const state = await runOperation(cancelEntries, request);
  if (state.ok) revalidatePath("/", "layout");
  return state;
}

/** Gives a call of a list to whoever asks. */
export async function takeCallAction(request: Parameters<typeof takeCall>[1]) {
  return shown(await runOperation(takeCall, request));
}

/** Keeps the call that one has for another while. */
export async function keepCallAction(request: Parameters<typeof keepCall>[1]) {
  return runOperation(keepCall, request);
}

/** Gives back what one has of a list. */
export async function leaveCallsAction(request: Parameters<typeof leaveCalls>[1]) {
  return shown(await runOperation(leaveCalls, request));
}

/** Notes what came of a call of a list. */
export async function recordCallAction(request: Parameters<typeof recordCall>[1]) {
  return shown(await runOperation(recordCall, request));
}

function shown<T>(state: T): T {
  revalidatePath("/logged-segments", "layout");
  return state;
}
