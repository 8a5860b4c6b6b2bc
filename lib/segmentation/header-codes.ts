import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { err, ok, type Result } from "@/lib/result";
import type { CodeField, SegmentationError } from "./errors";
import type { Template } from "./header-rules";
import { correspondenceTypes, type HeaderChanges, informationFlows, initiators } from "./schema";

type Codes = Pick<HeaderChanges, "salespersonCode" | "interactionTemplateCode" | (typeof lookups)[number]["key"]>;
const lookups = [
  { field: "campaign", key: "campaignNo", table: "campaign", column: "campaign_no" },
  { field: "interactionGroup", key: "interactionGroupCode", table: "interaction_group", column: "code" },
  { field: "language", key: "languageCode", table: "language", column: "code" },
] as const satisfies readonly { field: CodeField; key: keyof HeaderChanges; table: string; column: string }[];

/**
 * Looks up what a header or a line is given: every code must exist, the salesperson must not be blocked.
 *
 * @returns the template that is named, null when none is
 */
export async function checkHeaderCodes(tx: Transaction, changes: Codes): Promise<Result<Template | null, SegmentationError>> {
  for (const { field, key, table, column } of lookups) {
    const value = changes[key];
    if (value && !(await exists(tx, table, column, value))) return err({ code: "unknown_code", field, value });
  }
  const blocked = changes.salespersonCode ? await checkSalesperson(tx, changes.salespersonCode) : ok(null);
  if (!blocked.ok) return blocked;
  return changes.interactionTemplateCode ? findTemplate(tx, changes.interactionTemplateCode) : ok(null);
}

async function exists(tx: Transaction, table: string, column: string, value: string): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>(Prisma.sql`select 1 from ${Prisma.raw(table)} where ${Prisma.raw(column)} = ${value}`);
  return rows.length > 0;
}

const salespersonSchema = z.object({ name: z.string(), blocked: z.boolean() });

async function checkSalesperson(tx: Transaction, salespersonCode: string): Promise<Result<null, SegmentationError>> {
  const found = await findSalesperson(tx, salespersonCode);
  if (!found) return err({ code: "unknown_code", field: "salesperson", value: salespersonCode });
  return found.blocked ? err({ code: "salesperson_blocked", salespersonCode, name: found.name }) : ok(null);
}

/** A salesperson's name and whether they are blocked, for privacy or otherwise; null when there is none. */
export async function findSalesperson(tx: Transaction, code: string): Promise<{ name: string; blocked: boolean } | null> {
  const rows = await tx.$queryRaw(Prisma.sql`select name, blocked or privacy_blocked as blocked from salesperson where code = ${code}`);
  return z.array(salespersonSchema).parse(rows)[0] ?? null;
}

const templateSchema = z.object({
  code: z.string(),
  interactionGroupCode: z.string(),
  languageCode: z.string().nullable(),
  correspondenceType: z.enum(correspondenceTypes).nullable(),
  ignoreContactCorresType: z.boolean(),
  informationFlow: z.enum(informationFlows).nullable(),
  initiatedBy: z.enum(initiators).nullable(),
  unitCostLcy: z.number(),
  unitDurationMin: z.int(),
  campaignNo: z.string().nullable(),
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
});

async function findTemplate(tx: Transaction, code: string): Promise<Result<Template, SegmentationError>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select code, interaction_group_code as "interactionGroupCode", language_code as "languageCode", correspondence_type::text as "correspondenceType",
      ignore_contact_corres_type as "ignoreContactCorresType", information_flow::text as "informationFlow", initiated_by::text as "initiatedBy",
      unit_cost_lcy::float8 as "unitCostLcy", unit_duration_min as "unitDurationMin", campaign_no as "campaignNo",
      campaign_target as "campaignTarget", campaign_response as "campaignResponse"
    from interaction_template where code = ${code}`);
  const template = z.array(templateSchema).parse(rows)[0];
  return template ? ok(template) : err({ code: "unknown_code", field: "interactionTemplate", value: code });
}
