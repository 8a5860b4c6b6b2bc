import { z } from "zod";
import { isMember } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { AddLinesReport } from "./line-types";
import type { PastedContacts } from "./pasted-contacts";

const listed = 100;

/**
 * Finds the contacts that numbers and e-mail addresses stand for, in one statement: a number as it is written, or else in capitals or
 * small letters; an address whatever its case, when a single contact has it. Yields the clauses `asked` and `resolved (id, blocked,
 * excluded, contact_no)`, each contact once.
 */
function resolution({ contactNos, emails }: PastedContacts): Sql {
  return Prisma.sql`
    asked as materialized (
      select 'no' as kind, text, place from unnest(${contactNos}::text[]) with ordinality a (text, place)
      union all
      select 'email', text, place from unnest(${emails}::text[]) with ordinality a (text, place)
    ), hits as materialized (
      select asked.kind, asked.text, asked.place, hit.id, count(hit.id) over (partition by asked.kind, asked.place) as several
      from asked
      left join lateral (
        (select contact.id from contact
         where asked.kind = 'no' and contact.contact_no in (asked.text, upper(asked.text), lower(asked.text))
         order by contact.contact_no = asked.text desc limit 1)
        union all
        select contact.id from contact where asked.kind = 'email' and lower(contact.email) = lower(asked.text)
      ) hit on true
    ), resolved as materialized (
      select contact.id, contact.contact_no, contact.exclude_from_segment as excluded,
        contact.privacy_blocked or (contact.minor and not contact.parental_consent_received) as blocked
      from contact where contact.id in (select id from hits where several = 1)
    )`;
}

/** The ids of all contacts that are named, each once. */
export function foundIds(asked: PastedContacts): Sql {
  return Prisma.sql`with ${resolution(asked)} select id from resolved`;
}

/** The ids of the contacts that may be added by hand: never blocked ones, excluded ones only when asked for. */
export function allowedIds(asked: PastedContacts, ignoreExclusion: boolean): Sql {
  return Prisma.sql`
    with ${resolution(asked)} select id from resolved where not blocked and (${ignoreExclusion} or not excluded)`;
}

/** The numbers of the first hundred of those who may be added and were in the set already. */
export async function numbersOf(tx: Transaction, asked: PastedContacts, ignoreExclusion: boolean, setId: bigint | null): Promise<string[]> {
  if (setId === null) return [];
  const rows = await tx.$queryRaw(Prisma.sql`
    select contact_no as "contactNo" from contact where id in (${allowedIds(asked, ignoreExclusion)}) and ${isMember(setId)} order by contact_no limit ${listed}`);
  return z
    .array(z.object({ contactNo: z.string() }))
    .parse(rows)
    .map(({ contactNo }) => contactNo);
}

/** What of the asked contacts cannot be added, and why. */
export async function reportRefused(tx: Transaction, asked: PastedContacts, ignoreExclusion: boolean): Promise<Refused> {
  const rows = await tx.$queryRaw(Prisma.sql`
    with ${resolution(asked)}
    select
      ${counted(Prisma.sql`select text as entry, min(place) as place from hits where several = 0 group by text, kind`)} as "notFound",
      ${counted(Prisma.sql`select text as entry, min(place) as place from hits where several > 1 group by text, kind`)} as ambiguous,
      ${counted(Prisma.sql`select contact_no as entry, id as place from resolved where blocked`)} as "refusedBlocked",
      ${counted(Prisma.sql`select contact_no as entry, id as place from resolved where excluded and not blocked and not ${ignoreExclusion}`)} as "refusedExcluded"`);
  const [report] = z.array(refusedSchema).parse(rows);
  if (!report) throw new Error("the report of asked contacts returned no row");
  return report;
}

function counted(entries: Sql): Sql {
  return Prisma.sql`(
    select jsonb_build_object('count', count(*), 'entries', coalesce(jsonb_agg(entry order by place) filter (where nth <= ${listed}), '[]'))
    from (select entry, place, row_number() over (order by place) as nth from (${entries}) e) e)`;
}

const countedSchema = z.object({ count: z.int(), entries: z.array(z.string()) });
const texts = countedSchema.transform(({ count, entries }) => ({ count, texts: entries }));
const contactNos = countedSchema.transform(({ count, entries }) => ({ count, contactNos: entries }));
const refusedSchema = z.object({ notFound: texts, ambiguous: texts, refusedBlocked: contactNos, refusedExcluded: contactNos });
type Refused = Pick<AddLinesReport, "notFound" | "ambiguous" | "refusedBlocked" | "refusedExcluded">;
