import { z } from "zod";

/** The ways to reach somebody, as `correspondence_type` names them. */
export const channels = ["email", "hard_copy", "phone"] as const;
export type Channel = (typeof channels)[number];

/** Why somebody may not be reached on a channel for a purpose, the one that weighs most first. */
export const unreachableReasons = [
  "do_not_contact",
  "opted_out",
  "address_suppressed",
  "no_consent",
  "address_bounced",
  "suppressed",
] as const;
export type UnreachableReason = (typeof unreachableReasons)[number];

/** The purpose of an interaction whose template is not known: what nobody gave a purpose is marketing. */
export const defaultPurpose = "NEWS";

/** Where a person can have heard it. */
export const heardFrom = ["by_hand", "form", "phone", "email", "letter", "import"] as const;
export const consentSources = [...heardFrom, "unsubscribe_link", "complaint"] as const;
export type ConsentSource = (typeof consentSources)[number];

/** Text as Postgres can keep it, in a column or in JSON. */
const text = z.string().overwrite((typed) => typed.replaceAll("\0", "").toWellFormed());

/** Whose members are never reached, as a record names them: `segment:SM00001`, a worksheet or a live segment, or `loggedSegment:12`. */
export const suppressionSchema = z
  .array(text.trim().regex(/^(segment:.{1,20}|loggedSegment:[1-9]\d{0,8})$/, "Choose a segment from the list."))
  .max(20, "20 suppression segments are the most.")
  .transform((chosen) => [...new Set(chosen)]);

export const purposeCodeSchema = text
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9_-]{0,19}$/, "A code has up to 20 letters, digits, hyphens or underscores, such as NEWS.");
const contactNoSchema = text.trim().min(1).max(40);
const channelsSchema = z
  .array(z.enum(channels))
  .min(1, "Choose a channel at least.")
  .transform((chosen) => [...new Set(chosen)]);

const heard = {
  channels: channelsSchema,
  source: z.enum(heardFrom),
  /** The exact words that were agreed to, or said. */
  wording: text
    .trim()
    .max(2_000, "The wording has 2,000 characters at most.")
    .transform((words) => words || null)
    .nullable()
    .default(null),
};

/** What was heard: about one purpose, or about a channel altogether, which wins over every purpose. */
export const heardSchema = z
  .discriminatedUnion("said", [
    z.object({ said: z.enum(["given", "withdrawn"]), purposeCode: purposeCodeSchema, ...heard }),
    z.object({ said: z.enum(["do_not_contact", "contact_again"]), ...heard }),
  ])
  .refine(({ said, wording }) => said !== "given" || wording !== null, {
    path: ["wording"],
    message: "Write down the words that were agreed to: they are the proof of the consent.",
  });
export type Heard = z.input<typeof heardSchema>;

export const recordConsentSchema = z.object({
  contactNos: z.array(contactNoSchema).min(1, "Select a contact at least.").max(1_000, "1,000 contacts at once are the most."),
  heard: heardSchema,
});
export type RecordConsent = z.input<typeof recordConsentSchema>;

export const findConsentSchema = z.object({ contactNo: contactNoSchema });

/** The languages of the page that recipients see. */
export const recipientLanguages = ["en", "de", "da", "fr"] as const;
export type RecipientLanguage = (typeof recipientLanguages)[number];

/** What recipients read instead of the name, by language. */
export const purposeNamesSchema = z.partialRecord(z.enum(["de", "da", "fr"]), text.trim().min(1).max(100));

export const savePurposeSchema = z.object({
  code: purposeCodeSchema,
  name: text.trim().min(1, "A purpose needs a name.").max(100, "A name has 100 characters at most."),
  names: purposeNamesSchema.default({}),
  /** Channels on which it needs consent first; on the others people are reached until they refuse. */
  needsConsent: z.array(z.enum(channels)).transform((chosen) => channels.filter((channel) => chosen.includes(channel))),
  /** Refuses a code that is taken. */
  isNew: z.boolean().default(false),
});
export type SavePurpose = z.input<typeof savePurposeSchema>;
