import { z } from "zod";
import type { FieldChange } from "./schema";

const recordSchema = z.record(z.string(), z.unknown());

/** What fields are called where they are not called as in the code. */
const fieldWords: Record<string, string> = {
  salespersonCode: "Salesperson",
  campaignNo: "Campaign",
  campaignTarget: "Campaign target",
  campaignResponse: "Campaign response",
  interactionTemplateCode: "Interaction template",
  interactionGroupCode: "Interaction group",
  languageCode: "Language",
  correspondenceType: "Channel",
  ignoreContactCorresType: "Ignore the contact's channel",
  wizardAction: "Wizard action",
  documentId: "Document (version)",
  unitCostLcy: "Unit cost",
  unitDurationMin: "Unit duration (min)",
  suppression: "Suppression segments",
  email: "E-mail",
  workDate: "Work date",
};

/** What acts tell beside `before` and `after` that are no fields of the record. */
const recordsMade = new Set(["segment.create", "user.add"]);

/**
 * The fields that an act changed, with what was there before. What an act made has its fields as they began.
 *
 * @param detail as recorded: `{ before, after }`, or the fields themselves of what was made
 */
export function changesOf(operation: string, detail: Record<string, unknown>): { changes: FieldChange[]; made: boolean } {
  const before = recordSchema.safeParse(detail.before);
  const after = recordSchema.safeParse(detail.after);
  if (before.success && after.success) {
    const names = [...new Set([...Object.keys(before.data), ...Object.keys(after.data)])];
    const changes = names.map((name) => ({
      field: fieldInWords(name),
      before: valueInWords(before.data[name]),
      after: valueInWords(after.data[name]),
    }));
    return { changes: byField(changes.filter((change) => change.before !== change.after)), made: false };
  }
  if (!recordsMade.has(operation)) return { changes: [], made: false };
  const changes = Object.entries(detail).map(([name, value]) => ({ field: fieldInWords(name), before: null, after: valueInWords(value) }));
  return { changes: byField(changes.filter(({ after }) => after !== null)), made: true };
}

/** The database keeps no order of fields. */
function byField(changes: FieldChange[]): FieldChange[] {
  return changes.toSorted((left, right) => left.field.localeCompare(right.field, "en"));
}

function fieldInWords(name: string): string {
  const words = fieldWords[name] ?? name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`).trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function valueInWords(value: unknown): string | null {
  if (value === null || value === undefined || value === "") return null;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return /^[a-z]+(_[a-z]+)+$/.test(value) ? value.replaceAll("_", " ") : value;
  if (Array.isArray(value) && value.every((one) => typeof one === "string")) return value.join(", ") || null;
  return typeof value === "number" ? String(value) : JSON.stringify(value);
}
