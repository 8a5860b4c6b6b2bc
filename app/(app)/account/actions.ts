"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import type { ActionState } from "@/lib/request/action-state";
import { findSignedIn } from "@/lib/request/current-context";
import { runOperation } from "@/lib/request/run-operation";
import { createApiKey, revokeApiKey } from "@/lib/users/api-keys";
import { changeAccount, changePassword, endOtherSessions, endSession } from "@/lib/users/own-account";

/** Changes one's own name and work date. */
export async function changeAccountAction(request: Parameters<typeof changeAccount>[1]) {
  const state = await runOperation(changeAccount, request);
  if (state.ok) revalidatePath("/", "layout"); // name and work date show, or count, everywhere
  return state;
}

/** Changes one's own password; other sessions end, this one stays. */
export async function changePasswordAction(request: { currentPassword: string; newPassword: string }) {
  return shown(await runOperation(changePassword, { ...request, keepSessionId: await ownSessionId() }));
}

/** Ends one session of one's own. */
export async function endSessionAction(request: Parameters<typeof endSession>[1]) {
  return shown(await runOperation(endSession, request));
}

/** Ends all sessions of one's own but this one. */
export async function endOtherSessionsAction() {
  return shown(await runOperation(endOtherSessions, { keepSessionId: await ownSessionId() }));
}

/** Makes a key to the REST API for oneself; the answer tells it, once. */
export async function createApiKeyAction(request: Parameters<typeof createApiKey>[1]) {
  return shown(await runOperation(createApiKey, request));
}

/** Ends a key of one's own. */
export async function revokeApiKeyAction(request: Parameters<typeof revokeApiKey>[1]) {
  return shown(await runOperation(revokeApiKey, request));
}

async function ownSessionId(): Promise<string> {
  const signedIn = await findSignedIn();
  return signedIn ? signedIn.sessionId : redirect("/sign-in");
}

function shown<T, E>(state: ActionState<T, E>): ActionState<T, E> {
  if (state.ok) revalidatePath("/account");
  return state;
}
