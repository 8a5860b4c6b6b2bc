/** What an address asks of an export beside its filter; a choice that makes no sense is refused by the operation's schema. */
export function exportChoiceOf(search: URLSearchParams): { format?: "csv" | "xlsx"; columns: string[] | null } {
  const columns = search.get("columns");
  return { ...(search.get("format") === "xlsx" ? { format: "xlsx" } : {}), columns: columns === null ? null : columns.split(",") };
}
