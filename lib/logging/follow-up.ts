import { z } from "zod";
import { type OperationContext, operation, query } from "@/lib/access/operation";
import { record } from "@/lib/audit/record";
import { type SetExpression, together } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { setPlan } from "@/lib/contact-sets/set-plan";
import { Prisma } from "@/lib/db/sql";
import { inTransaction, type Transaction } from "@/lib/db/transaction";
import { askIn } from "@/lib/maintained-sets/definitions";
import { err, ok, type Result } from "@/lib/result";
import { createIn } from "@/lib/segmentation/create-segment";
import { criteriaSets } from "@/lib/segmentation/criteria-sets";
import { keepLoggedCampaigns } from "@/lib/segmentation/logged-campaigns";
import { findLoggedSource, loggedFilter, reuseStep } from "@/lib/segmentation/logged-source";
import { matchedBy } from "@/lib/segmentation/predicate";
import { replay } from "@/lib/segmentation/replay";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { foundOf, numbersAfter } from "@/lib/segmentation/step-numbers";
import type { LoggingError } from "./errors";
import { countFollowUpSchema, followUpSchema } from "./schema";
import type { FollowUpCount } from "./types";

type Asked = z.output<typeof followUpSchema>;

/** How many contacts a follow-up would have, exactly, and who is refused; null when there is no such logged segment. */
export const countFollowUp = query({
  name: "loggedSegment.countFollowUp",
  needs: "read",
  input: countFollowUpSchema,
  run: (context, { entryNo, choice }): Promise<FollowUpCount | null> =>
    onSnapshot(context.db, async (tx) => {
      const source = await findLoggedSource(tx, entryNo);
      if (!source) return null;
      const filter = loggedFilter(source, choice);
      const matched = await matchedBy(askIn(tx), filter, context);
      if (!matched.ok) throw new Error(`the filter of a follow-up is refused: ${matched.error.code}`);
      const plan = setPlan();
      const options = { allowExisting: false, expandCompanies: false, relatedCompanies: false, ignoreExclusion: false };
      const { after, stages } = criteriaSets({ kind: "add", filter, options }, matched.value, [], plan);
      const asked: Record<string, SetExpression> = { contacts: together(after), ...stages };
      const { contacts = 0, ...sizes } = await sizesOf(tx, asked, plan);
      return { contacts, found: foundOf("add", sizes, numbersAfter("add", 0, contacts)) };
    }),
});

/**
 * Makes a worksheet for those of a logged segment whom a choice means, as one step that reuses it: today's contacts, each once, with what is
 * known of them now. Its campaign is that of the logged segment, and who was logged under another one keeps that on the line; its date is the
 * work date, its salesperson one's own.
 */
export const followUp = operation({
  name: "loggedSegment.followUp",
  needs: "segments.edit",
  input: followUpSchema,
  run: (context, input): Promise<Result<{ segmentNo: string; contacts: number }, LoggingError>> =>
    inTransaction<{ segmentNo: string; contacts: number }, LoggingError>(context.db, (tx) => makeFollowUp(tx, context, input)),
});

/** Makes it in the caller's transaction. */
export async function makeFollowUp(
  tx: Transaction,
  context: OperationContext,
  { entryNo, choice, carry }: Asked,
): Promise<Result<{ segmentNo: string; contacts: number }, LoggingError>> {
  const source = await findLoggedSource(tx, entryNo);
  const header = await findFormerHeader(tx, entryNo);
  if (!source || !header) return err({ code: "logged_segment_not_found", entryNo });
  const { segmentNo, campaignNo, interactionTemplateCode, campaignTarget, campaignResponse, suppression } = header;
  const created = await createIn(tx, context, {
    description: `Follow-up on segment ${segmentNo}`,
    campaignNo,
    suppression,
    ...(carry && interactionTemplateCode !== null && { interactionTemplateCode }),
    ...(carry && campaignNo !== null && { campaignTarget, campaignResponse }),
  });
  if (!created.ok) return created;
  const { user, now } = context;
  const step = reuseStep(source, { choice, ignoreExclusion: false }, { userId: user.id, userName: user.name, takenAt: now });
  const taken = await replay(tx, context, created.value, { step: 0, layers: [] }, [step], async () => undefined);
  if (!taken.ok) return taken;
  const [made] = taken.value;
  const contacts = made?.numbers.after ?? 0;
  if (made?.layers[0]) await keepLoggedCampaigns(tx, context, created.value.id, made.layers[0], source, carry);
  const detail = { segmentNo: created.value.segmentNo, choice, carry, contacts };
  await record(tx, context, { operation: "loggedSegment.followUp", subjectKind: "loggedSegment", subjectKey: String(entryNo), detail });
  return ok({ segmentNo: created.value.segmentNo, contacts });
}

const headerSchema = z.object({
  segmentNo: z.string(),
  campaignNo: z.string().nullable(),
  interactionTemplateCode: z.string().nullable(),
  campaignTarget: z.boolean(),
  campaignResponse: z.boolean(),
  suppression: z.array(z.string()),
});

/** The header as it was logged; its worksheet is read-only since. */
async function findFormerHeader(tx: Transaction, entryNo: number): Promise<z.infer<typeof headerSchema> | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select logged.segment_no as "segmentNo", segment.campaign_no as "campaignNo", segment.interaction_template_code as "interactionTemplateCode",
      coalesce(segment.campaign_target, false) as "campaignTarget", coalesce(segment.campaign_response, false) as "campaignResponse",
      logged.suppression
    from logged_segment logged left join segment on segment.id = logged.segment_id where logged.entry_no = ${entryNo}`);
  return z.array(headerSchema).parse(rows)[0] ?? null;
}
