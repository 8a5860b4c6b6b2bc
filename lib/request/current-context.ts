import "server-only";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { contextOf } from "@/lib/access/context";
import { hasUsers } from "@/lib/access/first-user";
import type { OperationContext } from "@/lib/access/operation";
import { findSession } from "@/lib/access/session";
import { getRequestDatabase } from "@/lib/db/client";
import { readForPage } from "./interrupted";
import { pathWithin } from "./path-within";

/** A request's context, and the session it came with. */
export type SignedIn = { context: OperationContext; sessionId: string };

/** Who is signed in, or null. Session, role and *disabled* are read from the database, once per request. */
export const findSignedIn = cache(async (): Promise<SignedIn | null> => {
  const requestHeaders = await headers();
  const db = getRequestDatabase();
  return readForPage(async () => {
    const session = await findSession(db, requestHeaders);
    const context = session && (await contextOf(db, session.userId, new Date()));
    return context && { context, sessionId: session.sessionId };
  });
});

/** Whether there is anybody who could sign in. */
export async function isSetUp(): Promise<boolean> {
  return readForPage(() => hasUsers(getRequestDatabase()));
}

/**
 * Who asks, when, and the database, for pages and server actions. Without a session it redirects to sign-in, which leads back
 * to the page that was asked for, and to the set-up page while there is no user at all.
 */
export async function currentContext(): Promise<OperationContext> {
  const signedIn = await findSignedIn();
  if (signedIn) return signedIn.context;
  if (!(await isSetUp())) redirect("/setup");
  const path = pathWithin((await headers()).get("x-winnow-path"));
  redirect(path === pathWithin("/") ? "/sign-in" : `/sign-in?${new URLSearchParams({ from: path })}`);
}
