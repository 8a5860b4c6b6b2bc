"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import type { SignInState } from "@/components/access/sign-in-form";
import { signInMessage } from "@/lib/access/sign-in";
import { isRequestError, requestMessage } from "@/lib/request/action-state";
import { pathWithin } from "@/lib/request/path-within";
import { signInHere } from "@/lib/request/sign-in-here";

const formSchema = z.object({ email: z.string().catch(""), password: z.string().catch(""), from: z.string().catch("/") });

/** Signs in and goes on to where one came from. Public: anybody may try, within the limit. */
export async function signInAction(_state: SignInState, form: FormData): Promise<SignInState> {
  const { email, password, from } = formSchema.parse(form instanceof FormData ? Object.fromEntries(form) : {});
  const signedIn = await signInHere({ email, password });
  if (signedIn.ok) redirect(pathWithin(from));
  const { error } = signedIn;
  return { email: email.slice(0, 254), message: isRequestError(error) ? requestMessage(error) : signInMessage(error) };
}
