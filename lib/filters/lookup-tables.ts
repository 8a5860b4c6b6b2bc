import { Prisma, type Sql } from "@/lib/db/sql";
import type { Lookup, LookupKind } from "./field-kinds";

/** A look-up as a query of code and description. */
export function lookupTable({ kind, of }: Lookup): Sql {
  if (kind !== "behaviourChoice" || of === undefined) return lookupTables[kind];
  return Prisma.sql`select option as code, '' as description from behaviour_property cross join unnest(options) option where name = ${of}`;
}

const lookupTables: Readonly<Record<LookupKind, Sql>> = {
  salesperson: Prisma.sql`select code, name as description from salesperson`,
  country: Prisma.sql`select code, name as description from country_region`,
  territory: Prisma.sql`select code, name as description from territory`,
  language: Prisma.sql`select code, name as description from language`,
  salutation: Prisma.sql`select code, description from salutation`,
  organizationalLevel: Prisma.sql`select code, description from organizational_level`,
  mailingGroup: Prisma.sql`select code, description from mailing_group`,
  industryGroup: Prisma.sql`select code, description from industry_group`,
  businessRelation: Prisma.sql`select code, description from business_relation`,
  jobResponsibility: Prisma.sql`select code, description from job_responsibility`,
  questionnaire: Prisma.sql`select code, description from profile_questionnaire`,
  answer: Prisma.sql`
    select a.questionnaire_code || ':' || a.line_no as code, coalesce(q.description || ': ', '') || a.description as description
    from profile_questionnaire_line a
    left join profile_questionnaire_line q on q.questionnaire_code = a.questionnaire_code and q.line_no = a.question_line_no
    where a.type = 'answer'`,
  template: Prisma.sql`select code, description from interaction_template`,
  interactionGroup: Prisma.sql`select code, description from interaction_group`,
  campaign: Prisma.sql`select campaign_no as code, description from campaign`,
  segment: Prisma.sql`
    select segment_no as code, coalesce(description, '') as description from segment union all select segment_no, name from live_segment where archived_at is null`,
  loggedSegment: Prisma.sql`select entry_no::text as code, description from logged_segment where deletion_no is null`,
  purpose: Prisma.sql`select code, name as description from purpose`,
  behaviourType: Prisma.sql`select code, description from behaviour_type`,
  behaviourSource: Prisma.sql`select code, '' as description from behaviour_source`,
  behaviourProperty: Prisma.sql`select kind || '.' || name as code, label as description from behaviour_property`,
  behaviourChoice: Prisma.sql`select option as code, name as description from behaviour_property cross join unnest(options) option`,
  // Walks the index from one item to the next instead of reading every purchase.
  item: Prisma.sql`
    with recursive item as (
      (select item_no from value_entry order by item_no limit 1)
      union all
      select (select v.item_no from value_entry v where v.item_no > item.item_no order by v.item_no limit 1) from item where item.item_no is not null
    )
    select item_no as code, '' as description from item where item_no is not null`,
};

/** Codes that say more to people than their names do, as GB; words keep them. */
export const knownByCode: ReadonlySet<LookupKind> = new Set(["country", "language", "item", "behaviourSource", "behaviourChoice"]);
