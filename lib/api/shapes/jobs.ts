import { z } from "zod";
import { jobStates } from "@/lib/jobs/schema";
import { instant, text } from "./common";

export const job = z.object({
  id: z.uuid(),
  kind: z.string(),
  title: z.string(),
  subjectKind: text,
  subjectKey: text,
  state: z.enum(jobStates),
  done: z.number(),
  total: z.number().nullable(),
  message: text,
  result: z.unknown().describe("What the work answered once it is done; its shape follows the kind."),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
  userName: text,
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});
