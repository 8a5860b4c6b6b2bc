import { answerUnsubscribe } from "@/lib/request/unsubscribe-here";

/**
 * What is sent to `/u/<token>`: a press on the page, which leads back to it, or *List-Unsubscribe=One-Click* of a mail program (RFC 8058).
 * Whoever has the link may, and nothing but the link decides: there is no session in it.
 */
export async function POST(request: Request, { params }: RouteContext<"/u/[token]/answer">): Promise<Response> {
  return answerUnsubscribe(request, (await params).token);
}
