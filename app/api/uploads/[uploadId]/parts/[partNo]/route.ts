import { z } from "zod";
import { bodyUpTo } from "@/lib/request/body-up-to";
import { problem, routeHandler } from "@/lib/request/route-handler";
import { uploadMessage } from "@/lib/uploads/errors";
import { partBytes } from "@/lib/uploads/limits";
import { sha256Schema } from "@/lib/uploads/schema";
import { writePart } from "@/lib/uploads/write-part";
import { answer } from "../../../answer";

const partNoSchema = z.coerce.number().int();

/** Stores one part: its bytes are the body, its hash stands in the header `X-Content-Sha256`. */
export const PUT = routeHandler<{ uploadId: string; partNo: string }>("contacts.import", async (context, request, { uploadId, partNo }) => {
  const sha256 = sha256Schema.parse(request.headers.get("x-content-sha256"));
  const content = await bodyUpTo(request, partBytes);
  if (!content) {
    const received = Number(request.headers.get("content-length") ?? partBytes + 1);
    return problem(413, "wrong_length", uploadMessage({ code: "wrong_length", expected: partBytes, received }));
  }
  return answer(await writePart(context, { uploadId, partNo: partNoSchema.parse(partNo), sha256, content }));
});
