import { z } from "zod";
import { query } from "@/lib/access/operation";
import { sizesOf } from "@/lib/contact-sets/measure";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Words } from "@/lib/filters/words";
import { stepsInWords } from "./filter-words";
import { listContactsIn } from "./list-step-changes";
import { membersOf } from "./members";
import { filterOf, type ReplayStep, readSavedSteps } from "./replay-steps";
import { findCriteria, mayChange } from "./saved-criteria-row";
import { findSavedCriteriaSchema } from "./saved-criteria-schema";
import type { SavedCriteria } from "./saved-criteria-types";
import { onSnapshot } from "./snapshot";
import type { StackStep } from "./stack-types";

/** Saved criteria with their steps in words and where they were used; null when there are none that the person sees. */
export const findSavedCriteria = query({
  name: "savedCriteria.find",
  needs: "read",
  input: findSavedCriteriaSchema,
  run: (context, { criteriaId }): Promise<SavedCriteria | null> =>
    onSnapshot(context.db, async (tx) => {
      const criteria = await findCriteria(tx, context, criteriaId);
      if (!criteria) return null;
      const taker = { userId: criteria.createdBy, userName: criteria.createdByName, takenAt: criteria.createdAt };
      const steps = await readSavedSteps(tx, criteriaId, taker);
      const words = await stepsInWords(tx, steps);
      const stack = [];
      for (const [at, step] of steps.entries()) stack.push(await stackStepOf(tx, step, at + 1, words.get(step) ?? []));
      return { ...criteria, mayChange: mayChange(context, criteria), stack, used: await listUses(tx, criteriaId) };
    }),
});

async function stackStepOf(tx: Transaction, saved: ReplayStep, step: number, words: Words): Promise<StackStep> {
  const { kind, userId, userName, takenAt } = saved;
  const nobody = { before: 0, added: 0, removed: 0, after: 0 };
  const base = { step, numbers: nobody, size: 0, userId, userName, takenAt, undone: false, switchedOff: false };
  const read = filterOf(saved);
  const filter = read.success ? read.data : { kind: "all" as const, of: [] };
  const { entireCompanies, found: _, reused: __, oneLine = false, dedupe = null, ...addOptions } = saved.options;
  switch (kind) {
    case "add":
      return { ...base, kind, words, filter, options: addOptions, found: null };
    case "reduce":
    case "refine":
      return { ...base, kind, words, filter, options: { entireCompanies }, found: null };
    case "edit": {
      const [came, left] = [membersOf(saved.addedByHand), membersOf(saved.removedByHand)];
      const { added, removed } = await sizesOf(tx, { added: came, removed: left });
      const names = async (set: typeof came, total: number) =>
        total === 0 ? [] : (await listContactsIn(tx, set, total, null, 3)).map(({ name }) => name);
      const numbers = { before: 0, added, removed, after: 0 };
      return {
        ...base,
        kind,
        numbers,
        addedNames: await names(came, added),
        removedNames: await names(left, removed),
        allowExisting: addOptions.allowExisting,
        oneLine,
        dedupe,
      };
    }
    case "reuse":
      return { ...base, kind, words, filter, found: null };
    case "import":
      return { ...base, kind, words };
    default:
      return kind satisfies never;
  }
}

const usedSchema = z.object({
  segmentNo: z.string(),
  description: z.string().nullable(),
  exists: z.boolean(),
  userName: z.string(),
  at: z.coerce.date(),
});

async function listUses(tx: Transaction, criteriaId: number): Promise<SavedCriteria["used"]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select used.segment_no as "segmentNo", segment.description, segment.id is not null as exists, used.user_name as "userName", used.at
    from (
      select detail ->> 'segmentNo' as segment_no, user_name, at from audit_entry
      where subject_kind = 'saved_criteria' and subject_key = ${String(criteriaId)} and operation = 'savedCriteria.reuse' order by id desc limit 20
    ) used
    left join segment on segment.segment_no = used.segment_no
    order by used.at desc`);
  return z.array(usedSchema).parse(rows);
}
