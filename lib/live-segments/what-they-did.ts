import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma } from "@/lib/db/sql";
import { idsOfSet } from "@/lib/filters/members-sql";
import { foldMembers } from "@/lib/maintained-sets/fold";
import { whatTheyDidSchema } from "./schema";

const rowsSchema = z.array(z.object({ typeCode: z.string(), type: z.string(), contacts: z.int(), times: z.int() }));
export type TheyDid = z.output<typeof rowsSchema>[number];

/** What the members of a live segment did in the last 30 days: of each type how many of them, and how often, the most contacts first. */
export const listWhatTheyDid = query({
  name: "liveSegment.listWhatTheyDid",
  needs: "read",
  input: whatTheyDidSchema,
  run: async ({ db, now }, { segmentNo }): Promise<TheyDid[]> => {
    await foldMembers(db, now, [segmentNo]);
    const members = idsOfSet(Prisma.sql`(select set_id from live_segment where segment_no = ${segmentNo})`, null);
    return rowsSchema.parse(
      await db.prisma.$queryRaw(Prisma.sql`
        select t.code as "typeCode", t.description as type, did.contacts, did.times
        from behaviour_type t join (
          select type_code, count(*)::int as contacts, sum(times)::int as times from (
            select b.type_code, b.contact_id, count(*) as times from behaviour b
            where b.occurred_at >= date_trunc('second', ${now}::timestamptz) - interval '720 hours' and b.contact_id in (${members})
            group by 1, 2) each_contact group by 1) did on did.type_code = t.code
        order by did.contacts desc, t.description`),
    );
  },
});
