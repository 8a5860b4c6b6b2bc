"use server";

import { revalidatePath } from "next/cache";
import { keepBehaviour, saveBehaviourType } from "@/lib/behaviour/types";
import { runOperation } from "@/lib/request/run-operation";

/** Describes a type of behaviour, new or known. */
export async function saveBehaviourTypeAction(request: Parameters<typeof saveBehaviourType>[1]) {
  const state = await runOperation(saveBehaviourType, request);
  if (state.ok) revalidatePath("/behaviour");
  return state;
}

/** Says how long behaviour is kept. */
export async function keepBehaviourAction(request: Parameters<typeof keepBehaviour>[1]) {
  const state = await runOperation(keepBehaviour, request);
  if (state.ok) revalidatePath("/behaviour");
  return state;
}
