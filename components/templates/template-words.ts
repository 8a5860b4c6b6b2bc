import type { TemplateRow } from "@/lib/templates/list-templates";

const channels = { hard_copy: "Hard Copy", email: "Email", phone: "Phone" } as const;
const flows = { outbound: "Outbound", inbound: "Inbound" } as const;

/** The channel a template goes out by. */
export function channelWords(channel: TemplateRow["correspondenceType"]): string {
  return channel === null ? "None" : channels[channel];
}

/** The direction of an interaction; blank where the template leaves it open. */
export function flowWords(flow: TemplateRow["informationFlow"]): string {
  return flow === null ? "" : flows[flow];
}
