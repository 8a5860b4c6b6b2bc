import { answerApi } from "@/lib/api/answer";
import { openApiDocument } from "@/lib/api/openapi";
import { routeHandler } from "@/lib/request/route-handler";

const forPeople = routeHandler("read", async () => Response.json(openApiDocument()));

/** The document of the API, for whoever has a key or is signed in. */
export async function GET(request: Request, given: { params: Promise<unknown> }): Promise<Response> {
  return request.headers.has("authorization") ? answerApi(request, ["openapi.json"]) : forPeople(request, given);
}
