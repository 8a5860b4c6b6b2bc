import { z } from "zod";
import { type OperationContext, query } from "@/lib/access/operation";
import { keepCommon, nobody, type SetExpression, stored, together } from "@/lib/contact-sets/expressions";
import { sizesOf } from "@/lib/contact-sets/measure";
import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { foldMembers } from "@/lib/maintained-sets/fold";
import { overlapsSchema } from "./criteria-schema";
import { findStep } from "./find-step";
import { setsOf } from "./layers";
import { onSnapshot } from "./snapshot";

const othersShown = 10;
const otherSchema = z.object({
  segmentNo: z.string(),
  description: z.string().nullable(),
  /** Of logged segments. */
  entryNo: z.int().nullable(),
  /** Of live segments, whose members are folded before they are compared. */
  live: z.boolean(),
  setId: z.bigint(),
  size: z.int(),
});
type Other = z.infer<typeof otherSchema>;
/** `common` and `onlyHere` count lines of the segment, `onlyThere` contacts of the other. */
export type Overlap = {
  segmentNo: string;
  description: string | null;
  entryNo: number | null;
  common: number;
  onlyHere: number;
  onlyThere: number;
};

/** Which others are looked at: those one names before those that changed last. */
export type Compared = { segmentNo: string; otherSegmentNo: string | null; otherEntryNo: number | null };

/**
 * Whom a segment at a step (null: the current one) shares with the ten segments and logged segments that changed last, and before them with
 * one of one's choice: by the algebra of the stored sets, in one statement. Null when there is no such segment or step.
 */
export const overlaps = query({
  name: "segment.overlaps",
  needs: "read",
  input: overlapsSchema,
  run: async (context, { step, ...compared }): Promise<Overlap[] | null> => {
    await foldOthers(context, compared);
    return onSnapshot(context.db, async (tx) => {
      const at = await findStep(tx, compared.segmentNo, step);
      if (!at) return null;
      return at.setId === null ? [] : overlapsOf(tx, compared, { size: at.size, layers: setsOf(at.layers) });
    });
  },
});

/** Brings those that are compared with up to date, where they follow a filter. */
export async function foldOthers({ db, now }: Pick<OperationContext, "db" | "now">, compared: Compared): Promise<void> {
  const others = await readOthers(db.prisma, compared);
  await foldMembers(
    db,
    now,
    others.flatMap(({ live, segmentNo }) => (live ? [segmentNo] : [])),
  );
}

/** The overlaps of a segment that has so many lines on these layers; only the first one where nobody stands on it twice. */
export async function overlapsOf(
  tx: Transaction,
  compared: Compared,
  { size: lines, layers: [first = nobody(), ...further] }: { size: number; layers: readonly SetExpression[] },
): Promise<Overlap[]> {
  const others = await readOthers(tx, compared);
  const both = await sizesOf(
    tx,
    Object.fromEntries(
      others.flatMap((other, index): [string, SetExpression][] => [
        [`contacts${index}`, keepCommon(first, stored(other.setId))],
        [`further${index}`, together(further.map((layer) => keepCommon(layer, stored(other.setId))))],
      ]),
    ),
  );
  return others.map(({ setId: _, live: _live, size, ...other }, index) => {
    const contacts = both[`contacts${index}`] ?? 0;
    const common = contacts + (both[`further${index}`] ?? 0);
    return { ...other, common, onlyHere: lines - common, onlyThere: size - contacts };
  });
}

async function readOthers(tx: Pick<Transaction, "$queryRaw">, { segmentNo, otherSegmentNo, otherEntryNo }: Compared): Promise<Other[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select other.segment_no as "segmentNo", other.description, other.entry_no as "entryNo", other.live, other.set_id as "setId", contact_set.size
    from (
      select segment.segment_no, segment.description, null::int as entry_no, false as live, action.set_id, segment.changed_at as at,
        segment.segment_no is not distinct from ${otherSegmentNo} as chosen, segment.state <> 'logged' as offered
      from segment join criteria_action action on action.segment_id = segment.id and action.action_no = segment.current_step
      where segment.segment_no <> ${segmentNo}
      union all
      select segment_no, name, null, true, set_id, changed_at, segment_no is not distinct from ${otherSegmentNo}, archived_at is null
      from live_segment where set_id is not null and segment_no <> ${segmentNo}
      union all
      select segment_no, description, entry_no, false, set_id, logged_at, entry_no is not distinct from ${otherEntryNo}::int,
        not canceled and segment_id is distinct from (select id from segment where segment_no = ${segmentNo})
      from logged_segment where set_id is not null) other
    join contact_set on contact_set.set_id = other.set_id
    where other.chosen or (other.offered and contact_set.size > 0)
    order by other.chosen desc, other.at desc, other.segment_no desc limit ${othersShown}`);
  return z.array(otherSchema).parse(rows);
}
