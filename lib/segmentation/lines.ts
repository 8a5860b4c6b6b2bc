import { amongMembers } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { StoredLayers } from "./layers";

/** What decides a line's channel, as SQL: columns of a query, or values of one header. */
export type ChannelBasis = {
  headerIgnoresContacts: Sql;
  headerType: Sql;
  hasTemplate: Sql;
  templateIgnoresContacts: Sql;
  templateType: Sql;
  contactType: Sql;
};

/**
 * The channel of a line that has none of its own, the first that applies: the header's when it ignores contacts and names one; the template's
 * when it ignores contacts or the contact prefers nothing; the contact's.
 */
export function channelOf(basis: ChannelBasis): Sql {
  return Prisma.sql`case
    when ${basis.headerIgnoresContacts} and ${basis.headerType} is not null then ${basis.headerType}
    when ${basis.hasTemplate} and (${basis.templateIgnoresContacts} or ${basis.contactType} is null) then ${basis.templateType}
    else ${basis.contactType} end`;
}

const columns: ChannelBasis = {
  headerIgnoresContacts: Prisma.sql`segment.ignore_contact_corres_type`,
  headerType: Prisma.sql`segment.correspondence_type`,
  hasTemplate: Prisma.sql`template.code is not null`,
  templateIgnoresContacts: Prisma.sql`template.ignore_contact_corres_type`,
  templateType: Prisma.sql`template.correspondence_type`,
  contactType: Prisma.sql`contact.correspondence_type`,
};

const salesperson = Prisma.sql`
  case when 'salesperson_code' = any(line.overridden) then line.salesperson_code else coalesce(segment.salesperson_code, contact.salesperson_code) end`;

/** What a line shows: the columns of `lineSources`. */
export const lineColumns = Prisma.sql`
  contact.id as contact_id, contact.contact_no, contact.type, contact.name,
  case when contact.type = 'person' then contact.name end as contact_name,
  contact.company_id, contact.company_no,
  case when contact.type = 'company' then contact.name else contact.company_name end as company_name,
  contact.job_title, contact.city, contact.post_code, contact.country_region_code, contact.email, contact.phone_no, contact.mobile_phone_no,
  segment.description, segment.date,
  ${salesperson} as salesperson_code,
  responsible.name as salesperson_name,
  case when 'correspondence_type' = any(line.overridden) then line.correspondence_type else ${channelOf(columns)} end as correspondence_type,
  segment.interaction_template_code, segment.interaction_group_code,
  coalesce(spoken.language_code, segment.language_code) as language_code,
  segment.information_flow, segment.initiated_by,
  segment.unit_cost_lcy as cost_lcy, segment.unit_duration_min as duration_min,
  segment.campaign_no, segment.campaign_target, segment.campaign_response,
  coalesce(line.overridden, '{}') as changed_here,
  contact.exclude_from_segment as excluded,
  contact.privacy_blocked or (contact.minor and not contact.parental_consent_received) as blocked`;

/** `from … where` over every contact there is, with the sources of its line in one layer; go on with `and …` over `contact`. */
export function lineSources(segmentId: number, layer = 1): Sql {
  return Prisma.sql`
    from segment
    cross join contact
    left join interaction_template template on template.code = segment.interaction_template_code
    left join interaction_template_language spoken
      on spoken.interaction_template_code = segment.interaction_template_code and spoken.language_code = contact.language_code
    left join segment_line_override line on line.segment_id = segment.id and line.contact_id = contact.id and line.layer = ${layer}
    left join salesperson responsible on responsible.code = ${salesperson}
    where segment.id = ${segmentId}`;
}

/**
 * The effective lines of the members of `layers`: `columns` of `lineSources` and the line's `layer`. What was changed on a line wins over the
 * header, the header over the contact; addresses and numbers are the contact's of this moment. The language is the contact's where the
 * template has it, else the header's. The page, the check, the log and the export all read `lineSources`.
 */
export function linesOfLayers(segmentId: number, layers: StoredLayers, columns: Sql = lineColumns): Sql {
  const ofEach = layers.map(
    (set, at) => Prisma.sql`select ${columns}, ${at + 1}::int as layer ${lineSources(segmentId, at + 1)} and ${amongMembers(set)}`,
  );
  return Prisma.join(ofEach, " union all ");
}

/** The same of every contact there is in layer 1 and of the members of those above it: join or filter it by `contact_id`. */
export function effectiveLines(segmentId: number, [, ...upper]: StoredLayers): Sql {
  const first = Prisma.sql`select ${lineColumns}, 1 as layer ${lineSources(segmentId)}`;
  const others = upper.map(
    (set, at) => Prisma.sql`select ${lineColumns}, ${at + 2}::int as layer ${lineSources(segmentId, at + 2)} and ${amongMembers(set)}`,
  );
  return Prisma.join([first, ...others], " union all ");
}
