import { Prisma, type Sql } from "@/lib/db/sql";
import { channelOf } from "./lines";
import type { LineFilter } from "./schema";
import type { CorrespondenceType } from "./types";

/** The header values that decide what lines show, read once for a page. */
export type LineHeader = {
  segmentId: number;
  salespersonCode: string | null;
  correspondenceType: CorrespondenceType | null;
  ignoreContactCorresType: boolean;
  template: { correspondenceType: CorrespondenceType | null; ignoreContactCorresType: boolean } | null;
};

/** Which contacts of `contact` pass the search and the choices of a page of lines; null when everybody does. */
export function linePredicate(header: LineHeader, filter: LineFilter): Sql | null {
  const conditions: Sql[] = [];
  if (filter.search) conditions.push(searchCondition(filter.search));
  if (filter.type) conditions.push(Prisma.sql`contact.type = ${filter.type}::contact_type`);
  if (filter.countryRegionCode !== null) conditions.push(equals(Prisma.sql`contact.country_region_code`, filter.countryRegionCode));
  if (filter.withoutEmail) conditions.push(Prisma.sql`contact.email is null`);
  if (filter.channel)
    conditions.push(
      overridable(
        header,
        "correspondence_type",
        channelCondition(filter.channel, headerChannel(header)),
        channelCondition(filter.channel, Prisma.sql`line.correspondence_type`),
      ),
    );
  if (filter.salespersonCode !== null)
    conditions.push(
      overridable(
        header,
        "salesperson_code",
        equals(headerSalesperson(header), filter.salespersonCode),
        equals(Prisma.sql`line.salesperson_code`, filter.salespersonCode),
      ),
    );
  if (filter.changed)
    conditions.push(
      Prisma.sql`contact.id in (select line.contact_id from segment_line_override line where line.segment_id = ${header.segmentId})`,
    );
  return conditions.length === 0 ? null : Prisma.sql`(${Prisma.join(conditions, " and ")})`;
}

/** The same words in the same form as the trigram index on contacts, so that it is used. */
function searchCondition(search: string): Sql {
  const pattern = `%${search.replace(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`lower((contact.contact_no || ' ' || contact.name || ' ' || coalesce(contact.company_name, '') || ' ' || coalesce(contact.email, '') || ' ' || coalesce(contact.city, '')) collate winnow_name)
    like lower(${pattern}::text collate winnow_name)`;
}

function equals(value: Sql, code: string): Sql {
  return code === "" ? Prisma.sql`${value} is null` : Prisma.sql`coalesce(${value} = ${code}, false)`;
}

function channelCondition(channel: CorrespondenceType | "none", value: Sql): Sql {
  return channel === "none" ? Prisma.sql`(${value}) is null` : Prisma.sql`coalesce((${value}) = ${channel}::correspondence_type, false)`;
}

function headerChannel(header: LineHeader): Sql {
  return channelOf({
    headerIgnoresContacts: Prisma.sql`${header.ignoreContactCorresType}::boolean`,
    headerType: Prisma.sql`${header.correspondenceType}::correspondence_type`,
    hasTemplate: Prisma.sql`${header.template !== null}::boolean`,
    templateIgnoresContacts: Prisma.sql`${header.template?.ignoreContactCorresType ?? false}::boolean`,
    templateType: Prisma.sql`${header.template?.correspondenceType ?? null}::correspondence_type`,
    contactType: Prisma.sql`contact.correspondence_type`,
  });
}

function headerSalesperson(header: LineHeader): Sql {
  return header.salespersonCode === null ? Prisma.sql`contact.salesperson_code` : Prisma.sql`${header.salespersonCode}::text`;
}

/** The few lines with a value of their own are looked up once; all others follow from header and contact without a join. */
function overridable(header: LineHeader, field: "salesperson_code" | "correspondence_type", derived: Sql, own: Sql): Sql {
  const changed = Prisma.sql`select line.contact_id from segment_line_override line where line.segment_id = ${header.segmentId} and ${field} = any(line.overridden)`;
  return Prisma.sql`case when contact.id in (${changed}) then contact.id in (${changed} and ${own}) else ${derived} end`;
}
