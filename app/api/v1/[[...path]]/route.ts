import { answerApi } from "@/lib/api/answer";

type Arguments = { params: Promise<{ path?: string[] }> };

/** Every address of the REST API. Who asks is told by a key; the table in `lib/api/routes.ts` says which operation answers, and that checks the right. */
const handle = async (request: Request, { params }: Arguments) => answerApi(request, (await params).path ?? []);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
