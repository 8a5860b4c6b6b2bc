import { Prisma, type Sql } from "@/lib/db/sql";
import { type LineField, lineFields } from "./lines-schema";

/** Where `segment_line_override` keeps each: its column, which `overridden` names, and the column's type. */
const stored: Record<LineField, { column: string; type: string }> = {
  description: { column: "description", type: "text" },
  date: { column: "date", type: "date" },
  timeOfInteraction: { column: "time_of_interaction", type: "time" },
  correspondenceType: { column: "correspondence_type", type: "correspondence_type" },
  salespersonCode: { column: "salesperson_code", type: "text" },
  interactionTemplateCode: { column: "interaction_template_code", type: "text" },
  languageCode: { column: "language_code", type: "text" },
  campaignNo: { column: "campaign_no", type: "text" },
  campaignTarget: { column: "campaign_target", type: "boolean" },
  campaignResponse: { column: "campaign_response", type: "boolean" },
  informationFlow: { column: "information_flow", type: "information_flow" },
  initiatedBy: { column: "initiated_by", type: "initiated_by" },
  costLcy: { column: "cost_lcy", type: "numeric" },
  durationMin: { column: "duration_min", type: "integer" },
  evaluation: { column: "evaluation", type: "evaluation" },
  attemptFailed: { column: "attempt_failed", type: "boolean" },
  altAddressCode: { column: "alt_address_code", type: "text" },
  subject: { column: "subject", type: "text" },
  documentId: { column: "document_id", type: "integer" },
  personalText: { column: "personal_text", type: "text" },
};

/** The column of `segment_line_override` that holds the field. */
export const lineColumn = (field: LineField): Sql => Prisma.raw(stored[field].column);
/** The field's name in `overridden`. */
export const overriddenName = (field: LineField): string => stored[field].column;
/** Whether `overridden` of the alias `line` names the field; unset where the line has no row. */
export const isChangedOn = (field: LineField, line = "line"): Sql => Prisma.raw(`'${stored[field].column}' = any(${line}.overridden)`);
/** A value, as the field's column takes it. */
export const lineValue = (field: LineField, value: unknown): Sql => Prisma.sql`${value}::${Prisma.raw(stored[field].type)}`;

const fieldOfColumn = new Map<string, LineField>(lineFields.map((field) => [stored[field].column, field]));
/** The fields that `overridden` names, in the order of `lineFields`. */
export function changedFields(overridden: readonly string[]): LineField[] {
  const named = new Set(overridden.map((column) => fieldOfColumn.get(column)));
  return lineFields.filter((field) => named.has(field));
}
