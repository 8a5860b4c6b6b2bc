import { z } from "zod";
import { query } from "@/lib/access/operation";
import { contactTypes } from "@/lib/contacts/schema";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { ok, type Result } from "@/lib/result";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import type { ContactUpkeepError } from "./errors";
import { mergeParties, refusesItself } from "./merge-rules";
import { findFilledFields, type MergedField } from "./merged-fields";
import { nameContacts } from "./named-contacts";
import { mergeContactsSchema } from "./schema";
import { type HoldingWorksheet, worksheetsHolding } from "./worksheets-holding";

const text = z.string().nullable();
const sideSchema = z.object({
  contactNo: z.string(),
  type: z.enum(contactTypes),
  name: z.string(),
  companyName: text,
  jobTitle: text,
  address: text,
  email: text,
  phoneNo: text,
  excluded: z.boolean(),
  blocked: z.boolean(),
  persons: z.int(),
  interactions: z.int(),
  segments: z.int(),
});

/** A contact's main facts, to lay it beside others. `segments` counts worksheets, `persons` those of a company. */
export type MergeSide = z.infer<typeof sideSchema>;

/** What merging would do. Numbers count what comes to the one that stays. */
export type MergeEffect = {
  /** All of them in the order asked for, the one that stays first. */
  sides: MergeSide[];
  takesOver: MergedField[];
  persons: number;
  interactions: number;
  salesFacts: number;
  /** Worksheets on which those who go stand, with how many of them. */
  segments: HoldingWorksheet[];
};

const countsSchema = z.tuple([z.object({ persons: z.int(), interactions: z.int(), salesFacts: z.int() })]);

/** Looks at what `mergeContacts` would do; refused as it would be. */
export const findMergeEffect = query({
  name: "contact.findMergeEffect",
  needs: "contacts.edit",
  input: mergeContactsSchema,
  run: (context, { keep, contactNos }): Promise<Result<MergeEffect, ContactUpkeepError>> =>
    onSnapshot(context.db, async (tx) => {
      const two = refusesItself({ keep, contactNos });
      if (!two.ok) return two;
      const named = await nameContacts(tx, [keep, ...contactNos]);
      if (!named.ok) return named;
      const parties = mergeParties(keep, named.value);
      if (!parties.ok) return parties;
      const { kept, gone } = parties.value;
      const ids = gone.map(({ id }) => id);
      const going = Prisma.sql`select id from unnest(${ids}::int[]) as g (id)`;
      return ok({
        sides: await readSides(tx, [keep, ...contactNos]),
        takesOver: await findFilledFields(tx, kept.id, ids),
        ...(await countMoves(tx, going)),
        segments: await worksheetsHolding(tx, going),
      });
    }),
});

async function countMoves(tx: Transaction, going: Sql) {
  const rows = await tx.$queryRaw(Prisma.sql`
    select (select count(*) from contact where company_id in (${going}) and type = 'person')::int as persons,
      (select count(*) from interaction_log_entry where contact_id in (${going}) and not postponed)::int as interactions,
      (select count(*) from value_entry where contact_id in (${going}))::int as "salesFacts"`);
  return countsSchema.parse(rows)[0];
}

async function readSides(tx: Transaction, contactNos: readonly string[]): Promise<MergeSide[]> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select c.contact_no as "contactNo", c.type::text as type, c.name, case when c.type = 'person' then c.company_name end as "companyName", c.job_title as "jobTitle",
      nullif(concat_ws(', ', c.address, c.address_2, nullif(concat_ws(' ', c.post_code, c.city) collate "C", ''), c.country_region_code) collate "C", '') as address,
      c.email, coalesce(c.phone_no, c.mobile_phone_no) as "phoneNo", c.exclude_from_segment as excluded,
      (c.privacy_blocked or (c.minor and not c.parental_consent_received)) as blocked,
      (select count(*) from contact person where person.company_id = c.id and person.id <> c.id)::int as persons,
      (select count(*) from interaction_log_entry e where e.contact_id = c.id and not e.postponed)::int as interactions,
      (select count(distinct action.segment_id)
       from contact_set_chunk k join chunk_data d using (data_id) join criteria_action action using (set_id) join segment on segment.id = action.segment_id
       where k.chunk = c.id >> 13 and d.members @> array[c.id] and segment.state <> 'logged')::int as segments
    from unnest(${[...contactNos]}::text[]) with ordinality as asked (contact_no, position) join contact c using (contact_no)
    order by asked.position`);
  return z.array(sideSchema).parse(rows);
}
