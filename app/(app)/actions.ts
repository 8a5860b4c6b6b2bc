"use server";

import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { orderPins, setPin } from "@/lib/habits/pins";
import { deleteView, restoreView, saveView, setDefaultView } from "@/lib/habits/views";
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

/** Makes a view of a list, or changes one of one's own. */
export async function saveViewAction(request: Parameters<typeof saveView>[1]) {
  const state = await runOperation(saveView, request);
  if (state.ok) revalidatePath("/", "layout"); // a pinned view shows its name in the side bar
  return state;
}

/** Deletes one of one's own views. */
export async function deleteViewAction(request: Parameters<typeof deleteView>[1]) {
  const state = await runOperation(deleteView, request);
  if (state.ok) revalidatePath("/", "layout");
  return state;
}

/** Takes back that a view was deleted. */
export async function restoreViewAction(request: Parameters<typeof restoreView>[1]) {
  const state = await runOperation(restoreView, request);
  if (state.ok) revalidatePath("/", "layout");
  return state;
}

/** Chooses the view that a list opens with. */
export async function setDefaultViewAction(request: Parameters<typeof setDefaultView>[1]) {
  const state = await runOperation(setDefaultView, request);
  if (state.ok) revalidatePath("/", "layout");
  return state;
}
