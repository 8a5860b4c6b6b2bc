import { z } from "zod";
import { query } from "@/lib/access/operation";
import { keepCommon, stored } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { Prisma } from "@/lib/db/sql";
import { findStep } from "./find-step";
import { atStepSchema } from "./schema";
import { onSnapshot } from "./snapshot";

const othersShown = 10;
const otherSchema = z.object({
  segmentNo: z.string(),
  description: z.string().nullable(),
  /** Of logged segments. */
  entryNo: z.int().nullable(),
  setId: z.bigint(),
  size: z.int(),
});
export type Overlap = {
  segmentNo: string;
  description: string | null;
  entryNo: number | null;
  common: number;
  onlyHere: number;
  onlyThere: number;
};

/**
 * Whom a segment at a step (null: the current one) shares with the ten segments and logged segments that changed last: by the algebra of the
 * stored sets, in one statement. Null when there is no such segment or step.
 */
export const overlaps = query({
  name: "segment.overlaps",
  needs: "read",
  input: atStepSchema,
  run: (context, { segmentNo, step }): Promise<Overlap[] | null> =>
    onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, segmentNo, step);
      if (!at) return null;
      const { setId } = at;
      if (setId === null) return [];
      const rows = await tx.$queryRaw(Prisma.sql`
        select other.segment_no as "segmentNo", other.description, other.entry_no as "entryNo", other.set_id as "setId", contact_set.size
        from (
          select segment.segment_no, segment.description, null::int as entry_no, action.set_id, segment.changed_at as at
          from segment join criteria_action action on action.segment_id = segment.id and action.action_no = segment.current_step
          where segment.state <> 'logged' and segment.id <> ${at.segmentId}
          union all
          select segment_no, description, entry_no, set_id, logged_at from logged_segment
          where not canceled and set_id is not null and segment_id is distinct from ${at.segmentId}) other
        join contact_set on contact_set.set_id = other.set_id and contact_set.size > 0
        order by other.at desc, other.segment_no desc limit ${othersShown}`);
      const others = z.array(otherSchema).parse(rows);
      const sizes = await sizesOf(
        tx,
        Object.fromEntries(others.map((other, index) => [`other${index}`, keepCommon(stored(setId), stored(other.setId))])),
      );
      return others.map(({ setId: _, size, ...other }, index) => {
        const common = sizes[`other${index}`] ?? 0;
        return { ...other, common, onlyHere: at.size - common, onlyThere: size - common };
      });
    }),
});
