import { z } from "zod";
import { type OperationContext, query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { type Explanation, explain } from "@/lib/filters/why";
import { askIn } from "@/lib/maintained-sets/definitions";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { whyContactSchema } from "./criteria-schema";
import { filtersInWords, reuseWords } from "./filter-words";
import { stepLayers } from "./layers";
import { onSnapshot } from "./snapshot";
import { readStack, type StackRow } from "./stack-rows";
import { isStillSo, whatBecame } from "./why-rules";
import type { WhyCondition, WhyContact, WhyStep } from "./why-types";

/**
 * Why a contact is on a segment, or is not: what became of it in every step, with each condition of the step's filter as it stands
 * today. Null when there is no such segment or contact.
 */
export const whyContact = query({
  name: "segment.whyContact",
  needs: "read",
  input: whyContactSchema,
  run: (context, { segmentNo, contactNo }): Promise<WhyContact | null> =>
    onSnapshot(context.db, async (tx) => {
      const found = await findBoth(tx, segmentNo, contactNo);
      if (!found) return null;
      const { segmentId, currentStep, contactId, barred, ...contact } = found;
      const rows = await readStack(tx, segmentId);
      const held = await stepsHolding(tx, segmentId, contactId);
      const steps: WhyStep[] = [];
      for (const row of rows)
        steps.push(
          await whyStep(tx, context, row, {
            ...{ contactId, currentStep, barred },
            ...{ before: held.get(row.step - 1) ?? 0, after: held.get(row.step) ?? 0 },
          }),
        );
      const lines = held.get(currentStep) ?? 0;
      return { ...contact, onSegment: lines > 0, lines, steps };
    }),
});

type At = { contactId: number; currentStep: number; barred: WhyStep["refusedAs"]; before: number; after: number };

async function whyStep(
  tx: Transaction,
  context: OperationContext,
  row: StackRow,
  { contactId, currentStep, barred, before, after }: At,
): Promise<WhyStep> {
  const explained = row.filter ? await explain(tx, row.filter, contactId, await withMembers(askIn(tx), context, row.filter)) : null;
  const explanation = explained?.ok ? explained.value : null;
  const passage = { before, after, held: explanation ? explanation.held : null };
  const [words = []] = row.options.reused
    ? [reuseWords(row.options.reused)]
    : explanation
      ? [explanation.words]
      : row.filter
        ? await filtersInWords(tx, [row.filter])
        : [];
  const { step, kind, userName, takenAt } = row;
  const conditions = explanation ? conditionsOf(explanation) : [];
  const what = whatBecame(row, passage);
  return {
    step,
    kind,
    what,
    refusedAs: what === "refused" ? barred : null,
    words,
    conditions,
    stillSo: isStillSo(row, passage),
    userName,
    takenAt,
    undone: step > currentStep,
  };
}

function conditionsOf({ kind, held, words, actual, of }: Explanation): WhyCondition[] {
  return kind === "condition" ? [{ held, words, actual }] : of.flatMap(conditionsOf);
}

const bothSchema = z.object({
  segmentId: z.int(),
  currentStep: z.int(),
  contactId: z.int(),
  contactNo: z.string(),
  name: z.string(),
  companyName: z.string().nullable(),
  city: z.string().nullable(),
  email: z.string().nullable(),
  barred: z.enum(["blocked", "excluded"]).nullable(),
});

async function findBoth(tx: Transaction, segmentNo: string, contactNo: string): Promise<z.infer<typeof bothSchema> | null> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select segment.id as "segmentId", segment.current_step as "currentStep", contact.id as "contactId", contact.contact_no as "contactNo", contact.name,
      contact.company_name as "companyName", contact.city, contact.email,
      case when contact.privacy_blocked or (contact.minor and not contact.parental_consent_received) then 'blocked'
           when contact.exclude_from_segment then 'excluded' end as barred
    from segment cross join contact where segment.segment_no = ${segmentNo} and contact.contact_no = ${contactNo}`);
  return z.array(bothSchema).parse(rows)[0] ?? null;
}

/** How many lines the contact has on each step that holds it: one chunk of each layer is looked at. */
async function stepsHolding(tx: Transaction, segmentId: number, contactId: number): Promise<Map<number, number>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select action.action_no as step, count(*)::int as lines
    from ${stepLayers} action
    join contact_set_chunk body on body.set_id = action.set_id and body.chunk = ${contactId}::int >> 13
    join chunk_data on chunk_data.data_id = body.data_id
    where action.segment_id = ${segmentId} and ${contactId}::int = any(chunk_data.members)
    group by action.action_no`);
  return new Map(
    z
      .array(z.object({ step: z.int(), lines: z.int() }))
      .parse(rows)
      .map(({ step, lines }) => [step, lines]),
  );
}
