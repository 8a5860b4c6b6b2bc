import { orderWords } from "@/lib/contacts/export-words";
import type { LineFilter, LineOrder } from "./schema";

const channels: Record<NonNullable<LineFilter["channel"]>, string> = {
  hard_copy: "Hard copy",
  email: "Email",
  phone: "Phone",
  none: "none",
};

/** Which lines a file holds and in which order, as people read it. */
export function exportWords(filter: LineFilter, by: { order: LineOrder; direction: "asc" | "desc" }): string {
  const is = (field: string, value: string) => `${field} is ${value === "" ? "empty" : value}`;
  const parts = [
    filter.search ? `found by “${filter.search}”` : null,
    filter.channel ? is("Channel", channels[filter.channel]) : null,
    filter.salespersonCode === null ? null : is("Salesperson", filter.salespersonCode),
    filter.countryRegionCode === null ? null : is("Country", filter.countryRegionCode),
    filter.type ? is("Type", filter.type === "company" ? "Company" : "Person") : null,
    filter.changed ? "changed on the line" : null,
    filter.withoutEmail ? "without an e-mail address" : null,
    orderWords(by),
  ];
  return parts.filter((part) => part !== null).join("; ");
}
