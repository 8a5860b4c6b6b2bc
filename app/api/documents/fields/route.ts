import { z } from "zod";
import { authorsDataSource } from "@/lib/documents/word/data-source";
import { nameLanguages } from "@/lib/documents/word/fields";
import { attachment } from "@/lib/request/attachment";
import { routeHandler } from "@/lib/request/route-handler";

const languageSchema = z.enum(nameLanguages).catch("en");

/** A data source for Word, by which authors insert merge fields: every field by its name in the language. */
export const GET = routeHandler("read", async (_context, request) => {
  const language = languageSchema.parse(new URL(request.url).searchParams.get("language"));
  const headers = attachment({ fileName: `Fields-${language}.csv`, mediaType: "text/csv; charset=utf-8" });
  return new Response(authorsDataSource(language), { headers });
});
