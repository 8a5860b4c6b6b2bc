import { z } from "zod";
import { unreachableReasons } from "@/lib/consent/schema";
import { countedEchoes } from "@/lib/echoes/schema";
import { isReadable } from "./address-pattern";

export const deliveryStates = ["waiting", "sending", "delivered", "failed", "skipped", "unknown", "bounced"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Why somebody is not reached, or a message is not tried any more. */
export const deliveryReasons = [
  "no_address",
  "no_postal_address",
  "no_letter",
  "unreadable_letter",
  "privacy_blocked",
  "minor",
  ...unreachableReasons,
  "contact_gone",
  "merged",
  "canceled",
  "given_up",
  "refused",
  "tried_too_often",
] as const;
export type DeliveryReason = (typeof deliveryReasons)[number];

export const mailSecurities = ["starttls", "tls", "none"] as const;
export type MailSecurity = (typeof mailSecurities)[number];

const noControl = (typed: string) => typed.replace(/\p{Cc}+/gu, " ").trim();
const line = (most: number) => z.string().overwrite(noControl).max(most);
const optional = (most: number) =>
  line(most)
    .transform((typed) => typed || null)
    .nullable()
    .default(null);
const address = line(254).refine(isReadable, "This is no e-mail address. One looks like news@example.com.");

/** `password`: null leaves the one that is kept; "" takes it away. */
export const mailSetupSchema = z.object({
  host: line(255)
    .min(1, "Name the mail server, such as smtp.example.com.")
    .regex(/^[\p{L}\p{N}._:-]+$/u, "A server's name has letters, digits, dots and hyphens, such as smtp.example.com."),
  port: z.int("A port is a number, such as 587.").min(1, "A port is a number from 1 on.").max(65_535, "A port is at most 65535."),
  security: z.enum(mailSecurities).default("starttls"),
  userName: optional(254),
  password: z.string().max(1_000).nullable().default(null),
  fromName: optional(100),
  fromAddress: address,
  replyTo: z
    .union([z.literal("").transform(() => null), address])
    .nullable()
    .default(null),
  ratePerMinute: z.int().min(1).max(100_000).nullable().default(null),
});
export type ChangeMailSetup = z.input<typeof mailSetupSchema>;

const loggedSegmentSchema = z.int().min(1).max(2_147_483_647);
const entryNoSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
export const runSchema = z.object({ loggedSegmentEntryNo: loggedSegmentSchema });
/** Which messages of a logged segment to try again: those that failed, those that were not reached, or named ones. */
export const sendAgainSchema = z.object({
  loggedSegmentEntryNo: loggedSegmentSchema,
  which: z.union([z.literal("failed"), z.literal("skipped"), z.object({ entryNos: z.array(entryNoSchema).min(1).max(1_000) })]),
});
export type SendAgain = z.input<typeof sendAgainSchema>;
export const entryDeliverySchema = z.object({ entryNo: entryNoSchema });
/** What somebody found out about a message of which nobody knows whether it arrived. */
export const settleUnknownSchema = z.object({ entryNo: entryNoSchema, as: z.enum(["delivered", "again"]) });
export type SettleUnknown = z.input<typeof settleUnknownSchema>;
export const listDeliveriesSchema = z.object({
  loggedSegmentEntryNo: loggedSegmentSchema,
  state: z.enum(deliveryStates).nullable().default(null),
  /** Only those that people opened, or clicked a link of. */
  echo: z.enum(countedEchoes).nullable().default(null),
  after: z.int().min(1).nullable().default(null),
  limit: z.int().min(1).max(200).default(50),
});
/** "2026-03-16T18:30", in the workspace's time zone. */
export const sendAtSchema = z.iso
  .datetime({ local: true, precision: -1 })
  .refine((at) => !at.endsWith("Z"), "A day and a time, such as 2026-03-16T18:30.");

const countedSchema = z.boolean().nullable().default(null);
/** How the e-mails of a log go out: `at` null is at once; what is counted of them is as the set-up says where it is left open. */
export const sendingSchema = z.object({ at: sendAtSchema.nullable().default(null), countOpens: countedSchema, countClicks: countedSchema });
export type Sending = z.output<typeof sendingSchema>;
