import { z } from "zod";
import { instant, text } from "./common";

export const historyEntry = z.object({
  id: z.string(),
  at: instant,
  userName: z.string(),
  what: z.string().describe("What was done, as a sentence without its subject."),
  words: text.describe("Who was picked by a step, in plain words."),
  changes: z.array(z.object({ field: z.string(), before: text, after: text })),
  made: z.boolean().describe("The record was made, so that nothing was there before."),
  subject: z.object({ kind: z.string(), key: z.string(), label: z.string() }),
});
