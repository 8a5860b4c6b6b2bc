import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import type { Matching } from "./contact-row";
import { type Staging, tableSql } from "./staging";

export type Chunk = { staging: Staging; pass: "company" | "person"; afterLine: number; limit: number; matchBy: Matching };
export type MatchedChunk = { rows: number; lastLine: number | null };

/**
 * Takes the next rows of a pass into the temporary table `merge_row`, each with the contact it is about: by number; else by
 * external id; else by e-mail address, unless that contact has another external id; rows without any of these by name, with
 * the company or the address. `employer_id` is the company that a row names by number. `matches` counts the contacts found by the first of these ways that finds one.
 */
export async function matchRows(tx: Transaction, chunk: Chunk): Promise<MatchedChunk> {
  await tx.$executeRaw(Prisma.sql`drop table if exists merge_row`);
  await tx.$executeRaw(Prisma.sql`
    create temporary table merge_row on commit drop as
    with line as materialized (
      select * from ${tableSql(chunk.staging.rows)}
      where refused_reason is null and type = ${Prisma.raw(`'${chunk.pass}'`)} and line_no > ${Prisma.raw(String(chunk.afterLine))}
      order by line_no limit ${Prisma.raw(String(chunk.limit))}
    )
    select line.*, found.contact_id, coalesce(found.matches, 0) as matches, found.numbers, known.type as known_type,
      (select c.id from contact c where c.contact_no = line.company_no and c.type = 'company') as employer_id
    from line
    left join lateral (
      select min(candidate.id) as contact_id, count(*)::int as matches, (array_agg(candidate.contact_no order by candidate.id))[1:3] as numbers
      from (${candidates(chunk.matchBy)}) candidate
      group by candidate.way order by candidate.way limit 1
    ) found on true
    left join contact known on known.id = found.contact_id`);
  const [counted] = await tx.$queryRaw<MatchedChunk[]>(Prisma.sql`select count(*)::int as rows, max(line_no) as "lastLine" from merge_row`);
  return counted ?? { rows: 0, lastLine: null };
}

/** `offset 0` keeps the planner from beginning with everybody of the name, which it takes for few. */
const peopleOf = Prisma.sql`select p.id, p.contact_no, p.type, p.name from contact p where p.company_id = employer.id offset 0`;

/**
 * A name with the company or the address; used for rows that carry nothing better. People are looked for among those of their company, or
 * of no company at their address: names alone repeat too often in a large house.
 */
const byName = Prisma.sql`
  select 4 as way, c.id, c.contact_no from contact c
  where line.type = 'company' and line.key like 'company %' and c.type = 'company' and lower(c.name collate "C") = lower(line.name)
  union all
  select 4, c.id, c.contact_no from contact employer cross join lateral (${peopleOf}) c
  where line.type = 'person' and line.key like 'person %' and employer.contact_no = line.company_no
    and c.type = 'person' and c.name = line.name collate winnow_name
  union all
  select 4, c.id, c.contact_no from contact employer cross join lateral (${peopleOf}) c
  where line.type = 'person' and line.key like 'person %' and line.company_no is null
    and employer.type = 'company' and lower(employer.name collate "C") = lower(line.company_name)
    and c.type = 'person' and c.name = line.name collate winnow_name
  union all
  select 4, c.id, c.contact_no from contact c
  where line.type = 'person' and line.key like 'person %' and line.company_no is null and line.company_name is null
    and c.type = 'person' and c.company_id is null and c.name = line.name collate winnow_name
    and coalesce(c.post_code, '') = coalesce(line.post_code, '') and coalesce(c.address collate "C", '') = coalesce(line.address, '')`;

function candidates(matchBy: Matching): Sql {
  const ways = [
    Prisma.sql`select 1 as way, c.id, c.contact_no from contact c where line.contact_no is not null and c.contact_no = line.contact_no`,
    ...(matchBy === "number"
      ? []
      : [Prisma.sql`select 2, c.id, c.contact_no from contact c where line.contact_no is null and c.external_id = line.external_id`]),
    ...(matchBy === "email"
      ? [
          Prisma.sql`
            select 3, c.id, c.contact_no from contact c
            where line.contact_no is null and lower(c.email) = lower(line.email) and (line.type_given = 'false' or c.type::text = line.type)
              and (line.external_id is null or c.external_id is null)`,
        ]
      : []),
    byName,
  ];
  return Prisma.join(ways, " union all ");
}
