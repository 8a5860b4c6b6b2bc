import { z } from "zod";
import { type ColumnChoice, exportFormats } from "@/lib/exports/schema";
import { findField } from "@/lib/filters/catalogue";
import { type Filter, filterSchema, relationKeys } from "@/lib/filters/schema";
import { emptySections, type SectionKey, sectionsToFilter } from "@/lib/filters/sections";
import { addOptionsSchema, keepOptionsSchema } from "@/lib/segmentation/criteria-schema";
import { type Cursor, readCursor } from "../cursor";

/** What several requests ask with. */

const cursor = z
  .string()
  .max(1_000)
  .transform((written, context): Cursor => {
    const read = readCursor(written);
    if (read) return read;
    context.addIssue("This is no cursor of ours. Leave it out for the first page, and pass on what a page answered as next or previous.");
    return z.NEVER;
  })
  .describe("Where to go on: `next` or `previous` of a page. Left out for the first page.");

/** A list that is paged: `limit` rows at a time. */
export const paging = { cursor: cursor.optional(), limit: z.int().min(1).max(200).default(50) };
/** A list whose pages always hold 50 rows. */
export const numberedPaging = { cursor: cursor.optional() };

/** The keyset of a cursor over texts (contact numbers). */
export function positionOf(from: Cursor | undefined): { after: string | null; before: string | null } {
  return {
    after: from && "after" in from ? String(from.after) : null,
    before: from && "before" in from ? String(from.before) : null,
  };
}

/** The keyset of a cursor over entry numbers; one that names no number is the first page. */
export function entryPositionOf(from: Cursor | undefined): { after: number | null; before: number | null } {
  const number = (position: string | number | undefined) => (typeof position === "number" && position >= 1 ? position : null);
  return {
    after: number(from && "after" in from ? from.after : undefined),
    before: number(from && "before" in from ? from.before : undefined),
  };
}

/** The page by its number that a query asks for. */
export function pageAsked({ cursor: from, limit }: { cursor?: Cursor | undefined; limit: number }): { page: number; pageSize: number } {
  return { page: pageNumberOf(from), pageSize: limit };
}

export function pageNumberOf(from: Cursor | undefined): number {
  return from && "page" in from ? from.page : 1;
}

const expressionsSchema = z
  .strictObject({
    expressions: z
      .record(z.string().max(100), z.string().max(2_048))
      .describe("Filter expressions by field: `countryRegionCode`, or `mailingGroup.code` for a field of a relation."),
  })
  .transform(({ expressions }, context): Filter => {
    const state = emptySections();
    for (const [name, written] of Object.entries(expressions)) {
      const [section, field] = splitName(name);
      if (!findField(section === "contact" ? null : section, field))
        context.addIssue({ code: "custom", message: `There is no field “${name}” to filter by.`, path: ["expressions", name] });
      state[section].fields.push({ field, mode: "text", text: written });
    }
    return sectionsToFilter(state);
  });

function splitName(name: string): [SectionKey, string] {
  const [first = "", ...rest] = name.split(".");
  const relation = relationKeys.find((key) => key === first);
  return relation && rest.length > 0 ? [relation, rest.join(".")] : ["contact", name];
}

/**
 * A filter, either as the tree or as expressions by field. Fields of one relation must hold on the same row; everything given must hold.
 */
export const askedFilter = z.union([expressionsSchema, filterSchema]);

/** A criteria action before it is taken. */
export const askedCriteria = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("add"), filter: askedFilter, options: addOptionsSchema.prefault({}) }),
  z.strictObject({ kind: z.literal("reduce"), filter: askedFilter, options: keepOptionsSchema.prefault({}) }),
  z.strictObject({ kind: z.literal("refine"), filter: askedFilter, options: keepOptionsSchema.prefault({}) }),
]);

/** The same as JSON text behind a question mark. */
export const askedFilterText = z
  .string()
  .max(20_000)
  .transform((written, context): Filter => {
    const read = askedFilter.safeParse(parseJson(written));
    if (read.success) return read.data;
    for (const { message } of read.error.issues.slice(0, 3)) context.addIssue(message);
    return z.NEVER;
  })
  .describe('A filter as JSON: the tree, or `{"expressions": {"city": "Aar*"}}`.');

function parseJson(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

/** Beside a list's own choices: which file, and which of its columns. */
export function fileChoice(columns: readonly ColumnChoice[]) {
  const keys = columns.map(({ key }) => key);
  return {
    format: z.enum(exportFormats).default("csv"),
    columns: z
      .string()
      .max(10_000)
      .transform((written, context): string[] => {
        const chosen = written.split(",");
        const unknown = chosen.find((key) => !keys.includes(key));
        if (unknown === undefined && chosen.length <= keys.length) return chosen;
        context.addIssue(unknown === undefined ? "A column is named once." : `There is no column “${unknown}”.`);
        return z.NEVER;
      })
      .optional()
      .describe(`Some of the columns with commas between them, all unless given: ${keys.join(", ")}.`),
  };
}

/** Text that stands in an address. */
export const segmentNoInPath = z.strictObject({ segmentNo: z.string().min(1).max(20) });
/** A step of the stack; 0 is the empty start. */
export const stepNo = z.int().min(0).max(1_000_000);
export const entryNoInPath = z.strictObject({ entryNo: z.int().min(1).max(2_147_483_647) });
export const contactNoInPath = z.strictObject({ contactNo: z.string().min(1).max(40) });
