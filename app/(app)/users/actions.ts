"use server";

import { revalidatePath } from "next/cache";
import type { ActionState } from "@/lib/request/action-state";
import { runOperation } from "@/lib/request/run-operation";
import { addUser } from "@/lib/users/add-user";
import { revokeApiKeyOfUser } from "@/lib/users/api-keys";
import { changeUser } from "@/lib/users/change-user";
import { resetPassword } from "@/lib/users/reset-password";

/** Adds a user; the answer tells the drawn password, once. */
export async function addUserAction(request: Parameters<typeof addUser>[1]) {
  return shown(await runOperation(addUser, request));
}

/** Changes name, role, salesperson or state of a user. */
export async function changeUserAction(request: Parameters<typeof changeUser>[1]) {
  return shown(await runOperation(changeUser, request));
}

/** Draws another password for a user; the answer tells it, once. */
export async function resetPasswordAction(request: Parameters<typeof resetPassword>[1]) {
  return shown(await runOperation(resetPassword, request));
}

/** Ends anybody's key to the REST API. */
export async function revokeApiKeyOfUserAction(request: Parameters<typeof revokeApiKeyOfUser>[1]) {
  const state = await runOperation(revokeApiKeyOfUser, request);
  if (state.ok) revalidatePath("/users/api-keys");
  return state;
}

function shown<T, E>(state: ActionState<T, E>): ActionState<T, E> {
  if (state.ok) revalidatePath("/users");
  return state;
}
