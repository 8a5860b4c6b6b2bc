import { err, ok, type Result } from "@/lib/result";
import type { LineField } from "./lines-schema";
import type { HeaderChanges } from "./schema";
import type { CorrespondenceType, InformationFlow, Initiator } from "./types";

/** What a segment's header holds and a marketer may change. */
export type HeaderValues = {
  description: string | null;
  date: string;
  salespersonCode: string | null;
  campaignNo: string | null;
  campaignTarget: boolean;
  campaignResponse: boolean;
  interactionTemplateCode: string | null;
  /** Whose members are never reached. */
  suppression: string[];
} & Presets;

type Presets = {
  interactionGroupCode: string | null;
  languageCode: string | null;
  correspondenceType: CorrespondenceType | null;
  ignoreContactCorresType: boolean;
  informationFlow: InformationFlow | null;
  initiatedBy: Initiator | null;
  unitCostLcy: number;
  unitDurationMin: number;
};

/** What an interaction template presets. */
export type Template = Presets & { code: string; campaignNo: string | null; campaignTarget: boolean; campaignResponse: boolean };

const noPresets: Presets = {
  interactionGroupCode: null,
  languageCode: null,
  correspondenceType: null,
  ignoreContactCorresType: false,
  informationFlow: null,
  initiatedBy: null,
  unitCostLcy: 0,
  unitDurationMin: 0,
};

/** The header of a worksheet before anything was chosen. */
export function emptyHeader(date: string, salespersonCode: string | null): HeaderValues {
  const campaign = { campaignNo: null, campaignTarget: false, campaignResponse: false };
  return { description: null, date, salespersonCode, ...campaign, interactionTemplateCode: null, suppression: [], ...noPresets };
}

/**
 * The header after `changes`. Another template brings its presets, and its campaign when it has one; what the same request
 * says itself wins over them. Clearing the template empties the presets and leaves the campaign. A header without a
 * campaign has neither of its flags.
 *
 * @param template the template that `changes` names, null when it clears the template or names none
 * @returns refused with `campaign_needed` when a flag is set and there is no campaign
 */
export function headerAfter(
  before: HeaderValues,
  changes: HeaderChanges,
  template: Template | null,
): Result<HeaderValues, { code: "campaign_needed" }> {
  const chosen = changes.interactionTemplateCode;
  const another = chosen !== undefined && chosen !== before.interactionTemplateCode;
  const after = withGiven({ ...before, ...(another && presetsOf(before, template)) }, changes);
  if (after.campaignNo !== null) return ok(after);
  if (changes.campaignTarget || changes.campaignResponse) return err({ code: "campaign_needed" });
  return ok({ ...after, campaignTarget: false, campaignResponse: false });
}

function presetsOf(before: HeaderValues, template: Template | null): Partial<HeaderValues> {
  if (!template) return noPresets;
  const { code, campaignNo, campaignTarget, campaignResponse, ...presets } = template;
  return { ...presets, interactionTemplateCode: code, campaignNo: campaignNo ?? before.campaignNo, campaignTarget, campaignResponse };
}

const headerFields = [
  "description",
  "date",
  "salespersonCode",
  "campaignNo",
  "campaignTarget",
  "campaignResponse",
  "interactionTemplateCode",
  "interactionGroupCode",
  "languageCode",
  "correspondenceType",
  "ignoreContactCorresType",
  "informationFlow",
  "initiatedBy",
  "unitCostLcy",
  "unitDurationMin",
  "suppression",
] as const satisfies readonly (keyof HeaderValues)[];

/** The fields of lines that follow from header fields; the interaction group comes with the template alone. */
const lineFieldOf: Record<(typeof headerFields)[number], LineField | null> = {
  description: "description",
  date: "date",
  salespersonCode: "salespersonCode",
  campaignNo: "campaignNo",
  campaignTarget: "campaignTarget",
  campaignResponse: "campaignResponse",
  interactionTemplateCode: "interactionTemplateCode",
  interactionGroupCode: null,
  languageCode: "languageCode",
  correspondenceType: "correspondenceType",
  ignoreContactCorresType: "correspondenceType",
  informationFlow: "informationFlow",
  initiatedBy: "initiatedBy",
  unitCostLcy: "costLcy",
  unitDurationMin: "durationMin",
  suppression: null,
};
/** The fields of lines that these header fields decide. */
export function lineFieldsOf(header: Partial<HeaderValues>): LineField[] {
  return headerFields.flatMap((field) => (field in header ? (lineFieldOf[field] ?? []) : []));
}

/** `before` with what a request names; a field that is left out stays as it is. */
function withGiven(before: HeaderValues, changes: HeaderChanges): HeaderValues {
  const after = { ...before };
  const take = <K extends keyof HeaderValues>(field: K, value: HeaderValues[K] | undefined) => {
    if (value !== undefined) after[field] = value;
  };
  for (const field of headerFields) take(field, changes[field]);
  return after;
}

const same = (left: HeaderValues[keyof HeaderValues], right: HeaderValues[keyof HeaderValues]) =>
  Array.isArray(left) && Array.isArray(right) ? left.join(" ") === right.join(" ") : left === right;

/** The fields that differ, before and after: what the audit keeps. Both are empty when nothing changed. */
export function headerDifference(before: HeaderValues, after: HeaderValues): Record<"before" | "after", Partial<HeaderValues>> {
  const different = headerFields.filter((field) => !same(before[field], after[field]));
  const pick = (values: HeaderValues): Partial<HeaderValues> => Object.fromEntries(different.map((field) => [field, values[field]]));
  return { before: pick(before), after: pick(after) };
}
