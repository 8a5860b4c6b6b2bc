import { z } from "zod";
import { deliveryReasons, deliveryStates, mailSecurities } from "@/lib/delivery/schema";
import { count, instant, text } from "./common";

export const deliveryRun = z.object({
  loggedSegmentEntryNo: z.int(),
  counts: z.object({ waiting: count, sending: count, delivered: count, failed: count, skipped: count, unknown: count }),
  total: count,
  sendAt: instant,
  pausedAt: instant.nullable(),
  pausedByName: text,
  heldAt: instant.nullable().describe("Since a backup was restored: an administrator lets it go on."),
  trouble: text.describe("What keeps everything from being sent; null when nothing does."),
  nextAt: instant.nullable().describe("When the next message goes out that waits."),
  userName: z.string(),
  jobId: text,
});

export const deliveryRow = z.object({
  entryNo: z.int(),
  contactNo: z.string(),
  contactName: z.string(),
  recipient: text,
  state: z.enum(deliveryStates),
  reason: z.enum(deliveryReasons).nullable(),
  answer: text.describe("What the mail server said."),
  attempts: count,
  dueAt: instant,
  changedAt: instant,
});

export const entryDelivery = deliveryRow.extend({
  loggedSegmentEntryNo: z.int(),
  deliveredAt: instant.nullable(),
  messageId: text,
  sent: z
    .object({
      sender: z.string(),
      recipient: z.string(),
      replyTo: text,
      subject: z.string(),
      html: text,
      text: z.string(),
      attachments: z.array(z.object({ position: count, fileName: z.string(), mediaType: z.string(), sizeBytes: count })),
    })
    .nullable()
    .describe("Exactly what was sent, or goes out; null as long as it was not written."),
});

export const held = z.object({ entryNo: z.int(), description: z.string(), messages: count });

export const mailSetup = z.object({
  host: z.string(),
  port: z.int(),
  security: z.enum(mailSecurities),
  userName: text,
  hasPassword: z.boolean(),
  fromName: text,
  fromAddress: z.string(),
  replyTo: text,
  ratePerMinute: z.int().nullable(),
  fromEnvironment: z.array(z.enum(["server", "sender"])).describe("What the environment decides."),
});
