import { z } from "zod";
import {
  correspondenceTypes,
  evaluations,
  type LineFilter,
  lineFieldSchema,
  lineFilterSchema,
  lineOrders,
} from "@/lib/segmentation/schema";

/**
 * Which lines of a worksheet are shown, as the address of the page says it: search, choices, sort, and the place to read from. A name
 * or value that makes no sense counts as not given, so that an old or mistyped address still opens.
 */
const onlyText = z.string().trim().max(200).optional().catch(undefined);
const cursor = z.string().max(4_000).optional().catch(undefined);
const flag = z.literal("1").optional().catch(undefined);
const addressSchema = z.object({
  search: onlyText,
  channel: z
    .enum([...correspondenceTypes, "none"])
    .optional()
    .catch(undefined),
  salesperson: z.string().max(30).optional().catch(undefined),
  country: z.string().max(30).optional().catch(undefined),
  type: z.enum(["company", "person"]).optional().catch(undefined),
  template: z.string().max(30).optional().catch(undefined),
  language: z.string().max(30).optional().catch(undefined),
  campaign: z.string().max(30).optional().catch(undefined),
  evaluation: z
    .enum([...evaluations, "none"])
    .optional()
    .catch(undefined),
  changed: flag,
  field: lineFieldSchema.optional().catch(undefined),
  withoutEmail: flag,
  columns: z.string().max(500).optional().catch(undefined),
  sort: z.enum(lineOrders).optional().catch(undefined),
  direction: z.enum(["asc", "desc"]).optional().catch(undefined),
  after: cursor,
  before: cursor,
  at: onlyText,
  last: flag,
  step: z.coerce.number().int().min(0).optional().catch(undefined),
  line: z.string().max(48).optional().catch(undefined),
});
export type LinesAddress = z.output<typeof addressSchema>;

type RawSearch = Record<string, string | string[] | undefined>;

/** Reads the parameters of the address; of a repeated one the first counts. */
export function parseLinesAddress(search: RawSearch): LinesAddress {
  return addressSchema.parse(
    Object.fromEntries(Object.entries(search).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value])),
  );
}

/** The search and choices, as the query and the operations take them. */
export function lineFilterOf(address: LinesAddress): LineFilter {
  return lineFilterSchema.parse({
    search: address.search ?? "",
    channel: address.channel ?? null,
    salespersonCode: address.salesperson ?? null,
    countryRegionCode: address.country ?? null,
    type: address.type ?? null,
    interactionTemplateCode: address.template ?? null,
    languageCode: address.language ?? null,
    campaignNo: address.campaign ?? null,
    evaluation: address.evaluation ?? null,
    changedField: address.field ?? null,
    changed: address.changed !== undefined,
    withoutEmail: address.withoutEmail !== undefined,
  });
}

/** Whether anything narrows the lines. */
export function isNarrowed(filter: LineFilter): boolean {
  return (
    filter.search !== "" ||
    filter.channel !== null ||
    filter.salespersonCode !== null ||
    filter.countryRegionCode !== null ||
    filter.type !== null ||
    filter.interactionTemplateCode !== null ||
    filter.languageCode !== null ||
    filter.campaignNo !== null ||
    filter.evaluation !== null ||
    filter.changedField !== null ||
    filter.changed ||
    filter.withoutEmail
  );
}

/** Parameters that say where in the lines one is; a new search, choice or sort starts at the top. */
export const placeParams = ["after", "before", "at", "last"] as const;

/**
 * The address with some parameters set or (null) taken away. What changes the order or the choice of lines also drops the place and the open line.
 *
 * @param path the page without parameters
 */
export function linesHref(
  path: string,
  address: LinesAddress,
  changes: { [Name in keyof LinesAddress]?: LinesAddress[Name] | null },
): string {
  const keepsPlace = Object.keys(changes).every((name) => name === "line" || name === "columns");
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...address, ...changes })) {
    const isPlace = name === "line" || placeParams.some((place) => place === name);
    if (value === undefined || value === null || (isPlace && !keepsPlace && !(name in changes))) continue;
    params.set(name, String(value));
  }
  return params.size > 0 ? `${path}?${params}` : path;
}
