import { z } from "zod";
import { salutationTypes, wizardActions } from "@/lib/templates/schema";
import { channel, count, informationFlow, initiator, named, text } from "./common";
import { documentVersion } from "./documents";

export const templateRow = z.object({
  code: z.string(),
  description: z.string(),
  groupCode: z.string(),
  groupDescription: z.string(),
  unitCostLcy: z.number(),
  unitDurationMin: z.number(),
  correspondenceType: channel,
  ignoresContact: z.boolean(),
  informationFlow,
  languages: z.array(z.string()),
});

export const template = z.object({
  code: z.string(),
  description: z.string(),
  group: z.object({ code: z.string(), name: z.string() }),
  unitCostLcy: z.number(),
  unitDurationMin: z.number(),
  informationFlow,
  initiatedBy: initiator,
  correspondenceType: channel,
  ignoresContact: z.boolean(),
  language: named,
  campaign: named,
  purpose: z.object({ code: z.string(), name: z.string() }).describe("Decides whose consent is needed."),
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  wizardAction: z.enum(wizardActions).nullable(),
  version: count.describe("Goes back in If-Match as the ETag."),
  languages: z.array(
    z.object({
      code: z.string(),
      name: z.string(),
      description: text,
      subject: text,
      sendAsAttachment: z.boolean().describe("Whether a Word document goes by e-mail as a file."),
      document: documentVersion.nullable(),
      attachments: z.array(documentVersion).describe("The files that go with the document."),
    }),
  ),
});

export const group = z.object({
  code: z.string(),
  description: z.string(),
  version: count.describe("Goes back with a change."),
  templates: count,
  interactions: count,
  costLcy: z.number(),
  durationMin: z.number(),
});

export const formulas = z.object({
  formulas: z.array(
    z.object({
      salutationCode: z.string(),
      salutation: z.string(),
      languageCode: z.string().describe("Blank for any language that has none of its own."),
      language: text,
      salutationType: z.enum(salutationTypes),
      formula: z.string(),
      names: z.array(z.string()).describe("What %1, %2 … of the greeting stand for."),
    }),
  ),
  salutations: z.array(z.object({ code: z.string(), description: z.string(), contacts: count })),
});
