import { formatDay, formatDuration, formatMoney } from "@/components/ui/format";
import type { Option } from "@/components/ui/option";
import type { LookupKind } from "@/lib/filters/field-kinds";
import type { LineValueChanges } from "@/lib/segmentation/line-changes-schema";
import type { LineValues, SegmentLineRow } from "@/lib/segmentation/line-types";
import { type LineField, lineFields } from "@/lib/segmentation/lines-schema";
import { correspondenceTypes, evaluations, informationFlows, initiators } from "@/lib/segmentation/schema";
import { channelNames, evaluationNames, flowNames, initiatorNames } from "./channel-words";

/** How a field of a line is typed or chosen. */
export type LineFieldKind =
  | { kind: "text" | "paragraphs" | "document" | "date" | "time" | "money" | "minutes" | "flag" | "address" }
  | { kind: "choice"; options: readonly Option[] }
  | { kind: "code"; lookup: LookupKind };

const choice = <Value extends string>(values: readonly Value[], names: Record<Value, string>): LineFieldKind => ({
  kind: "choice",
  options: values.map((value) => ({ value, label: names[value] })),
});

/** What each field of a line is called, and how it is changed. */
export const lineFieldWords: Record<LineField, { label: string } & LineFieldKind> = {
  description: { label: "Description", kind: "text" },
  date: { label: "Date", kind: "date" },
  timeOfInteraction: { label: "Time", kind: "time" },
  correspondenceType: { label: "Channel", ...choice(correspondenceTypes, channelNames) },
  salespersonCode: { label: "Salesperson", kind: "code", lookup: "salesperson" },
  interactionTemplateCode: { label: "Template", kind: "code", lookup: "template" },
  languageCode: { label: "Language", kind: "code", lookup: "language" },
  campaignNo: { label: "Campaign", kind: "code", lookup: "campaign" },
  campaignTarget: { label: "Campaign target", kind: "flag" },
  campaignResponse: { label: "Campaign response", kind: "flag" },
  informationFlow: { label: "Information flow", ...choice(informationFlows, flowNames) },
  initiatedBy: { label: "Initiated by", ...choice(initiators, initiatorNames) },
  costLcy: { label: "Cost", kind: "money" },
  durationMin: { label: "Duration", kind: "minutes" },
  evaluation: { label: "Evaluation", ...choice(evaluations, evaluationNames) },
  attemptFailed: { label: "Attempt failed", kind: "flag" },
  altAddressCode: { label: "Alternative address", kind: "address" },
  subject: { label: "Subject", kind: "text" },
  documentId: { label: "Document", kind: "document" },
  personalText: { label: "Personal text", kind: "paragraphs" },
};

/** The fields that are typed or chosen; a document is uploaded or written elsewhere. */
export const typedLineFields = lineFields.filter((field) => lineFieldWords[field].kind !== "document");

/** A value of a line as its control answers it; null where it was emptied. */
export type LineValue = string | number | boolean | null;

/** Values as a request says them. They are checked by the schema of the operation, whatever the controls answered. */
export const settingOf = (values: readonly [LineField, LineValue][]): LineValueChanges => Object.fromEntries(values);

/** The value in words: "Hard Copy", "£8.00", "none". */
export function lineValueWords(field: LineField, value: LineValue, currency: string): string {
  const words = lineFieldWords[field];
  if (value === null) return words.kind === "address" ? "main address" : "none";
  switch (words.kind) {
    case "date":
      return formatDay(String(value));
    case "money":
      return formatMoney(Number(value), currency);
    case "minutes":
      return formatDuration(Number(value));
    case "flag":
      return value ? "Yes" : "No";
    case "choice":
      return words.options.find((option) => option.value === value)?.label ?? String(value);
    case "document":
      return "its own";
    case "text":
    case "paragraphs":
    case "time":
    case "code":
    case "address":
      return String(value);
    default:
      return words satisfies never;
  }
}

/** What a line shows in a field; a salesperson by name. */
export function shownOnLine(line: SegmentLineRow, field: LineField, currency: string): string {
  if (field === "documentId" && line.document) return line.document.fileName;
  if (field === "salespersonCode" && line.salespersonName) return line.salespersonName;
  return lineValueWords(field, valueIn(line, field), currency);
}

/** The value of a field. */
export const valueIn = (values: LineValues, field: LineField): LineValue => values[field];
