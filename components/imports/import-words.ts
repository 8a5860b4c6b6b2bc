import { countOf, formatNumber } from "@/components/ui/format";
import type { ImportRow } from "@/lib/contacts/import/queries";

/** A kind of import as people call it. */
export const kindWords = { contacts: "Contacts", sales_facts: "Sales facts", behaviour: "Behaviour" } as const;

/** What became of an import, in one line. */
export function outcomeWords({ state, created, updated, unchanged, refused, error, companiesCreated }: ImportRow): string {
  if (state === "failed" || state === "canceled") return error?.message ?? "It was stopped.";
  if (state === "waiting") return "Waiting for its turn.";
  if (state === "running") return "Running.";
  const parts = [
    `${formatNumber(created)} created`,
    updated > 0 ? `${formatNumber(updated)} updated` : null,
    unchanged > 0 ? `${formatNumber(unchanged)} unchanged` : null,
    `${formatNumber(refused)} refused`,
  ].filter((part) => part !== null);
  return `${parts.join(", ")}.${companiesCreated > 0 ? ` ${countOf(companiesCreated, "company", "companies")} made for people.` : ""}`;
}
