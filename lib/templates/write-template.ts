import { z } from "zod";
import { operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { Prisma, type Sql } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { removeUnusedDocuments } from "@/lib/documents/remove-unused";
import { documentKinds } from "@/lib/documents/schema";
import { err, ok, type Result } from "@/lib/result";
import type { TemplateError } from "./errors";
import { changeTemplateSchema, createTemplateSchema, deleteTemplateSchema, type TemplateValues, wizardActions } from "./schema";
import { actionAfter, allowedActions, defaultDocumentOf } from "./wizard-rules";

type Written = { code: string; version: number };

/** Makes an interaction template. Its default language, if it names one, is its first. */
export const createTemplate = operation({
  name: "template.create",
  needs: "setup",
  input: createTemplateSchema,
  run: (context, { code, values }) =>
    inTransaction<Written, TemplateError>(context.db, async (tx) => {
      const known = await checkValues(tx, values);
      if (known) return err(known);
      const made = await tx.$executeRaw(Prisma.sql`
        insert into interaction_template (code, ${columns}) values (${code}, ${valuesSql({ ...values, languageCode: null })}) on conflict (code) do nothing`);
      if (made === 0) return err({ code: "template_code_taken", templateCode: code });
      const checked = await giveDefaultLanguage(tx, code, values, values.wizardAction);
      if (!checked.ok) return checked;
      await record(tx, context, { operation: "template.create", subjectKind: "template", subjectKey: code, detail: { after: values } });
      return ok({ code, version: 1 });
    }),
});

/**
 * Changes all values of a template but its code. Segments took theirs when they were given the template and keep them. Another default language
 * brings the wizard action that its document asks for.
 */
export const changeTemplate = operation({
  name: "template.change",
  needs: "setup",
  input: changeTemplateSchema,
  run: (context, { code, version, values }) =>
    inTransaction<Written, TemplateError>(context.db, async (tx) => {
      const before = await lockTemplate(tx, code);
      if (!before) return err({ code: "template_not_found", templateCode: code });
      if (before.version !== version) return err({ code: "template_moved", templateCode: code });
      const known = await checkValues(tx, values);
      if (known) return err(known);
      await tx.$executeRaw(Prisma.sql`
        update interaction_template set (${columns}) = row(${valuesSql({ ...values, languageCode: null })}), version = version + 1 where code = ${code}`);
      const chosen =
        values.languageCode !== before.languageCode && values.wizardAction === before.wizardAction ? "by language" : values.wizardAction;
      const checked = await giveDefaultLanguage(tx, code, values, chosen);
      if (!checked.ok) return checked;
      await record(tx, context, {
        operation: "template.change",
        subjectKind: "template",
        subjectKey: code,
        detail: { before: before.values, after: values },
      });
      return ok({ code, version: version + 1 });
    }),
});

/**
 * Deletes a template with its languages and their documents; a version that was logged stays with its interactions. Refused with
 * `template_in_use` while a segment, logged or not, a line, a schedule, the cover sheets or phone calls name it.
 */
export const deleteTemplate = operation({
  name: "template.delete",
  needs: "setup",
  input: deleteTemplateSchema,
  run: (context, { code, version }) =>
    inTransaction<{ code: string }, TemplateError>(context.db, async (tx) => {
      const before = await lockTemplate(tx, code);
      if (!before) return err({ code: "template_not_found", templateCode: code });
      if (before.version !== version) return err({ code: "template_moved", templateCode: code });
      const uses = await countUses(tx, code);
      if (uses.segments > 0 || uses.lines > 0 || uses.coverSheets || uses.calls || uses.schedules > 0)
        return err({ code: "template_in_use", templateCode: code, ...uses });
      await tx.$executeRaw(Prisma.sql`delete from interaction_template where code = ${code}`);
      await removeUnusedDocuments(tx, context.now);
      await record(tx, context, {
        operation: "template.delete",
        subjectKind: "template",
        subjectKey: code,
        detail: { before: before.values },
      });
      return ok({ code });
    }),
});

const columns = Prisma.raw(
  "description, interaction_group_code, unit_cost_lcy, unit_duration_min, information_flow, initiated_by, correspondence_type, ignore_contact_corres_type, campaign_no, campaign_target, campaign_response, language_code, wizard_action",
);

function valuesSql(values: TemplateValues): Sql {
  return Prisma.sql`${values.description}, ${values.interactionGroupCode}, ${values.unitCostLcy}::numeric, ${values.unitDurationMin}::int,
    ${values.informationFlow}::information_flow, ${values.initiatedBy}::initiated_by, ${values.correspondenceType}::correspondence_type,
    ${values.ignoreContactCorresType}::boolean, ${values.campaignNo}, ${values.campaignTarget}::boolean, ${values.campaignResponse}::boolean,
    ${values.languageCode}::text, ${values.wizardAction}::wizard_action`;
}

async function checkValues(
  tx: Transaction,
  { interactionGroupCode, campaignNo, languageCode }: TemplateValues,
): Promise<TemplateError | null> {
  const [found] = z.tuple([z.object({ group: z.boolean(), campaign: z.boolean(), language: z.boolean() })]).parse(
    await tx.$queryRaw(Prisma.sql`
      select exists (select from interaction_group where code = ${interactionGroupCode}) as "group",
        ${campaignNo}::text is null or exists (select from campaign where campaign_no = ${campaignNo}) as campaign,
        ${languageCode}::text is null or exists (select from language where code = ${languageCode}) as language`),
  );
  if (!found.group) return { code: "unknown_value", what: "group", value: interactionGroupCode };
  if (!found.campaign) return { code: "unknown_value", what: "campaign", value: campaignNo ?? "" };
  return found.language ? null : { code: "unknown_value", what: "language", value: languageCode ?? "" };
}

/** Makes the language one of the template, then the default; the wizard action is the chosen one where it fits, or the one that the document asks for. */
async function giveDefaultLanguage(
  tx: Transaction,
  code: string,
  { languageCode, wizardAction }: TemplateValues,
  chosen: TemplateValues["wizardAction"] | "by language",
): Promise<Result<null, TemplateError>> {
  if (languageCode !== null)
    await tx.$executeRaw(Prisma.sql`
      insert into interaction_template_language (interaction_template_code, language_code) values (${code}, ${languageCode}) on conflict do nothing`);
  await tx.$executeRaw(Prisma.sql`update interaction_template set language_code = ${languageCode} where code = ${code}`);
  const document = await findDefaultDocument(tx, code);
  if (chosen !== "by language" && !allowedActions(document).includes(chosen))
    return err({ code: "wizard_action_refused", action: chosen, document });
  const action = chosen === "by language" ? actionAfter(document, wizardAction) : chosen;
  await tx.$executeRaw(Prisma.sql`update interaction_template set wizard_action = ${action}::wizard_action where code = ${code}`);
  return ok(null);
}

async function findDefaultDocument(tx: Transaction, code: string) {
  const rows = await tx.$queryRaw(Prisma.sql`
    select document.kind::text as kind from interaction_template template
    join interaction_template_language said on said.interaction_template_code = template.code and said.language_code = template.language_code
    left join document on document.id = said.document_id
    where template.code = ${code}`);
  return defaultDocumentOf(z.array(z.object({ kind: z.enum(documentKinds).nullable() })).parse(rows)[0] ?? null);
}

/** Brings the wizard action in line with the document of the default language, after that document changed. */
export async function followDocument(tx: Transaction, code: string, action: TemplateValues["wizardAction"]): Promise<void> {
  const next = actionAfter(await findDefaultDocument(tx, code), action);
  if (next !== action)
    await tx.$executeRaw(Prisma.sql`update interaction_template set wizard_action = ${next}::wizard_action where code = ${code}`);
}

const lockedSchema = z.object({
  version: z.int(),
  languageCode: z.string().nullable(),
  wizardAction: z.enum(wizardActions).nullable(),
  values: z.record(z.string(), z.unknown()),
});
export type LockedTemplate = z.output<typeof lockedSchema>;

/** A template whose row is locked until the transaction ends; null when there is none. */
export async function lockTemplate(tx: Transaction, code: string): Promise<LockedTemplate | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select version, language_code as "languageCode", wizard_action::text as "wizardAction", jsonb_build_object('description', description, 'interactionGroupCode', interaction_group_code, 'unitCostLcy', unit_cost_lcy, 'unitDurationMin', unit_duration_min,
        'informationFlow', information_flow, 'initiatedBy', initiated_by, 'correspondenceType', correspondence_type,
        'ignoreContactCorresType', ignore_contact_corres_type, 'campaignNo', campaign_no, 'campaignTarget', campaign_target,
        'campaignResponse', campaign_response, 'languageCode', language_code, 'wizardAction', wizard_action) as values
    from interaction_template template where code = ${code} for update`);
  return z.array(lockedSchema).parse(rows)[0] ?? null;
}

async function countUses(tx: Transaction, code: string) {
  const [uses] = z
    .tuple([z.object({ segments: z.int(), lines: z.int(), coverSheets: z.boolean(), calls: z.boolean(), schedules: z.int() })])
    .parse(
      await tx.$queryRaw(Prisma.sql`
      select (select count(*)::int from segment where interaction_template_code = ${code}) as segments,
        (select count(*)::int from segment_line_override where interaction_template_code = ${code}) as lines,
        exists (select from marketing_setup where cover_sheet_template_code = ${code}) as "coverSheets",
        exists (select from marketing_setup where call_template_code = ${code}) as calls,
        (select count(*)::int from schedule where template_code = ${code}) as schedules`),
    );
  return uses;
}
