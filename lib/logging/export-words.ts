import type { z } from "zod";
import type { exportLogEntriesSchema, exportLoggedSegmentsSchema } from "./schema";

const is = (field: string, value: string | number | null): string | null =>
  value === null ? null : `${field} is ${value === "" ? "empty" : value}`;
const said = (parts: readonly (string | null)[]): string => parts.filter((part) => part !== null).join("; ");
const among = (search: string, canceled: "all" | "counted" | "canceled" | "deleted", from: string | null, to: string | null) => [
  search ? `found by “${search}”` : null,
  canceled === "all" ? null : `${canceled} only`,
  from === null ? null : `from ${from}`,
  to === null ? null : `to ${to}`,
];

/** Which entries a file holds and in which order, as people read it. */
export function logEntryWords(filter: Omit<z.output<typeof exportLogEntriesSchema>, "format" | "columns">): string {
  return said([
    ...among(filter.search, filter.canceled, filter.from, filter.to),
    is("Logged segment", filter.loggedSegmentEntryNo),
    is("Segment", filter.segmentNo),
    is("Campaign", filter.campaignNo),
    is("Salesperson", filter.salespersonCode),
    is("Template", filter.interactionTemplateCode),
    is("Contact", filter.contactNo),
    is("Group", filter.interactionGroupCode),
    is("Channel", filter.channel?.replace("_", " ") ?? null),
    is("Evaluation", filter.evaluation?.replace("_", " ") ?? null),
    filter.attemptFailed === null ? null : filter.attemptFailed ? "attempt failed" : "attempt did not fail",
    filter.commented ? "commented" : null,
    `by ${filter.sort === "date" ? "date" : "entry number"}${filter.direction === "desc" ? ", the newest first" : ""}`,
  ]);
}

const orders: Record<z.output<typeof exportLoggedSegmentsSchema>["sort"], string> = {
  entryNo: "entry number",
  loggedAt: "time of logging",
  segmentNo: "segment number",
  description: "description",
  interactions: "interactions",
  cost: "cost",
  user: "user",
};

/** Which logged segments a file holds and in which order, as people read it. */
export function loggedSegmentWords(filter: Omit<z.output<typeof exportLoggedSegmentsSchema>, "format" | "columns">): string {
  return said([
    ...among(filter.search, filter.canceled, filter.from, filter.to),
    is("Campaign", filter.campaignNo),
    `by ${orders[filter.sort]}${filter.direction === "desc" ? ", descending" : ""}`,
  ]);
}
