"use server";

import { revalidatePath } from "next/cache";
import { continueDelivery, giveUpDelivery, pauseDelivery } from "@/lib/delivery/pause-delivery";
import { sendAgain, settleUnknownDelivery } from "@/lib/delivery/send-again";
import { runOperation } from "@/lib/request/run-operation";

/** The pages that show what became of messages. */
function refresh() {
  revalidatePath("/logged-segments", "layout");
  revalidatePath("/interaction-log-entries", "layout");
}

/** Lets nothing more of a logged segment go out until somebody continues. */
export async function pauseDeliveryAction(request: Parameters<typeof pauseDelivery>[1]) {
  const state = await runOperation(pauseDelivery, request);
  refresh();
  return state;
}

/** Goes on after a pause, or at once. */
export async function continueDeliveryAction(request: Parameters<typeof continueDelivery>[1]) {
  const state = await runOperation(continueDelivery, request);
  refresh();
  return state;
}

/** Stops a sending for good. */
export async function giveUpDeliveryAction(request: Parameters<typeof giveUpDelivery>[1]) {
  const state = await runOperation(giveUpDelivery, request);
  refresh();
  return state;
}

/** Sends messages once more, as they were written. */
export async function sendAgainAction(request: Parameters<typeof sendAgain>[1]) {
  const state = await runOperation(sendAgain, request);
  refresh();
  return state;
}

/** Says of a message whether it arrived. */
export async function settleUnknownDeliveryAction(request: Parameters<typeof settleUnknownDelivery>[1]) {
  const state = await runOperation(settleUnknownDelivery, request);
  refresh();
  return state;
}
