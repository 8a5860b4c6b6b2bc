import { z } from "zod";
import { query } from "@/lib/access/operation";
import { keepCommon, type SetExpression, stored, together } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { Prisma } from "@/lib/db/sql";
import { findStep } from "./find-step";
import { setsOf } from "./layers";
import { overlapsSchema } from "./schema";
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
/** `common` and `onlyHere` count lines of the segment, `onlyThere` contacts of the other. */
export type Overlap = {
  segmentNo: string;
  description: string | null;
  entryNo: number | null;
  common: number;
  onlyHere: number;
  onlyThere: number;
};

/**
 * Whom a segment at a step (null: the current one) shares with the ten segments and logged segments that changed last, and before them with
 * one of one's choice: by the algebra of the stored sets, in one statement. Null when there is no such segment or step.
 */
export const overlaps = query({
  name: "segment.overlaps",
  needs: "read",
  input: overlapsSchema,
  run: (context, { segmentNo, step, otherSegmentNo, otherEntryNo }): Promise<Overlap[] | null> =>
    onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, segmentNo, step);
      if (!at) return null;
      const { setId } = at;
      if (setId === null) return [];
      const rows = await tx.$queryRaw(Prisma.sql`
        select other.segment_no as "segmentNo", other.description, other.entry_no as "entryNo", other.set_id as "setId", contact_set.size
        from (
          select segment.segment_no, segment.description, null::int as entry_no, action.set_id, segment.changed_at as at,
            segment.segment_no is not distinct from ${otherSegmentNo} as chosen, segment.state <> 'logged' as offered
          from segment join criteria_action action on action.segment_id = segment.id and action.action_no = segment.current_step
          where segment.id <> ${at.segmentId}
          union all
          select segment_no, description, entry_no, set_id, logged_at, entry_no is not distinct from ${otherEntryNo}::int,
            not canceled and segment_id is distinct from ${at.segmentId}
          from logged_segment where set_id is not null) other
        join contact_set on contact_set.set_id = other.set_id
        where other.chosen or (other.offered and contact_set.size > 0)
        order by other.chosen desc, other.at desc, other.segment_no desc limit ${othersShown}`);
      const others = z.array(otherSchema).parse(rows);
      const further = setsOf(at.layers.slice(1));
      const both = await sizesOf(
        tx,
        Object.fromEntries(
          others.flatMap((other, index): [string, SetExpression][] => [
            [`contacts${index}`, keepCommon(stored(setId), stored(other.setId))],
            [`further${index}`, together(further.map((layer) => keepCommon(layer, stored(other.setId))))],
          ]),
        ),
      );
      return others.map(({ setId: _, size, ...other }, index) => {
        const contacts = both[`contacts${index}`] ?? 0;
        const common = contacts + (both[`further${index}`] ?? 0);
        return { ...other, common, onlyHere: at.size - common, onlyThere: size - contacts };
      });
    }),
});
