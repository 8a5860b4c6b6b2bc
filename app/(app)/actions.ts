"use server";

import { redirect } from "next/navigation";
import { signOutHere } from "@/lib/request/sign-in-here";

/** Ends one's session. Public: without a session there is nothing to end. */
export async function signOutAction(): Promise<void> {
  await signOutHere();
  redirect("/sign-in");
}
