import type { z } from "zod";
import { searchCondition } from "@/lib/contacts/search";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { entryFilterSchema } from "./schema";

/** Which entries of the alias `entry` a list shows: postponed ones never. A search finds entries by their contact, by number or by description. */
export function logEntryCondition(filter: z.output<typeof entryFilterSchema>): Sql {
  const all: Sql[] = [Prisma.sql`not entry.postponed`];
  if (filter.search) all.push(found(filter.search));
  if (filter.canceled !== "all") all.push(Prisma.sql`entry.canceled = ${filter.canceled === "canceled"}`);
  if (filter.loggedSegmentEntryNo !== null) all.push(Prisma.sql`entry.logged_segment_entry_no = ${filter.loggedSegmentEntryNo}`);
  if (filter.segmentNo !== null) all.push(equals(Prisma.sql`entry.segment_no`, filter.segmentNo));
  if (filter.campaignNo !== null) all.push(equals(Prisma.sql`entry.campaign_no`, filter.campaignNo));
  if (filter.salespersonCode !== null) all.push(equals(Prisma.sql`entry.salesperson_code`, filter.salespersonCode));
  if (filter.interactionTemplateCode !== null)
    all.push(equals(Prisma.sql`entry.interaction_template_code`, filter.interactionTemplateCode));
  if (filter.interactionGroupCode !== null) all.push(equals(Prisma.sql`entry.interaction_group_code`, filter.interactionGroupCode));
  if (filter.evaluation !== null) all.push(evaluated(filter.evaluation));
  if (filter.attemptFailed !== null) all.push(Prisma.sql`entry.attempt_failed = ${filter.attemptFailed}`);
  if (filter.commented !== null) all.push(Prisma.sql`(${commentsOfEntry} > 0) = ${filter.commented}`);
  if (filter.contactNo !== null) all.push(Prisma.sql`entry.contact_no = ${filter.contactNo}`);
  if (filter.channel !== null) {
    all.push(
      filter.channel === "none"
        ? Prisma.sql`entry.correspondence_type is null`
        : Prisma.sql`entry.correspondence_type = ${filter.channel}::correspondence_type`,
    );
  }
  if (filter.from !== null) all.push(Prisma.sql`entry.date >= ${filter.from}::date`);
  if (filter.to !== null) all.push(Prisma.sql`entry.date <= ${filter.to}::date`);
  return Prisma.join(all, " and ");
}

/** How many comments stand on the alias `entry`. */
export const commentsOfEntry = Prisma.sql`(select count(*)::int from interaction_log_comment c where c.entry_no = entry.entry_no and c.removed_at is null)`;

function evaluated(evaluation: NonNullable<z.output<typeof entryFilterSchema>["evaluation"]>): Sql {
  if (evaluation === "none") return Prisma.sql`entry.evaluation is null`;
  if (evaluation === "any") return Prisma.sql`entry.evaluation is not null`;
  return Prisma.sql`entry.evaluation = ${evaluation}::evaluation`;
}

function equals(column: Sql, value: string): Sql {
  return value === "" ? Prisma.sql`${column} is null` : Prisma.sql`${column} = ${value}`;
}

function found(search: string): Sql {
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  const ways = [
    Prisma.sql`lower(concat_ws(' ', entry.contact_no, entry.contact_name, entry.company_name, entry.description) collate winnow_name) like lower(${pattern}::text collate winnow_name)`,
  ];
  if (/^\d{1,15}$/.test(search)) ways.push(Prisma.sql`entry.entry_no = ${Number(search)}::bigint`);
  const contact = searchCondition(search);
  if (contact) ways.push(Prisma.sql`entry.contact_id = any(array(select contact.id from contact where ${contact} limit 10000))`);
  return Prisma.sql`(${Prisma.join(ways, " or ")})`;
}
