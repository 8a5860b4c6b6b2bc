import { type NextRequest, NextResponse } from "next/server";
import { problemDetails } from "@/lib/api/problems";
import { refuseBadAction } from "@/lib/request/action-guard";

/**
 * Gives every page a Content-Security-Policy with a nonce of its own. Next reads the nonce from the request's header and puts it
 * on the scripts that it writes. Nothing is decided here about who may see what: operations and queries do that. What cannot
 * be a server action of ours is answered before Next takes it for one.
 */
export async function proxy(request: NextRequest) {
  const { pathname } = request.nextUrl;
  const isApi = pathname.startsWith("/api/");
  if (!canBeRead(pathname)) return isApi ? problemDetails("address_unreadable", unreadable) : new NextResponse(unreadable, { status: 400 });
  if (isApi) return NextResponse.next();
  const refused = await refuseBadAction(request);
  if (refused) return refused;
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
  const policy = contentSecurityPolicy(nonce, process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-winnow-path", pathname + request.nextUrl.search); // sign-in leads back to it
  headers.set("Content-Security-Policy", policy);
  const response = isUnsubscribing(request)
    ? NextResponse.rewrite(new URL(`${request.nextUrl.pathname}/answer`, request.url), { request: { headers } })
    : NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

const unreadable = "This address cannot be read: it ends in the middle of a letter.";

/** What is sent to an unsubscribe link, by its page or by a mail program, goes to a handler: the page of the same address only reads. */
function isUnsubscribing({ method, nextUrl }: NextRequest): boolean {
  return method === "POST" && /^\/u\/[^/]+$/.test(nextUrl.pathname);
}

/** Next would answer an address with a broken escape, as one that was cut off, with a fault. */
function canBeRead(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/**
 * Pages, and addresses of the API whose escapes are no UTF-8. Nothing else of the API: uploads must not pass a proxy, which keeps just the first
 * megabytes of a body.
 */
export const config = {
  matcher: [
    "/((?!api/|api$|_next/static|_next/image|fonts/|licences/).*)",
    "/api/((?!(?:[^%]|%[0-7][0-9a-fA-F]|%[cC][2-9a-fA-F]%[89abAB][0-9a-fA-F]|%[dD][0-9a-fA-F]%[89abAB][0-9a-fA-F]|%[eE]0%[abAB][0-9a-fA-F]%[89abAB][0-9a-fA-F]|%[eE][1-9a-cA-CefEF](?:%[89abAB][0-9a-fA-F]){2}|%[eE][dD]%[89][0-9a-fA-F]%[89abAB][0-9a-fA-F]|%[fF]0%[9abAB][0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){2}|%[fF][1-3](?:%[89abAB][0-9a-fA-F]){3}|%[fF]4%8[0-9a-fA-F](?:%[89abAB][0-9a-fA-F]){2})*$).*)",
  ],
};

/**
 * Scripts run by nonce only and may load further scripts of this build; style attributes are allowed, since widths of bars and columns are
 * written as such; nothing comes from, goes to or is framed by another origin. Development adds what its server needs: eval for stack
 * traces, inline styles and a socket for reloading.
 */
function contentSecurityPolicy(nonce: string, development: boolean): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self'${development ? " ws: wss:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
