import { z } from "zod";
import { query } from "@/lib/access/operation";
import { holdsContact } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import { listContactSegmentsSchema } from "./schema";
import { onSnapshot } from "./snapshot";

const schema = z.object({
  segmentNo: z.string(),
  description: z.string().nullable(),
  state: z.enum(["draft", "logging", "logged"]),
  /** For logged segments. */
  entryNo: z.number().nullable(),
  /** The step at which the contact came in last, of so many; null where the worksheet is not here any more. */
  cameAt: z.int().nullable(),
  steps: z.int().nullable(),
  /** How many lines the contact has on it. */
  lines: z.int(),
});
export type ContactSegment = z.output<typeof schema>;
export type ContactSegmentsPage = { segments: ContactSegment[]; total: number; page: number; pageSize: number };

/** The worksheets a contact stands on now, and the logged segments that are not canceled it was logged with, the newest first. */
export const listContactSegments = query({
  name: "contact.listSegments",
  needs: "read",
  input: listContactSegmentsSchema,
  run: ({ db }, { contactNo, page, pageSize }): Promise<ContactSegmentsPage> =>
    onSnapshot(db, async (tx) => {
      const found = await tx.$queryRaw(Prisma.sql`select id from contact where contact_no = ${contactNo}`);
      const contact = z.array(z.object({ id: z.int() })).parse(found)[0];
      if (!contact) return { segments: [], total: 0, page, pageSize };
      const holds = (set: Sql) => holdsContact(set, contact.id);
      const rows = await tx.$queryRaw(Prisma.sql`
        with standing as materialized (
          select s.id, s.segment_no, s.description, s.state::text as state, null::int as entry_no, s.changed_at as at
          from segment s join criteria_action held on held.segment_id = s.id and held.action_no = s.current_step
          where s.state <> 'logged' and ${holds(Prisma.sql`held.set_id`)}
          union all
          select logged.segment_id, logged.segment_no, logged.description, 'logged', logged.entry_no, logged.logged_at
          from logged_segment logged where not logged.canceled and ${holds(Prisma.sql`logged.set_id`)}),
        shown as (select * from standing order by at desc, segment_no desc limit ${pageSize} offset ${(page - 1) * pageSize})
        select (select count(*)::int from standing) as total, coalesce((
          select jsonb_agg(jsonb_build_object('segmentNo', shown.segment_no, 'description', shown.description, 'state', shown.state, 'entryNo', shown.entry_no,
            'steps', segment.current_step,
            'cameAt', case when segment.id is not null then 1 + coalesce((
              select max(action.action_no) from criteria_action action
              where action.segment_id = segment.id and action.action_no < segment.current_step and not ${holds(Prisma.sql`action.set_id`)}), 0) end,
            'lines', 1 + (select count(*) from criteria_action_layer layer
              where layer.segment_id = segment.id and layer.action_no = segment.current_step and ${holds(Prisma.sql`layer.set_id`)}))
            order by shown.at desc, shown.segment_no desc)
          from shown left join segment on segment.id = shown.id), '[]') as segments`);
      const [answer] = z.tuple([z.object({ total: z.int(), segments: z.array(schema) })]).parse(rows);
      return { ...answer, page, pageSize };
    }),
});
