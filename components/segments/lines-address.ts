import { z } from "zod";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { type LineFilter, lineFieldSchema, lineFilterSchema, lineOrders, otherFields, reaches } from "@/lib/segmentation/lines-schema";
import { correspondenceTypes, evaluations } from "@/lib/segmentation/schema";

/**
 * Which lines of a worksheet are shown, as the address of the page says it: search, choices, sort, and the place to read from. A name
 * or value that makes no sense counts as not given, so that an old or mistyped address still opens.
 */
const onlyText = z.string().trim().max(200).optional().catch(undefined);
const cursor = z.string().max(4_000).optional().catch(undefined);
const flag = z.literal("1").optional().catch(undefined);
const loggedEntryNo = z.coerce.number().int().min(1).max(2_147_483_647).optional().catch(undefined);
/** The segment or logged segment that the numbers are compared with. */
const comparedWith = { withSegment: z.string().max(20).optional().catch(undefined), withLogged: loggedEntryNo };
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
  city: z.string().max(200).optional().catch(undefined),
  reach: z.enum(reaches).optional().catch(undefined),
  others: z.enum(otherFields).optional().catch(undefined),
  than: z.string().max(4_000).optional().catch(undefined),
  onSegment: z.string().max(20).optional().catch(undefined),
  onLogged: loggedEntryNo,
  columns: z.string().max(500).optional().catch(undefined),
  sort: z.enum(lineOrders).optional().catch(undefined),
  direction: z.enum(["asc", "desc"]).optional().catch(undefined),
  after: cursor,
  before: cursor,
  at: onlyText,
  last: flag,
  step: z.coerce.number().int().min(0).optional().catch(undefined),
  line: z.string().max(48).optional().catch(undefined),
  /** What the page shows; the lines unless given. On wide screens the criteria stand beside both. */
  show: z.enum(["criteria", "numbers"]).optional().catch(undefined),
  ...comparedWith,
});
export type LinesAddress = z.output<typeof addressSchema>;

/** Reads the parameters of the address; of a repeated one the first counts. */
export function parseLinesAddress(search: RawSearch): LinesAddress {
  return addressSchema.parse(firstOf(search));
}

/** The segment or logged segment that an address compares with. */
export type Compared = z.output<typeof comparedSchema>;
const comparedSchema = z.object(comparedWith);

/** Reads it from the address of any page that shows numbers. */
export function parseCompared(search: RawSearch): Compared {
  return comparedSchema.parse(firstOf(search));
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
    city: address.city ?? null,
    reach: address.reach ?? null,
    others: address.others ?? null,
    than: address.others === undefined ? "" : address.than,
    onSegment: address.onSegment ?? null,
    onLoggedSegment: address.onLogged ?? null,
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
    filter.withoutEmail ||
    filter.city !== null ||
    filter.reach !== null ||
    filter.others !== null ||
    filter.onSegment !== null ||
    filter.onLoggedSegment !== null
  );
}

/** Parameters that say where in the lines one is; a new search, choice or sort starts at the top. */
export const placeParams = ["after", "before", "at", "last"] as const;

/** Parameters that leave the lines and their order as they are. */
const sameLines = new Set(["line", "columns", "show", "withSegment", "withLogged"]);

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
  const keepsPlace = Object.keys(changes).every((name) => sameLines.has(name));
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...address, ...changes })) {
    const isPlace = name === "line" || placeParams.some((place) => place === name);
    if (value === undefined || value === null || (isPlace && !keepsPlace && !(name in changes))) continue;
    params.set(name, String(value));
  }
  return params.size > 0 ? `${path}?${params}` : path;
}

/** The file of exactly the lines that are shown, on all pages. */
export function linesExportHref(segmentNo: string, address: LinesAddress, page: { step: number; currentStep: number }): string {
  const { after: _after, before: _before, at: _at, last: _last, line: _line, columns: _columns, show: _show, ...shown } = address;
  return linesHref(
    `/api/segments/${encodeURIComponent(segmentNo)}/export`,
    shown,
    page.step === page.currentStep ? {} : { step: page.step },
  );
}
