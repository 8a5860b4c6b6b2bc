import { z } from "zod";

/** What can come back of a message. `put_off`: a server that has it tries on. */
export const echoKinds = ["opened", "clicked", "put_off", "bounced", "complained"] as const;
export type EchoKind = (typeof echoKinds)[number];

/** What people do with a message, where it is counted. */
export const countedEchoes = ["opened", "clicked"] as const;
export type CountedEcho = (typeof countedEchoes)[number];

/** Text as Postgres can keep it, on one line. */
const oneLine = z.string().overwrite((given) =>
  given
    .toWellFormed()
    .replace(/[\s\p{Cc}]+/gu, " ")
    .trim(),
);

/** The part before the @ has 64 characters at most (RFC 5321), of which what tells the messages apart takes 53. */
const longestMailboxName = 11;
const bounceAddressSchema = oneLine
  .max(254)
  .regex(
    /^[A-Za-z0-9_.-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/,
    "This is no address that bounces can go to. One looks like bounces@example.com.",
  )
  .refine((address) => address.indexOf("@") <= longestMailboxName, `The part before the @ has ${longestMailboxName} characters at most.`);

export const echoSetupSchema = z.object({
  countOpens: z.boolean(),
  countClicks: z.boolean(),
  /** How long opens and clicks are kept; null is as long as their messages. */
  keepDays: z.int("Days are a number.").min(1, "A day is the least.").max(3_650, "3,650 days are the most.").nullable(),
  bounceAddress: z
    .union([z.literal("").transform(() => null), bounceAddressSchema])
    .nullable()
    .default(null),
});
export type ChangeEchoSetup = z.input<typeof echoSetupSchema>;

/** A status of RFC 3463, as 5.1.1. */
const statusSchema = z.string().regex(/^[245]\.\d{1,3}\.\d{1,3}$/);

/**
 * One report about one message, which is named by its Message-ID or by the address that its bounces go to. `hard`: it did not arrive; `soft`: it
 * is still tried; `complaint`: the recipient called it spam.
 */
export const bounceReportSchema = z
  .object({
    kind: z.enum(["hard", "soft", "complaint"]),
    messageId: oneLine.max(998).nullable().default(null),
    returnPath: oneLine.max(320).nullable().default(null),
    /** The address it is about, where the report names one. */
    recipient: oneLine.max(320).nullable().default(null),
    status: statusSchema.nullable().default(null).catch(null),
    /** What the server said. */
    answer: oneLine
      .overwrite((words) => words.slice(0, 500))
      .nullable()
      .default(null),
  })
  .refine(({ messageId, returnPath }) => messageId !== null || returnPath !== null, "Name the message: messageId or returnPath.");
export type BounceReport = z.output<typeof bounceReportSchema>;

/** What is sent to us at once. */
export const bounceReportsSchema = z.object({ bounces: z.array(bounceReportSchema).min(1).max(1_000) });
