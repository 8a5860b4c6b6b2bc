"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { orderPins, setPin } from "@/lib/habits/pins";
import { runOperation } from "@/lib/request/run-operation";
import { signOutHere } from "@/lib/request/sign-in-here";

/** Ends one's session. Public: without a session there is nothing to end. */
export async function signOutAction(): Promise<void> {
  await signOutHere();
  redirect("/sign-in");
}

/** Pins a thing to one's side bar, or takes it from there. */
export async function setPinAction(request: Parameters<typeof setPin>[1]) {
  const state = await runOperation(setPin, request);
  if (state.ok) revalidatePath("/", "layout"); // the side bar stands on every page
  return state;
}

/** Puts one's pins into another order. */
export async function orderPinsAction(request: Parameters<typeof orderPins>[1]) {
  const state = await runOperation(orderPins, request);
  if (state.ok) revalidatePath("/", "layout");
  return state;
}
