import { z } from "zod";

/** The kinds of records that the audit trail speaks of. */
export const subjectKinds = [
  "segment",
  "loggedSegment",
  "interactionLogEntry",
  "contact",
  "campaign",
  "schedule",
  "import",
  "view",
  "queryTemplate",
  "user",
  "company",
] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** What a kind of record is called. */
export const kindWords: Record<SubjectKind, string> = {
  segment: "Segment",
  loggedSegment: "Logged segment",
  interactionLogEntry: "Interaction log entry",
  contact: "Contact",
  campaign: "Campaign",
  schedule: "Schedule",
  import: "Import",
  view: "View",
  queryTemplate: "Query template",
  user: "User",
  company: "Company",
};

/** The kinds whose pages show their history. */
export const recordKinds = ["segment", "loggedSegment", "contact", "campaign"] as const;
export type RecordKind = (typeof recordKinds)[number];

/** Where a page begins: the last entry of the page before, as time and number. */
const cursorSchema = z
  .string()
  .regex(/^\d{1,17}\.\d{1,18}$/)
  .nullable()
  .default(null);
const pageSchema = z.object({ after: cursorSchema, limit: z.int().min(1).max(200).default(50) });

export const recordHistorySchema = pageSchema.extend({ kind: z.enum(recordKinds), key: z.string().trim().min(1).max(60) });
export const auditTrailSchema = pageSchema.extend({
  userId: z.string().max(100).nullable().default(null),
  kind: z.enum(subjectKinds).nullable().default(null),
  /** The number of a record. */
  key: z.string().trim().max(60).nullable().default(null),
  /** Days of the workspace, both included. */
  from: z.iso.date().nullable().default(null),
  to: z.iso.date().nullable().default(null),
});

/** One field that was changed; null where it was or is empty. A record that was made has no `before`. */
export type FieldChange = { field: string; before: string | null; after: string | null };

export type HistoryEntry = {
  id: string;
  at: Date;
  userName: string;
  /** What was done, as a sentence without its subject. */
  what: string;
  /** Who was picked by a step, in plain words. */
  words: string | null;
  changes: FieldChange[];
  /** Whether something was there before: else only *after* is told. */
  made: boolean;
  /** The record; `href` is null when it is gone or has no page. */
  subject: { kind: string; key: string; label: string; href: string | null };
};

/** `next` leads on; null at the end. */
export type HistoryPage = { entries: HistoryEntry[]; next: string | null };
export type CountedHistory = HistoryPage & { total: number; orMore: boolean; people: { id: string; name: string }[] };
