import { z } from "zod";

/** What can be found, pinned and come back to. */
export const thingKinds = ["segment", "loggedSegment", "contact", "campaign", "template", "interactionLogEntry", "view"] as const;
export type ThingKind = (typeof thingKinds)[number];

/** Kinds that have a page of their own to open. */
export const visitedKinds = ["segment", "loggedSegment", "contact", "campaign", "template", "interactionLogEntry"] as const;
export const pinnedKinds = ["segment", "loggedSegment", "contact", "campaign", "view"] as const;
export type PinnedKind = (typeof pinnedKinds)[number];

/** The number or code that names a thing among those of its kind. */
const keySchema = z.string().trim().min(1).max(60);

export const visitSchema = z.object({ kind: z.enum(visitedKinds), key: keySchema });
export type Visit = z.output<typeof visitSchema>;

export const pinSchema = z.object({ kind: z.enum(pinnedKinds), key: keySchema });
export type PinKey = z.output<typeof pinSchema>;
export const setPinSchema = pinSchema.extend({ pinned: z.boolean() });
export type SetPin = z.input<typeof setPinSchema>;

/** How many things one person may pin, and how many of those opened last are kept. */
export const mostPins = 40;
export const visitsKept = 50;

/** The whole order, first to last; what it leaves out keeps its place behind. */
export const orderPinsSchema = z.object({ order: z.array(pinSchema).max(mostPins) });
export type OrderPins = z.input<typeof orderPinsSchema>;

/** Where a search looks: everywhere, among contacts, or by number only. */
export const findScopes = ["everything", "contacts", "numbers"] as const;
export const findThingsSchema = z.object({
  search: z.string().trim().max(200).default(""),
  scope: z.enum(findScopes).default("everything"),
});
export type FindThings = z.input<typeof findThingsSchema>;

export const thingSchema = z.object({
  kind: z.enum(thingKinds),
  key: z.string(),
  /** What it is called. */
  title: z.string(),
  /** The number that people know it by. */
  number: z.string(),
  /** What tells it from others of the same name: the company, the city, the status. */
  detail: z.string().nullable(),
  /** A state in the words of the code: draft, canceled, company … */
  state: z.string().nullable(),
  /** Lines of a segment, interactions of a logged one. */
  size: z.int().nullable(),
  /** The page. */
  href: z.string(),
});
export type Thing = z.output<typeof thingSchema>;

/** What a search found of one kind; `total` counts up to a bound, `orMore` beyond it. */
export type FoundThings = { kind: ThingKind; things: Thing[]; total: number; orMore: boolean };
export type ThingKey = Pick<Thing, "kind" | "key">;
