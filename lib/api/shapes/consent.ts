import { z } from "zod";
import { channels, consentSources, unreachableReasons } from "@/lib/consent/schema";
import { count, instant, text } from "./common";

const purposeNamed = z.object({ code: z.string(), name: z.string() });
const channel = z.enum(channels);

export const consent = z.object({
  contactNo: z.string(),
  states: z
    .array(
      z.object({
        purpose: purposeNamed,
        channel,
        said: z.enum(["given", "withdrawn"]).nullable().describe("What was said last; null when nothing was."),
        needsConsent: z.boolean(),
        unreachable: z.enum(unreachableReasons).nullable().describe("Null: may be reached."),
      }),
    )
    .describe("One for each purpose and channel."),
  doNotContact: z.array(channel).describe("Channels that must not be used, whatever was agreed."),
  bounced: z.array(z.object({ email: z.string(), status: text, at: instant })).describe("Addresses to which e-mails came back."),
  events: z
    .array(
      z.object({
        eventNo: z.int(),
        channel,
        purpose: purposeNamed.nullable().describe("Null: the channel altogether."),
        allowed: z.boolean(),
        source: z.enum(consentSources),
        wording: text,
        by: text,
        at: instant,
      }),
    )
    .describe("What was said, the newest first, 100 at most."),
  total: count.describe("Events there are."),
});

export const purpose = z.object({
  code: z.string(),
  name: z.string(),
  names: z.record(z.string(), z.string()).describe("What recipients read, by language."),
  needsConsent: z.array(channel).describe("Channels on which consent is needed first."),
  templates: count,
  given: count,
  withdrawn: count,
});
