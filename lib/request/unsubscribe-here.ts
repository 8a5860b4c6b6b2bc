import "server-only";
import { headers } from "next/headers";
import type { RecipientLanguage } from "@/lib/consent/schema";
import { changeByLink, lookAtUnsubscribeLink, type UnsubscribeState, unsubscribeChoiceSchema } from "@/lib/consent/unsubscribe";
import { recipientLanguageOf, unsubscribeWords } from "@/lib/consent/unsubscribe-words";
import { getRequestDatabase } from "@/lib/db/client";
import { faultOrInterruption, readForPage } from "./interrupted";
import { requestOrigin } from "./session-cookie";

/** Where an unsubscribe link stands; null for one that nobody made. Nothing is written, not even a count. */
export async function lookAtLink(token: string): Promise<UnsubscribeState | null> {
  return readForPage(() => lookAtUnsubscribeLink(getRequestDatabase(), token));
}

/** The first language the browser asks for that the page speaks, else English. */
export async function addressLanguage(): Promise<RecipientLanguage> {
  const wishes = (await headers()).get("accept-language")?.split(",") ?? [];
  return wishes.map(recipientLanguageOf).find((language) => language !== null) ?? "en";
}

/**
 * Answers what was sent to a link: 200 without a page or cookie to a mail program, 303 back to the page to a press on it, 404 for a link
 * nobody made, 429 with `Retry-After` when it is pressed without end, 400 for anything else.
 */
export async function answerUnsubscribe(request: Request, token: string): Promise<Response> {
  const form = await request.formData().catch(() => null);
  const oneClick = form?.get("List-Unsubscribe") === "One-Click";
  const choice = oneClick ? "purpose" : unsubscribeChoiceSchema.safeParse(form?.get("choice")).data;
  if (!choice) return plain(400, "This is not a request to unsubscribe.");
  try {
    const { address } = await requestOrigin();
    const changed = await changeByLink(getRequestDatabase(), token, choice, { now: new Date(), address, oneClick });
    if (changed.ok) return oneClick ? plain(200, "") : backToPage(token, choice);
    if (changed.error.code === "link_unknown") return oneClick ? plain(404, "There is no such link.") : backToPage(token, null);
    const { seconds } = changed.error;
    return oneClick ? plain(429, "Too often.", { "Retry-After": String(seconds) }) : backToPage(token, "too-often");
  } catch (error) {
    faultOrInterruption("POST /u", error);
    return plain(503, unsubscribeWords(await addressLanguage()).away, { "Retry-After": "300" });
  }
}

function backToPage(token: string, done: string | null): Response {
  const location = `/u/${encodeURIComponent(token)}${done === null ? "" : `?done=${done}`}`;
  return new Response(null, { status: 303, headers: { Location: location, "Cache-Control": "no-store" } });
}

function plain(status: number, text: string, more: Record<string, string> = {}): Response {
  return new Response(text, { status, headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store", ...more } });
}
