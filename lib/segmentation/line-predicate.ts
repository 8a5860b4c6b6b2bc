import { unreachableOf, withReach } from "@/lib/consent/reach";
import { defaultPurpose } from "@/lib/consent/schema";
import { isMember } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import { type FilterClock, membersSql } from "@/lib/filters/to-sql";
import type { StoredLayers } from "./layers";
import { isChangedOn } from "./line-fields";
import { channelOf, type LineBasis, lineColumns, lineSources } from "./lines";
import type { LineFilter, OtherField } from "./lines-schema";
import { reachOf, reachOfLine } from "./reach";
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
    purposeCode: string;
    languages: string[];
  } | null;
  /** The other segment that a choice of lines names, if it is a live one. */
  live?: FilterClock["live"];
};

/** Which contacts of `contact` pass the search and the choices of a page of lines with their line in `layer`; null when everybody does. */
export function linePredicate(header: LineHeader, filter: LineFilter, layer = 1): Sql | null {
  const conditions: Sql[] = [];
  if (filter.search) conditions.push(searchCondition(filter.search));
  if (filter.type) conditions.push(Prisma.sql`contact.type = ${filter.type}::contact_type`);
  const values = valueConditions(header, filter);
  if (values.length > 0) conditions.push(onLines(header, layer, values));
  if (filter.changed) conditions.push(Prisma.sql`contact.id in (${changedContacts(header, layer)})`);
  if (filter.changedField)
    conditions.push(
      Prisma.sql`contact.id in (${changedContacts(header, layer)} and ${isChangedOn(filter.changedField, "segment_line_override")})`,
    );
  if (filter.onSegment !== null) conditions.push(isAlsoOn(header, "segment", filter.onSegment));
  if (filter.onLoggedSegment !== null) conditions.push(isAlsoOn(header, "loggedSegment", String(filter.onLoggedSegment)));
  return conditions.length === 0 ? null : Prisma.sql`(${Prisma.join(conditions, " and ")})`;
}

/** Told from a hash, as `isMember` does. */
function isAlsoOn({ live }: LineHeader, of: "segment" | "loggedSegment", no: string): Sql {
  const ids = membersSql({ kind: "member", of, no, negated: false }, { timeZone: "UTC", only: null, ...(live && { live }) });
  return Prisma.sql`coalesce(contact.id in (${ids}), false)`;
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

/**
 * A choice of a line value: over header and contact for a line on which nothing was changed and whose contact is at its usual address, and over
 * the columns of the effective line. `ofAddress`: an alternative address can make the two differ.
 */
type ValueCondition = { derived: Sql; effective: Sql; ofAddress?: boolean };
type LineValue = { derived: Sql; column: string; ofAddress?: boolean; fold?: (value: Sql) => Sql };

/** Text that people read is compared without regard to case, as filters do. */
const folded = (value: Sql) => Prisma.sql`lower(${value} collate pg_c_utf8)`;

function valueConditions(header: LineHeader, filter: LineFilter): ValueCondition[] {
  const ofLine: Record<OtherField | "template" | "campaign", LineValue> = {
    country: { derived: Prisma.sql`contact.country_region_code`, column: "country_region_code", ofAddress: true },
    city: { derived: Prisma.sql`contact.city`, column: "city", ofAddress: true, fold: folded },
    salesperson: { derived: headerSalesperson(header), column: "salesperson_code" },
    language: { derived: headerLanguage(header), column: "language_code" },
    template: { derived: Prisma.sql`${header.template?.code ?? null}::text`, column: "interaction_template_code" },
    campaign: { derived: Prisma.sql`${header.campaignNo}::text`, column: "campaign_no" },
  };
  const conditions: ValueCondition[] = [];
  const over = ({ derived, column, ofAddress = false }: LineValue, test: (value: Sql) => Sql) =>
    conditions.push({ derived: test(derived), effective: test(Prisma.raw(`effective.${column}`)), ofAddress });
  const equal = (line: LineValue, wanted: string | null) => {
    if (wanted !== null) over(line, (value) => isOneOf(value, [wanted], line.fold));
  };
  if (filter.channel)
    conditions.push({
      derived: channelCondition(filter.channel, headerChannel(header)),
      effective: channelCondition(filter.channel, Prisma.sql`effective.correspondence_type`),
    });
  equal(ofLine.country, filter.countryRegionCode);
  equal(ofLine.city, filter.city);
  equal(ofLine.salesperson, filter.salespersonCode);
  equal(ofLine.template, filter.interactionTemplateCode);
  equal(ofLine.campaign, filter.campaignNo);
  equal(ofLine.language, filter.languageCode);
  if (filter.others) {
    const line = ofLine[filter.others];
    over(line, (value) => Prisma.sql`not ${isOneOf(value, filter.than.split("\n"), line.fold)}`);
  }
  if (filter.evaluation)
    conditions.push({
      derived: filter.evaluation === "none" ? Prisma.sql`true` : Prisma.sql`false`,
      effective:
        filter.evaluation === "none"
          ? Prisma.sql`effective.evaluation is null`
          : Prisma.sql`coalesce(effective.evaluation = ${filter.evaluation}::evaluation, false)`,
    });
  if (filter.withoutEmail)
    conditions.push({ derived: Prisma.sql`contact.email is null`, effective: Prisma.sql`effective.email is null`, ofAddress: true });
  if (filter.reach)
    conditions.push({
      derived: Prisma.sql`${headerReach(header)} = ${filter.reach}`,
      effective: Prisma.sql`${reachOfLine("effective")} = ${filter.reach}`,
      ofAddress: true,
    });
  return conditions;
}

/** The few lines that do not follow from header and contact are computed once; all others need no join. */
function onLines(header: LineHeader, layer: number, conditions: ValueCondition[]): Sql {
  const joined = (side: "derived" | "effective") =>
    Prisma.join(
      conditions.map((condition) => condition[side]),
      " and ",
    );
  const apart = [
    ...(header.changed ? [changedContacts(header, layer)] : []),
    ...(header.addresses && conditions.some(({ ofAddress }) => ofAddress) ? [contactsElsewhere(header)] : []),
  ];
  if (apart.length === 0) return Prisma.sql`(${joined("derived")})`;
  const those = Prisma.join(apart, " union all ");
  const effective = withReach(Prisma.sql`select ${lineColumns(header)} ${lineSources(header, layer)} and contact.id in (${those})`, header);
  return Prisma.sql`case when contact.id in (${those})
    then contact.id in (select contact_id from (${effective}) effective where ${joined("effective")})
    else ${joined("derived")} end`;
}

function changedContacts({ segmentId }: LineHeader, layer: number): Sql {
  return Prisma.sql`select segment_line_override.contact_id from segment_line_override where segment_line_override.segment_id = ${segmentId} and segment_line_override.layer = ${layer}`;
}

/** Contacts who are at an alternative address on the header's date. */
function contactsElsewhere({ date }: LineHeader): Sql {
  return Prisma.sql`select active.contact_id from contact_alt_address_date_range active
    where active.starting_date <= ${date}::date and (active.ending_date is null or active.ending_date >= ${date}::date)`;
}

/** Whether a value is one of some, of which "" stands for having none; never null. */
function isOneOf(value: Sql, wanted: readonly string[], fold = (sql: Sql) => sql): Sql {
  const texts = wanted.filter((text) => text !== "").map((text) => fold(Prisma.sql`${text}::text`));
  const tests = [
    ...(texts.length > 0 ? [Prisma.sql`coalesce(${fold(value)} in (${Prisma.join(texts)}), false)`] : []),
    ...(texts.length < wanted.length ? [Prisma.sql`${value} is null`] : []),
  ];
  return Prisma.sql`(${Prisma.join(tests, " or ")})`;
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

function headerReach(header: LineHeader): Sql {
  const channel = headerChannel(header);
  return reachOf({
    blocked: Prisma.sql`(contact.privacy_blocked or (contact.minor and not contact.parental_consent_received))`,
    channel,
    unreachable: unreachableOf(
      {
        contactId: Prisma.sql`contact.id`,
        channel,
        purposeCode: Prisma.sql`${header.template?.purposeCode ?? defaultPurpose}::text`,
        email: Prisma.sql`contact.email`,
      },
      header,
    ),
    email: Prisma.sql`contact.email`,
    phoneNo: Prisma.sql`contact.phone_no`,
    mobilePhoneNo: Prisma.sql`contact.mobile_phone_no`,
    address: Prisma.sql`contact.address`,
    city: Prisma.sql`contact.city`,
  });
}
