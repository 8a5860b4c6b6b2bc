import { isMember } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { StoredLayers } from "./layers";
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

/** Which contacts of `contact` pass the search and the choices of a page of lines with their line in `layer`; null when everybody does. */
export function linePredicate(header: LineHeader, filter: LineFilter, layer = 1): Sql | null {
  const conditions: Sql[] = [];
  if (filter.search) conditions.push(searchCondition(filter.search));
  if (filter.type) conditions.push(Prisma.sql`contact.type = ${filter.type}::contact_type`);
  if (filter.countryRegionCode !== null) conditions.push(equals(Prisma.sql`contact.country_region_code`, filter.countryRegionCode));
  if (filter.withoutEmail) conditions.push(Prisma.sql`contact.email is null`);
  if (filter.channel)
    conditions.push(
      overridable(
        header,
        layer,
        "correspondence_type",
        channelCondition(filter.channel, headerChannel(header)),
        channelCondition(filter.channel, Prisma.sql`line.correspondence_type`),
      ),
    );
  if (filter.salespersonCode !== null)
    conditions.push(
      overridable(
        header,
        layer,
        "salesperson_code",
        equals(headerSalesperson(header), filter.salespersonCode),
        equals(Prisma.sql`line.salesperson_code`, filter.salespersonCode),
      ),
    );
  if (filter.changed)
    conditions.push(
      Prisma.sql`contact.id in (select line.contact_id from segment_line_override line where line.segment_id = ${header.segmentId} and line.layer = ${layer})`,
    );
  return conditions.length === 0 ? null : Prisma.sql`(${Prisma.join(conditions, " and ")})`;
}

/** Whether one line at least of a contact passes, each told by the predicate of its layer; null when all do. */
export function anyLinePasses(layers: StoredLayers, passes: (layer: number) => Sql | null): Sql | null {
  const conditions = layers.map((set, at) => {
    const predicate = passes(at + 1);
    return predicate && (at === 0 ? predicate : Prisma.sql`(${isMember(set.setId)} and ${predicate})`);
  });
  const narrowing = conditions.filter((condition) => condition !== null);
  return narrowing.length < conditions.length || narrowing.length === 0 ? null : Prisma.sql`(${Prisma.join(narrowing, " or ")})`;
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
function overridable(header: LineHeader, layer: number, field: "salesperson_code" | "correspondence_type", derived: Sql, own: Sql): Sql {
  const changed = Prisma.sql`
    select line.contact_id from segment_line_override line
    where line.segment_id = ${header.segmentId} and line.layer = ${layer} and ${field} = any(line.overridden)`;
  return Prisma.sql`case when contact.id in (${changed}) then contact.id in (${changed} and ${own}) else ${derived} end`;
}
