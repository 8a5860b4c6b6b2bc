import "server-only";
import { headers } from "next/headers";
import { type SignInError, signIn, signOut } from "@/lib/access/sign-in";
import { getRequestDatabase } from "@/lib/db/client";
import { err, ok, type Result } from "@/lib/result";
import type { Fault, Interrupted } from "./action-state";
import { faultOrInterruption } from "./interrupted";
import { requestOrigin, sendCookies } from "./session-cookie";

/** Opens a session for the person behind this request and sends its cookie. */
export async function signInHere(credentials: {
  email: string;
  password: string;
}): Promise<Result<null, SignInError | Fault | Interrupted>> {
  try {
    const signedIn = await signIn(getRequestDatabase(), credentials, await requestOrigin(), new Date());
    if (!signedIn.ok) return signedIn;
    await sendCookies(signedIn.value.cookies);
    return ok(null);
  } catch (error) {
    return err(faultOrInterruption("sign-in", error));
  }
}

/** Ends the session of this request and takes its cookie back. */
export async function signOutHere(): Promise<void> {
  const { cookies } = await signOut(getRequestDatabase(), await headers());
  await sendCookies(cookies);
}
