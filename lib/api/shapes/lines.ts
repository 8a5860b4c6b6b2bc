import { z } from "zod";
import { unreachableReasons } from "@/lib/consent/schema";
import { documentKinds } from "@/lib/documents/schema";
import { documentOrigins } from "@/lib/segmentation/line-documents";
import { lineFieldSchema } from "@/lib/segmentation/lines-schema";
import { channel, count, day, evaluation, informationFlow, initiator, text } from "./common";
import { stepTaken } from "./segments";

/** What can be changed on a line. */
const lineValues = z.object({
  description: text,
  date: day,
  timeOfInteraction: text,
  correspondenceType: channel,
  salespersonCode: text,
  interactionTemplateCode: text,
  languageCode: text,
  campaignNo: text,
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  informationFlow,
  initiatedBy: initiator,
  costLcy: z.number(),
  durationMin: z.int(),
  evaluation,
  attemptFailed: z.boolean(),
  altAddressCode: text,
  subject: text,
  documentId: z.int().nullable(),
  personalText: text,
});

export const line = lineValues.extend({
  contactNo: z.string(),
  layer: z.int().min(1).describe("1 for the contact's first line, 2 for its second …"),
  type: z.enum(["company", "person"]),
  name: z.string(),
  contactName: text,
  companyNo: text,
  companyName: text,
  jobTitle: text,
  address: text.describe("Of the alternative address, where the line has one."),
  address2: text,
  city: text,
  postCode: text,
  county: text,
  countryRegionCode: text,
  email: text,
  phoneNo: text,
  mobilePhoneNo: text,
  salespersonName: text,
  interactionGroupCode: text,
  document: z
    .object({
      documentId: z.int(),
      kind: z.enum(documentKinds),
      fileName: z.string(),
      origin: z.enum(documentOrigins).describe("Whose it is: the line's own, the segment's own for the language, or the template's."),
      fallback: z.boolean().describe("It is that of the default language, since there is none in the line's."),
    })
    .nullable(),
  changedHere: z.array(lineFieldSchema).describe("Fields whose value was changed on this line itself."),
  inherited: lineValues.nullable().describe("What its fields would show without the changes; null where nothing was changed."),
  excluded: z.boolean(),
  blocked: z.boolean(),
  unreachable: z
    .enum(unreachableReasons)
    .nullable()
    .describe("Why the contact may not be reached on the line’s channel; null when it may."),
  call: z
    .object({ entryNo: z.number(), done: z.boolean().describe("The contact was reached, so that the line is not logged again.") })
    .nullable()
    .describe("The phone call made from this line; null without one."),
  step: count.describe("The step since which the contact has so many lines."),
});

const some = z.object({ count, texts: z.array(z.string()) }).describe("The first 100; the count is whole.");
const someContacts = z.object({ count, contactNos: z.array(z.string()) });
export const linesAdded = z.object({
  taken: stepTaken.nullable(),
  asked: count,
  added: count,
  alreadyThere: count,
  alreadyThereNos: z.array(z.string()).describe("Their numbers, to give them another line."),
  notFound: some,
  ambiguous: some,
  refusedExcluded: someContacts,
  refusedBlocked: someContacts,
});
export const linesRemoved = z.object({ taken: stepTaken.nullable(), removed: count, notThere: count });
export const linesChanged = z.object({ changed: count, undoId: z.uuid().describe("Takes the change back, for a day.") });
export const duplicates = z.object({
  contact: count.describe("Lines that would go if each contact kept one."),
  email: count.describe("Lines that would go if each e-mail address kept one."),
});
