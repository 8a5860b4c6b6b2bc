import type { z } from "zod";
import { searchCondition } from "@/lib/contacts/search";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { listInteractionLogEntriesSchema } from "./schema";

type EntryFilter = Omit<z.output<typeof listInteractionLogEntriesSchema>, "after" | "before" | "last" | "limit">;

/** Which entries of the alias `entry` a list shows: postponed ones never. A search finds entries by their contact, by number or by description. */
export function logEntryCondition(filter: EntryFilter): Sql {
  const all: Sql[] = [Prisma.sql`not entry.postponed`];
  if (filter.search) all.push(found(filter.search));
  if (filter.canceled !== "all") all.push(Prisma.sql`entry.canceled = ${filter.canceled === "canceled"}`);
  if (filter.loggedSegmentEntryNo !== null) all.push(Prisma.sql`entry.logged_segment_entry_no = ${filter.loggedSegmentEntryNo}`);
  if (filter.segmentNo !== null) all.push(equals(Prisma.sql`entry.segment_no`, filter.segmentNo));
  if (filter.campaignNo !== null) all.push(equals(Prisma.sql`entry.campaign_no`, filter.campaignNo));
  if (filter.salespersonCode !== null) all.push(equals(Prisma.sql`entry.salesperson_code`, filter.salespersonCode));
  if (filter.interactionTemplateCode !== null)
    all.push(equals(Prisma.sql`entry.interaction_template_code`, filter.interactionTemplateCode));
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
