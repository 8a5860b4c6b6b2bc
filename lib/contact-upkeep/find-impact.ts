import { z } from "zod";
import { query } from "@/lib/access/operation";
import { contactPredicate } from "@/lib/contacts/filter";
import { Prisma } from "@/lib/db/sql";
import { onSnapshot } from "@/lib/segmentation/snapshot";
import { findContactImpactSchema } from "./schema";
import { type HoldingWorksheet, worksheetsHolding } from "./worksheets-holding";

const countsSchema = z.tuple([
  z.object({
    contacts: z.int(),
    persons: z.int(),
    interactions: z.int(),
    salesFacts: z.int(),
    names: z.array(z.string()),
    personNames: z.array(z.string()),
  }),
]);

/** What deleting contacts would touch, for the question before it. */
export type ContactImpact = {
  /** The contacts themselves and, of companies, their persons. */
  contacts: number;
  /** Persons who go because their company goes. */
  persons: number;
  /** The first few of the contacts themselves, and of those persons, by name. */
  names: string[];
  personNames: string[];
  /** Their interaction log entries, which stay and keep their names, and what was sent with them. */
  interactions: number;
  salesFacts: number;
  /** Worksheets on which they stand, undone steps included, the last changed first. */
  segments: HoldingWorksheet[];
};

const shownNames = 3;

/** Looks at what deleting these contacts would touch; numbers that nobody has count as nothing. */
export const findContactImpact = query({
  name: "contact.findImpact",
  needs: "read",
  input: findContactImpactSchema,
  run: (context, selection): Promise<ContactImpact> =>
    onSnapshot(context.db, async (tx) => {
      const named =
        "contactNos" in selection
          ? Prisma.sql`select id from contact where contact_no = any(${selection.contactNos}::text[])`
          : Prisma.sql`select contact.id from contact where ${contactPredicate(selection.matching) ?? Prisma.sql`true`}`;
      const going = Prisma.sql`${named} union select person.id from contact person where person.company_id in (${named})`;
      const [counts] = countsSchema.parse(
        await tx.$queryRaw(Prisma.sql`
          with named as materialized (${named}), going as materialized (${going}),
          persons as (select id from going where id not in (select id from named))
          select (select count(*) from going)::int as contacts, (select count(*) from persons)::int as persons,
            array(select name from contact where id in (select id from named) order by name, id limit ${shownNames}) as names,
            array(select name from contact where id in (select id from persons) order by name, id limit ${shownNames}) as "personNames",
            (select count(*) from interaction_log_entry where contact_id in (select id from going) and not postponed)::int as interactions,
            (select count(*) from value_entry where contact_id in (select id from going))::int as "salesFacts"`),
      );
      return { ...counts, segments: await worksheetsHolding(tx, going) };
    }),
});
