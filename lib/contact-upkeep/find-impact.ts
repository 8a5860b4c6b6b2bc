import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { segmentStates } from "@/lib/segmentation/schema";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { findContactImpactSchema } from "./schema";

const segmentSchema = z.object({
  segmentNo: z.string(),
  description: z.string().nullable(),
  state: z.enum(segmentStates),
  contacts: z.int(),
});
const countsSchema = z.tuple([z.object({ contacts: z.int(), persons: z.int(), interactions: z.int(), salesFacts: z.int() })]);

/** What deleting contacts would touch, for the question before it. */
export type ContactImpact = {
  /** The contacts themselves and, of companies, their persons. */
  contacts: number;
  /** Persons who go because their company goes. */
  persons: number;
  /** Their interaction log entries, which stay and keep their names. */
  interactions: number;
  salesFacts: number;
  /** Worksheets on which they stand, undone steps included, the last changed first. */
  segments: z.infer<typeof segmentSchema>[];
};

/** Looks at what deleting these contacts would touch; numbers that nobody has count as nothing. */
export const findContactImpact = query({
  name: "contact.findImpact",
  needs: "read",
  input: findContactImpactSchema,
  run: (context, { contactNos }): Promise<ContactImpact> =>
    onSnapshot(context.db, async (tx) => {
      const going = Prisma.sql`
        named as (select id from contact where contact_no = any(${contactNos}::text[])),
        going as materialized (select id from contact where id in (select id from named) or company_id in (select id from named))`;
      const [counts] = countsSchema.parse(
        await tx.$queryRaw(Prisma.sql`
          with ${going}
          select (select count(*) from going)::int as contacts, (select count(*) from going where id not in (select id from named))::int as persons,
            (select count(*) from interaction_log_entry where contact_id in (select id from going) and not postponed)::int as interactions,
            (select count(*) from value_entry where contact_id in (select id from going))::int as "salesFacts"`),
      );
      const segments = z.array(segmentSchema).parse(
        await tx.$queryRaw(Prisma.sql`
          with ${going},
          by_chunk as (select id >> 13 as chunk, array_agg(id) as ids from going group by 1),
          held as (
            select action.segment_id, k.chunk, k.data_id
            from criteria_action action join contact_set_chunk k on k.set_id = action.set_id join by_chunk using (chunk)
            group by 1, 2, 3),
          found as materialized (
            select distinct held.segment_id, unnest(d.members & by_chunk.ids) as id from held join by_chunk using (chunk) join chunk_data d using (data_id))
          select segment.segment_no as "segmentNo", segment.description, segment.state::text as state, count(*)::int as contacts
          from found join segment on segment.id = found.segment_id where segment.state <> 'logged'
          group by segment.id order by segment.changed_at desc, segment.id desc`),
      );
      return { ...counts, segments };
    }),
});
