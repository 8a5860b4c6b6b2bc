import { z } from "zod";
import { query } from "@/lib/access/operation";
import { suppressionOfLogged } from "@/lib/consent/suppression";
import { Prisma } from "@/lib/db/sql";
import { askIn } from "@/lib/maintained-sets/definitions";
import { evaluations } from "@/lib/segmentation/schema";
import type { Evaluation } from "@/lib/segmentation/types";
import { callsAmong, callsOfList } from "./calls-of-list";
import { zoneOfCountry } from "./local-time";
import { numbersSchema, type PhoneNumbers, phoneNumbersOf } from "./numbers";
import {
  type CallPlace,
  type CallRefusal,
  type CallResult,
  callListSchema,
  callPlaces,
  callRefusals,
  callResults,
  findCallSchema,
  listCallsSchema,
} from "./schema";

/** How far a call list is: how many calls there are in each place, and the one that whoever asks has at the moment. */
export type CallList = {
  loggedSegmentEntryNo: number;
  total: number;
  counts: Record<CallPlace, number>;
  /** Of those to be called again, whose time has come. */
  due: number;
  /** The next time somebody is to be called again. */
  nextAgainAt: Date | null;
  mine: number | null;
};

const text = z.string().nullable();
const instant = z.coerce.date().nullable();
const countsSchema = z.array(
  z.object({ place: z.enum(callPlaces), n: z.int(), due: z.int(), nextAgainAt: instant, mine: z.number().nullable() }),
);

/** The call list of a logged segment; null where none of its interactions goes by phone. */
export const findCallList = query({
  name: "callList.find",
  needs: "read",
  input: callListSchema,
  run: async ({ db, user, now }, { loggedSegmentEntryNo }): Promise<CallList | null> => {
    const suppression = await suppressionOfLogged(askIn(db.prisma), loggedSegmentEntryNo, now);
    const rows = countsSchema.parse(
      await db.prisma.$queryRaw(Prisma.sql`
        select place, count(*)::int as n, (count(*) filter (where place = 'again' and due))::int as due,
          min(again_at) filter (where place = 'again' and not due) as "nextAgainAt", (min(entry_no) filter (where claimed_by = ${user.id}))::float8 as mine
        from (${callsOfList(loggedSegmentEntryNo, now, suppression)}) call group by place`),
    );
    if (rows.length === 0) return null;
    const counts: Record<CallPlace, number> = { left: 0, again: 0, not_reached: 0, reached: 0, refused: 0 };
    for (const { place, n } of rows) counts[place] = n;
    const again = rows.find(({ place }) => place === "again");
    return {
      loggedSegmentEntryNo,
      total: rows.reduce((sum, { n }) => sum + n, 0),
      counts,
      due: again?.due ?? 0,
      nextAgainAt: again?.nextAgainAt ?? null,
      mine: rows.find(({ mine }) => mine !== null)?.mine ?? null,
    };
  },
});

const callColumns = Prisma.sql`
  call.entry_no::float8 as "entryNo", call.contact_no as "contactNo", call.contact_name as "contactName", call.company_name as "companyName", call.place, call.refusal,
  call.result::text as result, call.again_at as "againAt", call.due, call.attempts, call.called_at as "calledAt", call.called_by_name as "calledByName",
  call.claimed_at as "claimedAt", call.claimed_by as "claimedBy", (select name from app_user where id = call.claimed_by) as "claimedByName"`;
const callShape = {
  entryNo: z.number(),
  contactNo: z.string(),
  contactName: z.string(),
  companyName: text,
  place: z.enum(callPlaces),
  refusal: z.enum(callRefusals).nullable(),
  result: z.enum(callResults).nullable(),
  againAt: instant,
  due: z.boolean(),
  attempts: z.int(),
  calledAt: instant,
  calledByName: text,
  claimedAt: instant,
  claimedByName: text,
};

/** One call of a list. `claimedByName` names who has it at the moment; `mine` says that this is whoever asks. */
export type CallRow = {
  entryNo: number;
  contactNo: string;
  contactName: string;
  companyName: string | null;
  place: CallPlace;
  refusal: CallRefusal | null;
  result: CallResult | null;
  againAt: Date | null;
  due: boolean;
  attempts: number;
  calledAt: Date | null;
  calledByName: string | null;
  claimedAt: Date | null;
  claimedByName: string | null;
  mine: boolean;
};
export type CallsPage = { rows: CallRow[]; next: number | null };

/** The calls of a logged segment in the order of their entries, of one place or all. */
export const listCalls = query({
  name: "callList.listCalls",
  needs: "read",
  input: listCallsSchema,
  run: async ({ db, user, now }, { loggedSegmentEntryNo, place, after, limit }): Promise<CallsPage> => {
    const suppression = await suppressionOfLogged(askIn(db.prisma), loggedSegmentEntryNo, now);
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${callColumns}, coalesce(call.claimed_by = ${user.id}, false) as mine from (${callsOfList(loggedSegmentEntryNo, now, suppression)}) call
      where (${place}::text is null or place = ${place}) and entry_no > ${after ?? 0}::bigint order by entry_no limit ${limit + 1}`);
    const found = z.array(z.object({ ...callShape, mine: z.boolean() })).parse(rows);
    const page = found.slice(0, limit);
    return { rows: page, next: found.length > limit ? (page.at(-1)?.entryNo ?? null) : null };
  },
});

/** One call with everything that helps on the phone. */
export type Call = CallRow & {
  loggedSegmentEntryNo: number;
  jobTitle: string | null;
  city: string | null;
  zone: string | null;
  /** The one that applies first; none where the contact must not be called. */
  numbers: PhoneNumbers;
  /** The number that was called before. */
  contactVia: string | null;
  description: string;
  template: string | null;
  personalText: string | null;
  hasDocument: boolean;
  evaluation: Evaluation | null;
  costLcy: number;
  durationMin: number;
  comments: { text: string; userName: string; createdAt: Date }[];
};

const callSchema = z.object({
  ...callShape,
  mine: z.boolean(),
  loggedSegmentEntryNo: z.int(),
  jobTitle: text,
  city: text,
  countryRegionCode: text,
  numbers: numbersSchema,
  contactVia: text,
  description: z.string(),
  template: text,
  personalText: text,
  hasDocument: z.boolean(),
  evaluation: z.enum(evaluations).nullable(),
  costLcy: z.number(),
  durationMin: z.int(),
  comments: z.array(z.object({ text: z.string(), userName: z.string(), createdAt: z.coerce.date() })),
});

/** One call of a list, as things are now; null for an entry that stands on none. */
export const findCall = query({
  name: "callList.findCall",
  needs: "read",
  input: findCallSchema,
  run: async ({ db, user, now }, { entryNo }): Promise<Call | null> => {
    const listed = await db.prisma.interactionLogEntry.findUnique({ where: { entryNo }, select: { loggedSegmentEntryNo: true } });
    if (!listed?.loggedSegmentEntryNo) return null;
    const suppression = await suppressionOfLogged(askIn(db.prisma), listed.loggedSegmentEntryNo, now);
    const rows = await db.prisma.$queryRaw(Prisma.sql`
      select ${callColumns}, coalesce(call.claimed_by = ${user.id}, false) as mine, entry.logged_segment_entry_no as "loggedSegmentEntryNo",
        contact.job_title as "jobTitle", contact.city, contact.country_region_code as "countryRegionCode",
        case when call.refusal is null then ${phoneNumbersOf(Prisma.sql`contact.id`, Prisma.sql`entry.alt_address_code`)} else '[]' end as numbers,
        entry.contact_via as "contactVia", entry.description,
        (select description from interaction_template where code = entry.interaction_template_code) as template, entry.personal_text as "personalText",
        entry.document_id is not null as "hasDocument", entry.evaluation::text as evaluation, entry.cost_lcy::float8 as "costLcy", entry.duration_min as "durationMin",
        (select coalesce(jsonb_agg(jsonb_build_object('text', c.text, 'userName', c.user_name, 'createdAt', c.created_at) order by c.comment_no), '[]')
          from interaction_log_comment c where c.entry_no = entry.entry_no and c.removed_at is null) as comments
      from (${callsAmong(Prisma.sql`entry.entry_no = ${entryNo}::bigint`, now, suppression)}) call
      join interaction_log_entry entry using (entry_no) left join contact on contact.id = entry.contact_id`);
    const [found] = z.array(callSchema).parse(rows);
    if (!found) return null;
    const { countryRegionCode, ...call } = found;
    return { ...call, zone: zoneOfCountry(countryRegionCode, now) };
  },
});
