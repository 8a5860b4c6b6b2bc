import { z } from "zod";
import { type OperationContext, operation } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { keepContactsInPlace } from "@/lib/contact-sets/lock";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { writeComment } from "@/lib/logging/entry-comments";
import { err, ok, type Result } from "@/lib/result";
import { changeDraft } from "@/lib/segmentation/lock-segment";
import type { CallError } from "./errors";
import { type CalleeRow, callTemplatesFor, readCallee } from "./read-callee";
import { logCallSchema } from "./schema";

export type CallLogged = { entryNo: number };
type Request = z.output<typeof logCallSchema>;

/**
 * Records a phone call at once as an interaction log entry: with a contact, or from a line of a draft. Where the contact was reached the line is done:
 * it is not logged again, and a second call from it is refused with `line_is_done`, until the entry is canceled or its attempt marked as
 * failed. An attempt that failed leaves the line to be logged. Refused with `must_not_be_called` as things are at this moment.
 */
export const logCall = operation({
  name: "call.log",
  needs: "segments.log",
  input: logCallSchema,
  run: (context, request): Promise<Result<CallLogged, CallError>> =>
    request.line
      ? changeDraft<CallLogged, CallError>(context, request.line.segmentNo, (tx) => log(tx, context, request))
      : inTransaction<CallLogged, CallError>(context.db, async (tx) => {
          await keepContactsInPlace(tx);
          return log(tx, context, request);
        }),
});

async function log(tx: Transaction, context: OperationContext, request: Request): Promise<Result<CallLogged, CallError>> {
  const found = await readCallee(tx, context, request);
  if (!found.ok) return found;
  const callee = found.value;
  const refusal = await refusalOf(tx, callee, request);
  if (refusal) return err(refusal);
  const entryNo = await insertEntry(tx, context, callee, request);
  if (callee.segmentId !== null)
    await tx.$executeRaw(Prisma.sql`
      insert into segment_line_call (entry_no, segment_id, contact_id, layer)
      values (${entryNo}::bigint, ${callee.segmentId}, ${callee.contactId}, ${request.line?.layer ?? 1})`);
  if (request.comment !== null) await writeComment(tx, context, entryNo, request.comment);
  const { contactNo, line, number, reached, evaluation, durationMin } = request;
  const detail = { contactNo, ...line, number, reached, evaluation, durationMin };
  await record(tx, context, { operation: "call.log", subjectKind: "interactionLogEntry", subjectKey: String(entryNo), detail });
  return ok({ entryNo });
}

async function refusalOf(tx: Transaction, callee: CalleeRow, request: Request): Promise<CallError | null> {
  const { name: contactName, call, suppression } = callee;
  const { interactionTemplateCode: templateCode, salespersonCode, campaignNo } = request;
  if (callee.refusal) return { code: "must_not_be_called", contactName, reason: callee.refusal };
  if (suppression.unreadable.length > 0) return { code: "suppression_unreadable", unreadable: [...suppression.unreadable] };
  if (call?.done) return { code: "line_is_done", entryNo: call.entryNo, contactName, by: call.by };
  const template = (await callTemplatesFor(tx, callee)).find(({ code }) => code === templateCode);
  if (!template) return { code: "no_call_template", templateCode };
  if (template.unreachable) return { code: "must_not_be_called", contactName, reason: template.unreachable };
  const known = await tx.salesperson.count({ where: { code: salespersonCode, blocked: false, privacyBlocked: false } });
  if (known === 0) return { code: "salesperson_unknown", salespersonCode };
  if (campaignNo !== null && (await tx.campaign.count({ where: { campaignNo } })) === 0)
    return { code: "unknown_code", field: "campaign", value: campaignNo };
  return null;
}

/** Flags of the campaign are the line's while it is the line's campaign, else those of the template. */
async function insertEntry(tx: Transaction, { user, now }: OperationContext, callee: CalleeRow, request: Request): Promise<number> {
  const { line, number, interactionTemplateCode, campaignNo } = request;
  const ofLine = line !== null && callee.campaign?.code === campaignNo;
  const flag = (own: boolean, column: string) =>
    ofLine ? Prisma.sql`${own}::boolean` : Prisma.sql`(${campaignNo}::text is not null and ${Prisma.raw(column)})`;
  const rows = await tx.$queryRaw(Prisma.sql`
    insert into interaction_log_entry (contact_id, contact_no, contact_name, company_id, company_no, company_name, date, time_of_interaction, description,
      information_flow, initiated_by, cost_lcy, duration_min, interaction_group_code, interaction_template_code, language_code, campaign_no, campaign_target,
      campaign_response, segment_no, salesperson_code, correspondence_type, evaluation, attempt_failed, alt_address_code, contact_via, personal_text, user_id, logged_at)
    select ${callee.contactId}, ${callee.contactNo}, ${callee.name}, ${callee.companyId}, ${callee.companyNo}, ${callee.companyName}, ${request.date}::date,
      ${request.time}::time, ${request.description}, template.information_flow, template.initiated_by, ${request.costLcy}::numeric, ${request.durationMin}::int,
      template.interaction_group_code, template.code, ${callee.languageCode}, ${campaignNo}, ${flag(callee.campaignTarget, "template.campaign_target")},
      ${flag(callee.campaignResponse, "template.campaign_response")}, ${line?.segmentNo ?? null}::text, ${request.salespersonCode}, 'phone',
      ${request.evaluation}::evaluation, ${!request.reached}, ${callee.altAddressCode}, ${number}, ${callee.personalText}, ${user.id}, ${now}
    from interaction_template template where template.code = ${interactionTemplateCode}
    returning entry_no::float8 as "entryNo"`);
  const [entry] = z.tuple([z.object({ entryNo: z.number() })]).parse(rows);
  return entry.entryNo;
}
