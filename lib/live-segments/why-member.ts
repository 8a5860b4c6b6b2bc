import { z } from "zod";
import { query } from "@/lib/access/operation";
import { holdsContact } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import { compileForOne } from "@/lib/filters/to-sql";
import { type Explanation, explain } from "@/lib/filters/why";
import { askIn } from "@/lib/maintained-sets/definitions";
import { foldMembers } from "@/lib/maintained-sets/fold";
import { liveClock } from "@/lib/maintained-sets/members-now";
import { withMembers } from "@/lib/maintained-sets/with-members";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { evaluationCauses, whyMemberSchema } from "./schema";
import type { WhyMember } from "./types";
import { readVersion, versionInHand } from "./versions";

/** Why a contact is a member or not by what is published (of a draft: by what is being worked on), and since when. Null when there is no such segment or contact. */
export const whyMember = query({
  name: "liveSegment.whyMember",
  needs: "read",
  input: whyMemberSchema,
  run: async (context, { segmentNo, contactNo }): Promise<WhyMember | null> => {
    await foldMembers(context.db, context.now, [segmentNo]);
    return onSnapshot(context.db, async (tx) => {
      const rows = await tx.$queryRaw(Prisma.sql`
        select l.id, l.published_no as "publishedNo", l.working_no as "workingNo", contact.id as "contactId", contact.contact_no as "contactNo", contact.name
        from live_segment l cross join contact where l.segment_no = ${segmentNo} and contact.contact_no = ${contactNo}`);
      const [found] = z.array(foundSchema).parse(rows);
      if (!found) return null;
      const { id, publishedNo, workingNo, contactId, ...contact } = found;
      const version = await readVersion(tx, id, publishedNo ?? versionInHand({ publishedNo, workingNo }));
      const clock = await withMembers(askIn(tx), liveClock(context.now, version.timeZone), version.filter);
      const explained = await explain(tx, version.filter, contactId, clock);
      const explanation = explained.ok ? explained.value : null;
      const asked = { kind: "member", of: "segment", no: segmentNo, is: true } as const;
      const isMember = compileForOne(asked, contactId, await withMembers(askIn(tx), context, asked));
      if (!isMember.ok) throw new Error("a condition on a segment is never refused");
      const holds = (setId: Sql) => holdsContact(setId, contactId);
      const answers = await tx.$queryRaw(Prisma.sql`
        select exists (select from contact where contact.id = ${contactId}::int and ${isMember.value}) as member,
          case when ${holds(Prisma.sql`${version.excludeSet}::bigint`)} then 'excluded' when ${holds(Prisma.sql`${version.includeSet}::bigint`)} then 'included' end as "byHand",
          coalesce((
            select jsonb_agg(jsonb_build_object('at', change.at, 'change', change.kind, 'cause', change.cause) order by change.no desc) from (
              select evaluation_no as no, at, cause, 'joined' as kind from live_evaluation where segment_id = ${id} and ${holds(Prisma.sql`joined_set`)}
              union all
              select evaluation_no, at, cause, 'left' from live_evaluation where segment_id = ${id} and ${holds(Prisma.sql`left_set`)}) change), '[]') as history`);
      const [answer] = z.tuple([answerSchema]).parse(answers);
      return { ...contact, ...answer, filterHolds: explanation?.held ?? false, conditions: explanation ? conditionsOf(explanation) : [] };
    });
  },
});

const foundSchema = z.object({
  id: z.int(),
  publishedNo: z.int().nullable(),
  workingNo: z.int().nullable(),
  contactId: z.int(),
  contactNo: z.string(),
  name: z.string(),
});
const answerSchema = z.object({
  member: z.boolean(),
  byHand: z.enum(["included", "excluded"]).nullable(),
  history: z.array(z.object({ at: z.coerce.date(), change: z.enum(["joined", "left"]), cause: z.enum(evaluationCauses) })),
});

function conditionsOf({ kind, held, words, actual, of }: Explanation): WhyMember["conditions"] {
  return kind === "condition" ? [{ held, words, actual }] : of.flatMap(conditionsOf);
}
