import { orderWords } from "@/lib/contacts/export-words";
import type { LineFilter, LineOrder, OtherField } from "./lines-schema";
import { reachWords } from "./reach-words";

const channels: Record<NonNullable<LineFilter["channel"]>, string> = {
  hard_copy: "Hard copy",
  email: "Email",
  phone: "Phone",
  none: "none",
};

const others: Record<OtherField, string> = { country: "Country", language: "Language", salesperson: "Salesperson", city: "City" };

/** Which lines a file holds and in which order, as people read it. */
export function exportWords(filter: LineFilter, by: { order: LineOrder; direction: "asc" | "desc" }): string {
  const is = (field: string, value: string) => `${field} is ${value === "" ? "empty" : value}`;
  const parts = [
    filter.search ? `found by “${filter.search}”` : null,
    filter.channel ? is("Channel", channels[filter.channel]) : null,
    filter.salespersonCode === null ? null : is("Salesperson", filter.salespersonCode),
    filter.countryRegionCode === null ? null : is("Country", filter.countryRegionCode),
    filter.type ? is("Type", filter.type === "company" ? "Company" : "Person") : null,
    filter.interactionTemplateCode === null ? null : is("Template", filter.interactionTemplateCode),
    filter.languageCode === null ? null : is("Language", filter.languageCode),
    filter.campaignNo === null ? null : is("Campaign", filter.campaignNo),
    filter.city === null ? null : is("City", filter.city),
    filter.reach ? is("Reachable", reachWords[filter.reach]) : null,
    filter.others
      ? `${others[filter.others]} is none of ${filter.than
          .split("\n")
          .map((value) => value || "empty")
          .join(", ")}`
      : null,
    filter.onSegment === null ? null : `on segment ${filter.onSegment} too`,
    filter.onLoggedSegment === null ? null : `on logged segment ${filter.onLoggedSegment}`,
    filter.changed ? "changed on the line" : null,
    filter.withoutEmail ? "without an e-mail address" : null,
    orderWords(by),
  ];
  return parts.filter((part) => part !== null).join("; ");
}
