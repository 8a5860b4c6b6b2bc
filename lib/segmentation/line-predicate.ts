import { isMember } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { StoredLayers } from "./layers";
import { isChangedOn } from "./line-fields";
import { channelOf, type LineBasis, lineColumns, lineSources } from "./lines";
import type { LineFilter } from "./schema";
import type { CorrespondenceType } from "./types";

/** The header values that decide what lines show, read once for a page. */
export type LineHeader = LineBasis & {
  date: string;
  salespersonCode: string | null;
  correspondenceType: CorrespondenceType | null;
  ignoreContactCorresType: boolean;
  campaignNo: string | null;
  languageCode: string | null;
  template: {
    code: string;
    correspondenceType: CorrespondenceType | null;
    ignoreContactCorresType: boolean;
    languages: string[];
  } | null;
};

/** Which contacts of `contact` pass the search and the choices of a page of lines with their line in `layer`; null when everybody does. */
export function linePredicate(header: LineHeader, filter: LineFilter, layer = 1): Sql | null {
  const conditions: Sql[] = [];
  if (filter.search) conditions.push(searchCondition(filter.search));
  if (filter.type) conditions.push(Prisma.sql`contact.type = ${filter.type}::contact_type`);
  if (filter.countryRegionCode !== null) conditions.push(equals(Prisma.sql`contact.country_region_code`, filter.countryRegionCode));
  const values = valueConditions(header, filter);
  if (values.length > 0) conditions.push(onLines(header, layer, values));
  if (filter.changed) conditions.push(Prisma.sql`contact.id in (${changedContacts(header, layer)})`);
  if (filter.changedField)
    conditions.push(
      Prisma.sql`contact.id in (${changedContacts(header, layer)} and ${isChangedOn(filter.changedField, "segment_line_override")})`,
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

/** A choice of a line value: over header and contact for a line on which nothing was changed, and over the columns of the effective line. */
type ValueCondition = { derived: Sql; effective: Sql };

function valueConditions(header: LineHeader, filter: LineFilter): ValueCondition[] {
  const conditions: ValueCondition[] = [];
  const ofCode = (code: string | null, derived: Sql, column: string) => {
    if (code !== null) conditions.push({ derived: equals(derived, code), effective: equals(Prisma.raw(`effective.${column}`), code) });
  };
  if (filter.channel)
    conditions.push({
      derived: channelCondition(filter.channel, headerChannel(header)),
      effective: channelCondition(filter.channel, Prisma.sql`effective.correspondence_type`),
    });
  ofCode(filter.salespersonCode, headerSalesperson(header), "salesperson_code");
  ofCode(filter.interactionTemplateCode, Prisma.sql`${header.template?.code ?? null}::text`, "interaction_template_code");
  ofCode(filter.campaignNo, Prisma.sql`${header.campaignNo}::text`, "campaign_no");
  ofCode(filter.languageCode, headerLanguage(header), "language_code");
  if (filter.evaluation)
    conditions.push({
      derived: filter.evaluation === "none" ? Prisma.sql`true` : Prisma.sql`false`,
      effective:
        filter.evaluation === "none"
          ? Prisma.sql`effective.evaluation is null`
          : Prisma.sql`coalesce(effective.evaluation = ${filter.evaluation}::evaluation, false)`,
    });
  if (filter.withoutEmail)
    conditions.push({
      derived: header.addresses ? Prisma.sql`contact.email is null and not ${activeEmail(header)}` : Prisma.sql`contact.email is null`,
      effective: Prisma.sql`effective.email is null`,
    });
  return conditions;
}

/** The few lines on which something was changed are computed once; all others follow from header and contact without a join. */
function onLines(header: LineHeader, layer: number, conditions: ValueCondition[]): Sql {
  const derived = Prisma.join(
    conditions.map(({ derived }) => derived),
    " and ",
  );
  if (!header.changed) return Prisma.sql`(${derived})`;
  const effective = Prisma.join(
    conditions.map(({ effective }) => effective),
    " and ",
  );
  const changed = changedContacts(header, layer);
  return Prisma.sql`case when contact.id in (${changed})
    then contact.id in (select contact_id from (select ${lineColumns(header)} ${lineSources(header, layer)} and contact.id in (${changed})) effective where ${effective})
    else ${derived} end`;
}

function changedContacts({ segmentId }: LineHeader, layer: number): Sql {
  return Prisma.sql`select segment_line_override.contact_id from segment_line_override where segment_line_override.segment_id = ${segmentId} and segment_line_override.layer = ${layer}`;
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

/** The contact's language where the template has it, else the header's. */
function headerLanguage({ languageCode, template }: LineHeader): Sql {
  return Prisma.sql`case when contact.language_code = any(${template?.languages ?? []}::text[]) then contact.language_code else ${languageCode}::text end`;
}

/** Whether the contact's alternative address of the header's date has an e-mail address. */
function activeEmail({ date }: LineHeader): Sql {
  return Prisma.sql`exists (
    select from contact_alt_address elsewhere
    where elsewhere.contact_id = contact.id and elsewhere.email is not null and elsewhere.code = (
      select active.alt_address_code from contact_alt_address_date_range active
      where active.contact_id = contact.id and active.starting_date <= ${date}::date and (active.ending_date is null or active.ending_date >= ${date}::date)
      order by active.starting_date desc limit 1))`;
}
