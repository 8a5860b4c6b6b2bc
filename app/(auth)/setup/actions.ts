"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { SetupFormState } from "@/components/access/setup-form";
import { startDemoLoad } from "@/lib/demo/start-demo-load";
import { isRequestError, requestMessage } from "@/lib/request/action-state";
import { setUpHere } from "@/lib/request/set-up-here";
import { setupMessage, userMessage } from "@/lib/users/errors";
import { startWith } from "@/lib/users/schema";

const formSchema = z.object({
  token: z.string().catch(""),
  name: z.string().catch(""),
  email: z.string().catch(""),
  password: z.string().catch(""),
  timeZone: z.string().optional().catch(undefined),
  startWith: z.enum(startWith).catch("nothing"),
});

/** Makes the first administrator and begins with what was chosen. Public, but only the newest set-up link opens it, once. */
export async function setUpAction(_state: SetupFormState, form: FormData): Promise<SetupFormState> {
  const sent = formSchema.parse(form instanceof FormData ? Object.fromEntries(form) : {});
  let next = sent.startWith === "contacts" ? "/import" : "/segments";
  const result = await setUpHere(sent, async (context) => {
    if (sent.startWith !== "demo") return;
    const started = await startDemoLoad(context, {});
    if (started.ok) next = `/setup/loading?job=${started.value.jobId}`;
  });
  if (result.ok) redirect(next);
  const { error } = result;
  const typed = { name: sent.name.slice(0, 100), email: sent.email.slice(0, 254), startWith: sent.startWith };
  if (error.code === "invalid_input") {
    const wrong = Object.fromEntries(error.issues.toReversed().map(({ path, message }) => [path, message]));
    return { typed, wrong, message: null };
  }
  return { typed, wrong: {}, message: sentence(error) };
}

type Refusal = Exclude<Extract<Awaited<ReturnType<typeof setUpHere>>, { ok: false }>["error"], { code: "invalid_input" }>;

function sentence(error: Refusal): string {
  if (isRequestError(error)) return requestMessage(error);
  if (error.code === "setup_link_wrong" || error.code === "set_up_already") return setupMessage(error);
  return userMessage(error);
}
