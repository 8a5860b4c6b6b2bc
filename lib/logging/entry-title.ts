import type { LogEntry } from "./types";

type Titled = Pick<LogEntry, "description" | "template" | "informationFlow" | "contactName" | "salesperson" | "userName">;

/** What stands over an entry: its template, from whom it came in, or by whom it went out. */
export function entryTitle({ description, template, informationFlow, contactName, salesperson, userName }: Titled): string {
  const words = template?.name ?? description;
  if (informationFlow === "inbound") return `${words} – from ${contactName}`;
  const by = salesperson?.name ?? userName;
  return informationFlow === "outbound" && by ? `${words} – by ${by}` : words;
}
