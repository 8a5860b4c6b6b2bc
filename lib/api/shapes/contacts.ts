import { z } from "zod";
import { contactTypes } from "@/lib/contacts/schema";
import { segmentStates } from "@/lib/segmentation/schema";
import { channel, count, day, evaluation, informationFlow, instant, named, text } from "./common";

export const contactRow = z.object({
  contactNo: z.string(),
  type: z.enum(contactTypes),
  name: z.string(),
  companyNo: text,
  companyName: text,
  city: text,
  postCode: text,
  countryRegionCode: text,
  email: text,
  phoneNo: text,
  salespersonCode: text,
  salespersonName: text,
  excluded: z.boolean(),
  blocked: z.boolean(),
});

export const contact = z.object({
  contactNo: z.string(),
  type: z.enum(contactTypes),
  name: z.string(),
  name2: text,
  firstName: text,
  middleName: text,
  surname: text,
  initials: text,
  jobTitle: text,
  companyNo: text,
  companyName: text,
  address: text,
  address2: text,
  postCode: text,
  city: text,
  county: text,
  countryRegion: named,
  phoneNo: text,
  mobilePhoneNo: text,
  extensionNo: text,
  faxNo: text,
  email: text,
  email2: text,
  homePage: text,
  correspondenceType: channel,
  language: named,
  currencyCode: text,
  vatRegistrationNo: text,
  registrationNo: text,
  territory: named,
  salesperson: named,
  salutation: named,
  organizationalLevel: named,
  excludeFromSegment: z.boolean(),
  privacyBlocked: z.boolean(),
  minor: z.boolean(),
  parentalConsentReceived: z.boolean(),
  externalId: text,
  businessRelationSummary: z.string(),
  lastModifiedAt: instant,
  groups: z.array(z.object({ kind: z.string(), code: z.string(), description: z.string(), detail: text, ofCompany: z.boolean() })),
  answers: z.array(z.object({ questionnaire: z.string(), question: z.string(), answers: z.array(z.string()) })),
  alternativeAddresses: z.array(
    z.object({
      code: z.string(),
      companyName: text,
      address: text,
      address2: text,
      postCode: text,
      city: text,
      countryRegionCode: text,
      ranges: z.array(z.object({ from: day, to: day.nullable() })),
      active: z.boolean(),
    }),
  ),
  numbers: z.object({
    interactions: count,
    costLcy: z.number(),
    durationMin: z.number(),
    lastInteraction: day.nullable(),
    lastAttempt: day.nullable(),
    facts: count,
    salesLcy: z.number(),
  }),
});

export const contactInteraction = z.object({
  entryNo: z.int(),
  date: day,
  description: z.string(),
  contactNo: z.string(),
  contactName: z.string(),
  informationFlow,
  costLcy: z.number(),
  salespersonName: text,
  template: text,
  correspondenceType: channel,
  evaluation,
  canceled: z.boolean(),
});

export const contactSegment = z.object({
  segmentNo: z.string(),
  description: text,
  state: z.enum(segmentStates),
  entryNo: z.int().nullable().describe("Of logged segments."),
  cameAt: z.int().nullable().describe("The step at which the contact came in last; null where the worksheet is gone."),
  steps: z.int().nullable(),
  lines: count,
});

const worksheet = z.object({ segmentNo: z.string(), description: text }).loose();
export const impact = z.object({
  contacts: count.describe("Goes back as `expected`."),
  persons: count,
  names: z.array(z.string()),
  personNames: z.array(z.string()),
  interactions: count.describe("Stay, with the names of the time."),
  salesFacts: count,
  segments: z.array(worksheet),
});
export const contactsDeleted = z.object({ contacts: count, persons: count });
export const contactsMerged = z.object({ merged: count });
