"use server";

import { revalidatePath } from "next/cache";
import { changeMailSetup } from "@/lib/delivery/mail-setup";
import { releaseHeldDeliveries } from "@/lib/delivery/release-held";
import { sendTestMail } from "@/lib/delivery/send-test-mail";
import { changeEchoSetup, drawBounceKey } from "@/lib/echoes/echo-setup";
import { runOperation } from "@/lib/request/run-operation";

/** Changes the mail server, the sender and the rate. */
export async function changeMailSetupAction(request: Parameters<typeof changeMailSetup>[1]) {
  const state = await runOperation(changeMailSetup, request);
  if (state.ok) revalidatePath("/email");
  return state;
}

/** Sends a test to whoever asks. */
export async function sendTestMailAction() {
  return runOperation(sendTestMail, {});
}

/** Changes what is counted of e-mails, and where bounces go. */
export async function changeEchoSetupAction(request: Parameters<typeof changeEchoSetup>[1]) {
  const state = await runOperation(changeEchoSetup, request);
  if (state.ok) revalidatePath("/email");
  return state;
}

/** Draws a new key by which bounces are reported. */
export async function drawBounceKeyAction() {
  const state = await runOperation(drawBounceKey, {});
  if (state.ok) revalidatePath("/email");
  return state;
}

/** Lets everything go on that waits since a backup was restored. */
export async function releaseHeldDeliveriesAction() {
  const state = await runOperation(releaseHeldDeliveries, {});
  revalidatePath("/", "layout"); // the note stands on every page
  return state;
}
