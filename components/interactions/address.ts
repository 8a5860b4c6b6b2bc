import { z } from "zod";
import { viewParams } from "@/components/habits/view-address";
import { firstOf, type RawSearch } from "@/components/ui/search-params";
import { deliveryStates } from "@/lib/delivery/schema";
import { countedEchoes } from "@/lib/echoes/schema";
import { letterStates } from "@/lib/letters/schema";
import { canceledFilters, logEntryOrders, loggedSegmentOrders, loggedSegmentStates } from "@/lib/logging/schema";
import { correspondenceTypes, evaluations } from "@/lib/segmentation/schema";

/** What stands in the addresses of the lists of this room. What makes no sense counts as not given, so that an old or mistyped address still opens. */

const text = z.string().trim().max(200).default("").catch("");
const code = z.string().trim().max(30).nullable().default(null).catch(null);
const day = z.iso.date().nullable().default(null).catch(null);
const entryNo = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullable().default(null).catch(null);
const yesNo = z.enum(["yes", "no"]).nullable().default(null).catch(null);
const flag = z.literal("1").nullable().default(null).catch(null);
const direction = z.enum(["asc", "desc"]).default("desc").catch("desc");

const entriesSchema = z.object({
  search: text,
  canceled: z.enum(canceledFilters).default("all").catch("all"),
  /** The entry number of a logged segment. */
  segment: z.coerce.number().int().min(1).max(2_147_483_647).nullable().default(null).catch(null),
  campaign: code,
  salesperson: code,
  template: code,
  group: code,
  contact: z.string().trim().max(40).nullable().default(null).catch(null),
  channel: z
    .enum([...correspondenceTypes, "none"])
    .nullable()
    .default(null)
    .catch(null),
  evaluation: z
    .enum([...evaluations, "none", "any"])
    .nullable()
    .default(null)
    .catch(null),
  failed: yesNo,
  commented: yesNo,
  from: day,
  to: day,
  sort: z.enum(logEntryOrders).default("entryNo").catch("entryNo"),
  direction,
  after: entryNo,
  before: entryNo,
  last: flag,
  ...viewParams,
});
export type EntriesAddress = z.output<typeof entriesSchema>;

/** Reads the address of a list of interaction log entries. */
export function parseEntriesAddress(search: RawSearch): EntriesAddress {
  return entriesSchema.parse(firstOf(search));
}

/** The address with some of it changed; every change but of the place begins at the first page. */
export function entriesHref(
  path: string,
  address: EntriesAddress,
  changes: Partial<EntriesAddress>,
  fixed: Record<string, string> = {},
): string {
  const next = { ...address, after: null, before: null, last: null, ...changes };
  return withParams(path, { ...fixed, ...next }, { search: "", canceled: "all", sort: "entryNo", direction: "desc" });
}

/** Whether anything narrows the list. */
export function isNarrowed(address: EntriesAddress): boolean {
  const { search, canceled, sort: _, direction: __, after: ___, before: ____, last: _____, ...filters } = address;
  return search !== "" || canceled !== "all" || Object.values(filters).some((value) => value !== null);
}

const loggedSchema = z.object({
  search: text,
  canceled: z.enum(loggedSegmentStates).default("all").catch("all"),
  campaign: code,
  sort: z.enum(loggedSegmentOrders).default("entryNo").catch("entryNo"),
  direction,
  page: z.coerce.number().int().min(1).max(1_000_000).default(1).catch(1),
  ...viewParams,
});
export type LoggedSegmentsAddress = z.output<typeof loggedSchema>;

/** Reads the address of the list of logged segments. */
export function parseLoggedSegmentsAddress(search: RawSearch): LoggedSegmentsAddress {
  return loggedSchema.parse(firstOf(search));
}

/** The address of the list of logged segments with some of it changed. */
export function loggedSegmentsHref(address: LoggedSegmentsAddress, changes: Partial<LoggedSegmentsAddress>): string {
  const next = { ...address, ...("page" in changes ? {} : { page: 1 }), ...changes };
  return withParams("/logged-segments", next, { search: "", canceled: "all", sort: "entryNo", direction: "desc", page: 1 });
}

const placeSchema = z.object({
  after: z.string().max(40).nullable().default(null).catch(null),
  before: z.string().max(40).nullable().default(null).catch(null),
  last: flag,
});
export type PlaceAddress = z.output<typeof placeSchema>;

/** Reads where a list of contacts stands. */
export function parsePlace(search: RawSearch): PlaceAddress {
  return placeSchema.parse(firstOf(search));
}

/** The address of a list of contacts at another place, with parameters that stay. */
export function placeHref(path: string, place: Partial<PlaceAddress>, fixed: Record<string, string> = {}): string {
  return withParams(path, { ...fixed, ...place }, {});
}

const deliverySchema = z.object({
  state: z.enum(deliveryStates).nullable().default(null).catch(null),
  echo: z.enum(countedEchoes).nullable().default(null).catch(null),
  after: entryNo,
});

/** Which e-mails of a logged segment the address asks for, and after which entry. */
export function parseDeliveryAddress(search: RawSearch): z.output<typeof deliverySchema> {
  return deliverySchema.parse(firstOf(search));
}

const lettersSchema = z.object({ state: z.enum(letterStates).nullable().default(null).catch(null), after: entryNo });

/** Which letters of a logged segment the address asks for, and after which entry. */
export function parseLettersAddress(search: RawSearch): z.output<typeof lettersSchema> {
  return lettersSchema.parse(firstOf(search));
}

export const loggedTabs = ["entries", "delivery", "letters", "members", "numbers", "criteria", "campaign"] as const;
const tabSchema = z.object({ tab: z.enum(loggedTabs).default("entries").catch("entries") });

/** Which part of a logged segment the address asks for. */
export function parseLoggedTab(search: RawSearch): (typeof loggedTabs)[number] {
  return tabSchema.parse(firstOf(search)).tab;
}

/** Leaves out what is nothing or as it is anyway. */
function withParams(path: string, values: Record<string, string | number | null>, usual: Record<string, string | number>): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) if (value !== null && value !== usual[name]) params.set(name, String(value));
  return params.size > 0 ? `${path}?${params}` : path;
}
