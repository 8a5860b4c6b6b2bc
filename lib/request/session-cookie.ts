import "server-only";
import { parseSetCookieHeader, toCookieOptions } from "better-auth/cookies";
import { cookies, headers } from "next/headers";
import type { Origin } from "@/lib/access/sign-in";

/** Sends the cookies that opening or ending a session asks for; works in server actions and route handlers. */
export async function sendCookies(lines: readonly string[]): Promise<void> {
  const jar = await cookies();
  for (const [name, attributes] of lines.flatMap((line) => [...parseSetCookieHeader(line)])) {
    jar.set(name, attributes.value, toCookieOptions(attributes));
  }
}

/** Where this request comes from. The last address is the one our own proxy, or else Next itself, has seen. */
export async function requestOrigin(): Promise<Origin> {
  const requestHeaders = await headers();
  const address = requestHeaders.get("x-forwarded-for")?.split(",").at(-1)?.trim();
  return { address: address || "unknown", userAgent: requestHeaders.get("user-agent")?.slice(0, 300) ?? null };
}
