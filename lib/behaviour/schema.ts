import { z } from "zod";
import { type PropertyKind, propertyKinds, propertyName } from "@/lib/filters/properties";

/** What one call of the API may hold, and what one row may. */
export const limits = { rows: 1_000, idLength: 100, properties: 30, textLength: 500, types: 500, names: 1_000, options: 50 } as const;

/** How far the clock of a sender may be ahead. */
export const clockSkewMs = 5 * 60_000;

const codeForm = /^[A-Za-z0-9][A-Za-z0-9_ -]{0,39}$/;
const codeHint = "letters, digits, spaces, - and _, at most 40";

/** The code of a type or of a source, in upper case: *visited* is VISITED. */
export const behaviourCodeSchema = z.string().trim().regex(codeForm, `Give ${codeHint}.`).toUpperCase();

/**
 * What is sent: `rows` as they come, each of which is taken or refused by itself. A row has an `id` of the sender's own, a `type`, `occurredAt` (ISO
 * with a zone; now when it is left out), `contactNo` or `email`, and `properties` by name: text, number, true or false.
 */
export const recordBehaviourSchema = z.object({
  source: behaviourCodeSchema,
  rows: z.array(z.unknown()).min(1, "Send at least one row.").max(limits.rows, `Send at most ${limits.rows} rows at once.`),
});

export const notAMoment = "occurredAt is no moment. Send for example 2026-03-16T09:30:00Z.";

/** One row, before its values are held against what its properties are. */
export const behaviourRowSchema = z.strictObject({
  id: z.string().trim().min(1, "id is empty.").max(limits.idLength, `id has more than ${limits.idLength} characters.`),
  type: behaviourCodeSchema,
  occurredAt: z.iso.datetime({ offset: true, error: notAMoment }).optional(),
  contactNo: z.string().trim().max(20, "contactNo has more than 20 characters.").nullish(),
  email: z.string().trim().toLowerCase().max(254, "email has more than 254 characters.").nullish(),
  properties: z
    .record(
      z.string().regex(propertyName, "A property is named by letters, digits and _, at most 40."),
      z.union([
        z.string().max(limits.textLength, `A text has at most ${limits.textLength} characters.`),
        z.number(),
        z.boolean(),
        z.null(),
      ]),
    )
    .refine((given) => Object.keys(given).length <= limits.properties, `A row has at most ${limits.properties} properties.`)
    .optional(),
});
export type GivenRow = z.output<typeof behaviourRowSchema>;

/** What a property holds. `options` are those of a choice. */
export type PropertyDefinition = { kind: PropertyKind; options: readonly string[] };

const days = z.int("Days are whole.").min(1, "Keep them for at least a day.").max(36_500, "That is more than a hundred years.");

/** Text as Postgres can keep it. */
const text = z.string().overwrite((typed) => typed.replaceAll("\0", "").toWellFormed());

/** A type as an administrator describes it. Properties are added and never taken away or changed in kind: rows hold them. */
export const saveBehaviourTypeSchema = z.object({
  code: behaviourCodeSchema,
  description: text.trim().min(1, "Give it a name.").max(100, "A name has at most 100 characters."),
  keepDays: days.nullable(),
  properties: z
    .array(
      z.object({
        name: z.string().trim().regex(propertyName, "Letters, digits and _, at most 40, beginning with a letter."),
        kind: z.enum(propertyKinds),
        options: z.array(text.trim().min(1).max(100)).max(limits.options, `A choice has at most ${limits.options} options.`).default([]),
      }),
    )
    .max(limits.properties, `A type has at most ${limits.properties} properties.`),
  isNew: z.boolean(),
});
export type SaveBehaviourType = z.input<typeof saveBehaviourTypeSchema>;

export const keepBehaviourSchema = z.object({ keepDays: days.nullable() });

export const kindWords: Record<PropertyKind, string> = {
  text: "Text",
  number: "Number",
  moment: "Date and time",
  flag: "Yes or no",
  choice: "Choice",
};
