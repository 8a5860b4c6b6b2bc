import type { TemplateRow } from "@/lib/templates/list-templates";
import type { WizardAction } from "@/lib/templates/schema";

export const channels = { hard_copy: "Hard Copy", email: "Email", phone: "Phone" } as const;
export const flows = { outbound: "Outbound", inbound: "Inbound" } as const;
export const initiators = { us: "Us", them: "Them" } as const;
export const wizardActionNames: Record<WizardAction, string> = { open: "Open", import: "Import", merge: "Merge" };

/** The channel a template goes out by. */
export function channelWords(channel: TemplateRow["correspondenceType"]): string {
  return channel === null ? "None" : channels[channel];
}

/** The direction of an interaction; blank where the template leaves it open. */
export function flowWords(flow: TemplateRow["informationFlow"]): string {
  return flow === null ? "" : flows[flow];
}
