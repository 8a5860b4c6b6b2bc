import { answerMessageLink } from "@/lib/request/echoes-here";

/** A link of an e-mail, or the dot in it. Nothing but the token decides: there is no session in it. HEAD asks where it leads, and is not counted. */
async function answer(request: Request, { params }: RouteContext<"/m/[token]/[link]">): Promise<Response> {
  const { token, link } = await params;
  return answerMessageLink(request, token, link);
}

export { answer as GET, answer as HEAD };
