import { z } from "zod";
import { exportFormats, exportKinds, exportStates, keptFormats } from "@/lib/exports/schema";
import { groupNumbersSchema } from "@/lib/mailing-groups/schema";
import { count, day, instant, named, text } from "./common";

export const exportRow = z.object({
  exportId: z.int(),
  kind: z.enum(exportKinds),
  subjectKey: z.string(),
  title: z.string(),
  filterWords: z.string(),
  format: z.enum([...exportFormats, ...keptFormats]),
  columns: count,
  state: z.enum(exportStates).describe("`aborted`: the reader left before the last row."),
  rows: count,
  sha256: text,
  userName: z.string(),
  keptUntil: instant.nullable().describe("As long as the file can be downloaded, where it is kept at all."),
  startedAt: instant,
});

export const groupNumbers = groupNumbersSchema.describe("Goes back as `shown`.");
export const groupApplied = groupNumbersSchema.extend({ group: z.string(), applicationId: z.int().nullable() });
export const groupPutBack = z.object({ group: z.string(), removed: count, putBack: count, groupGone: z.boolean() });
export const applicationRow = z.object({
  applicationId: z.int(),
  group: z.string(),
  description: text,
  segmentNo: z.string(),
  replaced: z.boolean(),
  groupMade: z.boolean(),
  added: count,
  alreadyIn: count,
  removed: count,
  userName: z.string(),
  appliedAt: instant,
  undoneAt: instant.nullable(),
  undoneBy: text,
  latest: z.boolean().describe("Nothing was done to the group since, so that it may be taken back."),
});

const lines = z.array(z.string()).describe("Line by line, as it stands on an envelope.");
export const contactList = z.object({
  segmentNo: z.string(),
  description: text,
  date: day,
  total: count,
  parts: count,
  rows: z.array(
    z.object({
      contactNo: z.string(),
      type: z.enum(["company", "person"]),
      lines,
      phoneNo: text,
      email: text,
      currencyCode: text,
      salesperson: text,
      interactions: count,
      costLcy: z.number(),
      lineCostLcy: z.number(),
    }),
  ),
  totals: z.object({ interactions: count, costLcy: z.number(), lineCostLcy: z.number() }),
});
export const labels = z.object({
  segmentNo: z.string(),
  description: text,
  labels: count,
  blocked: count,
  withoutAddress: count,
  parts: count,
  rows: z.array(z.object({ contactNo: z.string(), lines })),
});
export const companyDetails = z.object({
  companyName: z.string(),
  address: text,
  address2: text,
  postCode: text,
  city: text,
  country: named,
  phoneNo: text,
  email: text,
  homePage: text,
  coverSheetTemplate: named,
  callTemplate: named,
});
export const coverSheets = z.object({
  segmentNo: z.string(),
  description: text,
  sheets: count,
  blocked: count,
  parts: count,
  rows: z.array(z.object({ contactNo: z.string(), lines, phoneNo: text, faxNo: text, email: text })),
  company: companyDetails,
});
