import { z } from "zod";
import { deliveryReasons } from "@/lib/delivery/schema";
import { exportStates, keptFormats } from "@/lib/exports/schema";
import { letterStates } from "@/lib/letters/schema";
import { count, instant, text } from "./common";
import { job } from "./jobs";

const state = z.enum(letterStates).describe("`left_out`: it is not made, for a reason. `not_made`: nobody asked for it yet.");
const reason = z.enum(deliveryReasons).nullable();

export const lettersFile = z.object({
  exportId: z.int().describe("The file is fetched under /exports/{exportId}/file."),
  fileName: z.string(),
  format: z.enum(keptFormats),
  state: z.enum(exportStates),
  filterWords: z.string(),
  letters: count,
  sizeBytes: count,
  sha256: text,
  userName: z.string(),
  startedAt: instant,
  keptUntil: instant.nullable().describe("As long as it can be fetched."),
});

export const lettersOf = z.object({
  counts: z.object({ made: count, left_out: count, not_made: count }),
  total: count,
  pdf: z.boolean().describe("Whether letters can be had as PDF here."),
  files: z.array(lettersFile).describe("The newest first, 20 at most."),
  job: job.nullable().describe("The newest one that makes or made letters."),
});

export const letterRow = z.object({
  entryNo: z.int(),
  contactName: z.string(),
  state,
  reason,
  madeAt: instant.nullable(),
  files: count.describe("How many files it is in."),
});
export const entryLetter = z.object({ state, reason, madeAt: instant.nullable(), files: z.array(lettersFile) });
