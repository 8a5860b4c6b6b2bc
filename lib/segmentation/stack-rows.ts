import { z } from "zod";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { filterSchema } from "@/lib/filters/schema";
import { addOptionsSchema, editOptionsSchema, keepOptionsSchema } from "./criteria-schema";
import { layersAsJson, layersSchema, linesIn, type StoredLayers } from "./layers";
import { loggedChoiceSchema } from "./stack-change-schema";

const foundSchema = z.object({ matching: z.int(), alreadyThere: z.int(), refusedExcluded: z.int(), refusedBlocked: z.int() });
/** The options of any step as they are stored; `reused` is the logged segment that a reuse took its contacts from, and whom of it. */
export const stepOptionsSchema = z.object({
  ...editOptionsSchema.shape,
  ...addOptionsSchema.shape,
  ...keepOptionsSchema.shape,
  found: foundSchema.nullable().default(null),
  reused: z.object({ entryNo: z.int(), choice: loggedChoiceSchema }).nullable().default(null),
});

const stackRowSchema = z.object({
  step: z.int(),
  kind: z.enum(["add", "reduce", "refine", "edit", "reuse", "import"]),
  filter: filterSchema.nullable(),
  options: stepOptionsSchema,
  switchedOff: z.boolean(),
  numbers: z.object({ before: z.int(), added: z.int(), removed: z.int(), after: z.int() }),
  layers: layersSchema,
  addedByHand: z.bigint().nullable(),
  removedByHand: z.bigint().nullable(),
  userId: z.string().nullable(),
  userName: z.string(),
  takenAt: z.coerce.date(),
});

/** One row of a segment's stack, its JSON read back; `size` is the number of its lines. */
export type StackRow = z.infer<typeof stackRowSchema> & { size: number; layers: StoredLayers };

/** The steps of a segment, oldest first, undone ones included. */
export async function readStack(tx: Transaction, segmentId: number): Promise<StackRow[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select action_no as step, kind::text as kind, filter, options, switched_off as "switchedOff",
      jsonb_build_object('before', members_before, 'added', added, 'removed', removed, 'after', members_after) as numbers,
      ${layersAsJson(Prisma.sql`action.segment_id`, Prisma.sql`action.action_no`)} as layers, added_by_hand as "addedByHand", removed_by_hand as "removedByHand",
      user_id as "userId", user_name as "userName", taken_at as "takenAt"
    from criteria_action action
    where segment_id = ${segmentId} order by action_no`);
  return z
    .array(stackRowSchema)
    .parse(rows)
    .map((row) => ({ ...row, size: linesIn(row.layers) }));
}
