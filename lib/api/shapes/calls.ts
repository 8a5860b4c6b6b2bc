import { z } from "zod";
import { callPlaces, callRefusals, callResults } from "@/lib/calls/schema";
import { count, instant, text } from "./common";

export const callLogged = z.object({ entryNo: z.number().describe("The interaction log entry of the call.") });
export const callList = z.object({
  loggedSegmentEntryNo: z.int(),
  total: count,
  counts: z.object({ left: count, again: count, not_reached: count, reached: count, refused: count }),
  due: count.describe("Of those to be called again, whose time has come."),
  nextAgainAt: instant.nullable(),
  mine: z.number().nullable().describe("The entry of the call that the owner of the key has at the moment."),
});
export const callRow = z.object({
  entryNo: z.number(),
  contactNo: z.string(),
  contactName: z.string(),
  companyName: text,
  place: z.enum(callPlaces),
  refusal: z.enum(callRefusals).nullable().describe("Why the contact must not be called as things are now."),
  result: z.enum(callResults).nullable(),
  againAt: instant.nullable(),
  due: z.boolean(),
  attempts: count,
  calledAt: instant.nullable(),
  calledByName: text,
  claimedAt: instant.nullable(),
  claimedByName: text.describe("Who has it at the moment."),
  mine: z.boolean(),
});
