import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { foldMembers } from "@/lib/maintained-sets/fold";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { readMembersPage } from "./member-rows";
import { evaluationCauses, listEvaluationsSchema, listMemberChangesSchema } from "./schema";
import type { LiveEvaluation, MembersPage } from "./types";

const evaluationsSchema = z.array(
  z.object({
    evaluationNo: z.int(),
    versionNo: z.int(),
    cause: z.enum(evaluationCauses),
    at: z.coerce.date(),
    ms: z.int(),
    size: z.int(),
    joined: z.int(),
    left: z.int(),
    error: z.string().nullable(),
  }),
);

/** How the size came about, the newest first: every evaluation that changed somebody, going live, publishing, stopping and failing. */
export const listEvaluations = query({
  name: "liveSegment.listEvaluations",
  needs: "read",
  input: listEvaluationsSchema,
  run: async ({ db, now }, { segmentNo, before, limit }): Promise<LiveEvaluation[]> => {
    await foldMembers(db, now, [segmentNo]);
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select evaluation_no as "evaluationNo", version_no as "versionNo", cause, at, ms, size, joined, "left", e.error
      from live_evaluation e join live_segment l on l.id = e.segment_id
      where l.segment_no = ${segmentNo} and (${before}::int is null or evaluation_no < ${before}::int) order by evaluation_no desc limit ${limit}`);
    return evaluationsSchema.parse(rows);
  },
});

/** Who joined or left by one evaluation; contacts that are gone since are left out. Null when there is no such evaluation. */
export const listMemberChanges = query({
  name: "liveSegment.listMemberChanges",
  needs: "read",
  input: listMemberChangesSchema,
  run: ({ db }, { segmentNo, evaluationNo, change, ...request }): Promise<MembersPage | null> =>
    onSnapshot(db, async (tx) => {
      const column = Prisma.raw(change === "joined" ? "joined_set" : "left_set");
      const rows = await tx.$queryRaw(Prisma.sql`
        select e.at, changed.set_id as "setId", coalesce(changed.size, 0) as size
        from live_evaluation e join live_segment l on l.id = e.segment_id left join contact_set changed on changed.set_id = e.${column}
        where l.segment_no = ${segmentNo} and e.evaluation_no = ${evaluationNo}`);
      const [found] = z.array(z.object({ at: z.coerce.date(), setId: z.bigint().nullable(), size: z.int() })).parse(rows);
      if (!found) return null;
      const { at, setId, size } = found;
      if (setId === null) return { rows: [], total: 0, matching: 0, offset: 0, next: null, previous: null, at };
      return readMembersPage(tx, { setId, total: size, predicate: null }, request, at);
    }),
});
