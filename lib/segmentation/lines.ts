import { z } from "zod";
import { anyoneUnreachable } from "@/lib/consent/reach";
import { defaultPurpose } from "@/lib/consent/schema";
import { nobodySuppressed, readSuppression, type Suppression, suppressionOfAll } from "@/lib/consent/suppression";
import { amongMembers } from "@/lib/contact-sets/membership";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { askIn } from "@/lib/maintained-sets/definitions";
import type { StoredLayers } from "./layers";
import { type DocumentBasis, documentBasisColumns, documentSources, documentValues, offeredLanguages } from "./line-documents";
import { isChangedOn, lineColumn } from "./line-fields";
import { type LineField, lineFields } from "./lines-schema";

/**
 * What a line shows, and why. For each field the first of these that applies:
 *
 * 1. what was changed on the line itself;
 * 2. where the line has a template of its own: that template's description, group, cost, duration, direction, initiator, flags, language
 *    and channel. Its campaign only when the header has none, and a header that gives everyone one channel goes on doing so;
 * 3. the header, whose presets came from its template and may have been changed since;
 * 4. the contact: salesperson, channel, language, addresses of this moment.
 *
 * Beside that: a language counts where the line's template has it, the contact's before the default one; a line without a campaign is
 * neither target nor response; the alternative address is the one that is active on the line's date, unless one was picked by hand, and
 * gives its postal address, and its e-mail and phone numbers where it has them. Document and subject: `line-documents.ts`.
 */
export type LineBasis = DocumentBasis & {
  /** Whether anything was changed on a line of the segment. */
  changed: boolean;
  /** Whether any contact has an alternative address. What is false here costs no join. */
  addresses: boolean;
  /** Whether anybody might not be reached for want of consent. */
  consent: boolean;
  /** Whether somebody was called from a line of the segment. */
  calls: boolean;
  /** Whom suppression segments keep from being reached. */
  suppression: Suppression;
};

export const lineBasisColumns = Prisma.sql`
  exists (select from segment_line_override where segment_line_override.segment_id = segment.id) as "changed", exists (select from contact_alt_address) as "addresses",
  ${anyoneUnreachable} as "consent", exists (select from segment_line_call where segment_line_call.segment_id = segment.id) as "calls",
  segment.suppression || ${suppressionOfAll} as "suppression", ${documentBasisColumns}`;
export const lineBasisShape = {
  changed: z.boolean(),
  addresses: z.boolean(),
  consent: z.boolean(),
  calls: z.boolean(),
  suppression: z.array(z.string()),
  ownLanguages: z.boolean(),
  documents: z.boolean(),
};

/** What the lines of a segment can depend on, read before them. */
export async function readLineBasis(tx: Transaction, segmentId: number, now: Date): Promise<LineBasis> {
  const rows = await tx.$queryRaw(Prisma.sql`select ${lineBasisColumns} from segment where id = ${segmentId}`);
  const [found] = z.array(z.object(lineBasisShape)).parse(rows);
  if (!found) throw new Error(`segment ${segmentId} is gone`);
  return { segmentId, ...found, suppression: await readSuppression(askIn(tx), found.suppression, now) };
}

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
 * The channel of a line that has neither one nor a template of its own, the first that applies: the header's when it ignores contacts and names
 * one; the template's when it ignores contacts or the contact prefers nothing; the contact's.
 */
export function channelOf(basis: ChannelBasis): Sql {
  return Prisma.sql`case
    when ${basis.headerIgnoresContacts} and ${basis.headerType} is not null then ${basis.headerType}
    when ${basis.hasTemplate} and (${basis.templateIgnoresContacts} or ${basis.contactType} is null) then ${basis.templateType}
    else ${basis.contactType} end`;
}

const channelOfHeader = channelOf({
  headerIgnoresContacts: Prisma.sql`segment.ignore_contact_corres_type`,
  headerType: Prisma.sql`segment.correspondence_type`,
  hasTemplate: Prisma.sql`template.code is not null`,
  templateIgnoresContacts: Prisma.sql`template.ignore_contact_corres_type`,
  templateType: Prisma.sql`template.correspondence_type`,
  contactType: Prisma.sql`contact.correspondence_type`,
});
/** With a template of its own; where neither that template nor the contact offers a channel, the one it would have had stays. */
const channelOfOwnTemplate = Prisma.sql`case
  when segment.ignore_contact_corres_type and segment.correspondence_type is not null then segment.correspondence_type
  when own.ignore_contact_corres_type then own.correspondence_type
  else coalesce(contact.correspondence_type, own.correspondence_type, ${channelOfHeader}) end`;

type Derived = Record<LineField, Sql> & { group: Sql; purpose: Sql };

/** What each field would be if it were not changed on the line. */
function derivedValues(basis: LineBasis): Derived {
  const preset = (ownTemplates: Sql, headers: Sql) =>
    basis.changed ? Prisma.sql`case when ${isChangedOn("interactionTemplateCode")} then ${ownTemplates} else ${headers} end` : headers;
  const { documentId, subject } = documentValues(basis);
  const campaign = preset(Prisma.sql`coalesce(segment.campaign_no, own.campaign_no)`, Prisma.sql`segment.campaign_no`);
  return {
    description: preset(Prisma.sql`coalesce(own.description, segment.description)`, Prisma.sql`segment.description`),
    date: Prisma.sql`segment.date`,
    timeOfInteraction: Prisma.sql`null::time`,
    correspondenceType: preset(channelOfOwnTemplate, channelOfHeader),
    salespersonCode: Prisma.sql`coalesce(segment.salesperson_code, contact.salesperson_code)`,
    interactionTemplateCode: Prisma.sql`segment.interaction_template_code`,
    group: preset(Prisma.sql`own.interaction_group_code`, Prisma.sql`segment.interaction_group_code`),
    purpose: preset(Prisma.sql`own.purpose_code`, Prisma.sql`template.purpose_code`),
    languageCode: preset(
      Prisma.sql`coalesce(own_spoken.language_code, own.language_code)`,
      Prisma.sql`coalesce(spoken.language_code, segment.language_code)`,
    ),
    campaignNo: campaign,
    campaignTarget: preset(Prisma.sql`coalesce(own.campaign_target, false)`, Prisma.sql`segment.campaign_target`),
    campaignResponse: preset(Prisma.sql`coalesce(own.campaign_response, false)`, Prisma.sql`segment.campaign_response`),
    informationFlow: preset(Prisma.sql`own.information_flow`, Prisma.sql`segment.information_flow`),
    initiatedBy: preset(Prisma.sql`own.initiated_by`, Prisma.sql`segment.initiated_by`),
    costLcy: preset(Prisma.sql`coalesce(own.unit_cost_lcy, 0)`, Prisma.sql`segment.unit_cost_lcy`),
    durationMin: preset(Prisma.sql`coalesce(own.unit_duration_min, 0)`, Prisma.sql`segment.unit_duration_min`),
    evaluation: Prisma.sql`null::evaluation`,
    attemptFailed: Prisma.sql`false`,
    altAddressCode: basis.addresses ? activeAddress(basis) : Prisma.sql`null::text`,
    subject,
    documentId,
    personalText: Prisma.sql`null::text`,
  };
}

function activeAddress({ changed }: LineBasis): Sql {
  if (!changed) return Prisma.sql`active.alt_address_code`;
  return Prisma.sql`case when ${isChangedOn("date")} then dated.alt_address_code else active.alt_address_code end`;
}

/** What each field is: changed on the line, else derived. */
function effectiveValues(basis: LineBasis): Derived {
  const derived = derivedValues(basis);
  const values = { ...derived };
  if (basis.changed)
    for (const field of lineFields)
      values[field] = Prisma.sql`case when ${countsOnLine(field)} then line.${lineColumn(field)} else ${derived[field]} end`;
  if (basis.addresses) values.altAddressCode = Prisma.sql`elsewhere.code`;
  for (const flag of ["campaignTarget", "campaignResponse"] as const)
    values[flag] = Prisma.sql`(${values.campaignNo} is not null and ${values[flag]})`;
  return values;
}

function countsOnLine(field: LineField): Sql {
  if (field !== "languageCode") return isChangedOn(field);
  return Prisma.sql`${isChangedOn(field)} and (line.language_code is null or allowed.language_code is not null)`;
}

/** What a line shows: the columns of `lineSources`. */
export function lineColumns(basis: LineBasis): Sql {
  const values = effectiveValues(basis);
  const fields = Prisma.join(lineFields.map((field) => Prisma.sql`${values[field]} as ${lineColumn(field)}`));
  const address = (column: string) =>
    basis.addresses
      ? Prisma.raw(`case when elsewhere.code is not null then elsewhere.${column} else contact.${column} end as ${column}`)
      : Prisma.raw(`contact.${column}`);
  const reached = (column: string) =>
    basis.addresses ? Prisma.raw(`coalesce(elsewhere.${column}, contact.${column}) as ${column}`) : Prisma.raw(`contact.${column}`);
  return Prisma.sql`
    contact.id as contact_id, contact.contact_no, contact.type, contact.name,
    case when contact.type = 'person' then contact.name end as contact_name,
    contact.company_id, contact.company_no,
    case when contact.type = 'company' then contact.name else contact.company_name end as company_name,
    contact.job_title, ${address("address")}, ${address("address_2")}, ${address("post_code")}, ${address("city")}, ${address("county")},
    ${address("country_region_code")}, ${reached("email")}, ${reached("phone_no")}, ${reached("mobile_phone_no")},
    ${fields}, ${documentOrigin(basis)}, ${values.group} as interaction_group_code, coalesce(${values.purpose}, ${defaultPurpose}) as purpose_code,
    responsible.name as salesperson_name,
    ${basis.changed ? Prisma.sql`coalesce(line.overridden, '{}')` : Prisma.sql`'{}'::text[]`} as changed_here,
    contact.exclude_from_segment as excluded,
    contact.privacy_blocked or (contact.minor and not contact.parental_consent_received) as blocked`;
}

/** Where the document of a line comes from, and whether it is that of the default language. */
function documentOrigin(basis: LineBasis): Sql {
  const { origin, fallback } = documentValues(basis);
  if (!basis.changed) return Prisma.sql`${origin} as document_origin, ${fallback} as document_fallback`;
  const own = isChangedOn("documentId");
  return Prisma.sql`case when ${own} then 'line' else ${origin} end as document_origin, coalesce(not ${own}, true) and ${fallback} as document_fallback`;
}

/** What each changed field of a line would go back to, as an object by `LineField`; null for a line without one. Goes with `lineColumns`. */
export function inheritedColumn(basis: LineBasis): Sql {
  if (!basis.changed) return Prisma.sql`null::jsonb as inherited`;
  const derived = derivedValues(basis);
  const pairs = lineFields.map((field) => Prisma.sql`${Prisma.raw(`'${field}'`)}, ${derived[field]}`);
  return Prisma.sql`case when line.segment_id is not null then jsonb_build_object(${Prisma.join(pairs)}) end as inherited`;
}

/** Cost and duration of a line on which something was changed, over `segment`, `line` and its template `own`. */
export const changedAmounts = changedAmountsOf({
  segmentId: 0,
  changed: true,
  addresses: false,
  consent: false,
  calls: false,
  suppression: nobodySuppressed,
  ownLanguages: false,
  documents: false,
});
function changedAmountsOf(basis: LineBasis): { cost: Sql; duration: Sql } {
  const { costLcy, durationMin } = effectiveValues(basis);
  return { cost: costLcy, duration: durationMin };
}

/** `from … where` over every contact there is, with the sources of its line in one layer; go on with `and …` over `contact`. */
export function lineSources(basis: LineBasis, layer = 1): Sql {
  const { segmentId, changed, addresses } = basis;
  return Prisma.sql`
    from segment
    cross join contact
    left join interaction_template template on template.code = segment.interaction_template_code
    left join ${offeredLanguages(basis)} spoken
      on spoken.interaction_template_code = segment.interaction_template_code and spoken.language_code = contact.language_code
    ${changed ? changedSources(basis, layer) : Prisma.empty}
    ${addresses ? addressSources(basis) : Prisma.empty}
    ${documentSources(basis, templateAndLanguages(basis))}
    left join salesperson responsible on responsible.code = ${effectiveValues({ ...basis, addresses: false }).salespersonCode}
    where segment.id = ${segmentId}`;
}

function templateAndLanguages(basis: LineBasis): { template: Sql; language: Sql; usualLanguage: Sql } {
  const { interactionTemplateCode, languageCode } = effectiveValues({ ...basis, addresses: false });
  const usualLanguage = basis.changed
    ? Prisma.sql`case when ${isChangedOn("interactionTemplateCode")} then own.language_code else segment.language_code end`
    : Prisma.sql`segment.language_code`;
  return { template: interactionTemplateCode, language: languageCode, usualLanguage };
}

/** What was changed on the line, the template it has of its own, and whether its template has the language it was given. */
function changedSources(basis: LineBasis, layer: number): Sql {
  const { segmentId } = basis;
  const offered = offeredLanguages(basis);
  return Prisma.sql`
    left join segment_line_override line on line.segment_id = ${segmentId} and line.contact_id = contact.id and line.layer = ${layer}
    left join interaction_template own on own.code = line.interaction_template_code
    left join ${offered} own_spoken
      on own_spoken.interaction_template_code = line.interaction_template_code and own_spoken.language_code = contact.language_code
    left join ${offered} allowed on allowed.language_code = line.language_code and allowed.interaction_template_code =
      case when ${isChangedOn("interactionTemplateCode")} then line.interaction_template_code else segment.interaction_template_code end`;
}

/** The alternative address of the line: of the ranges that hold on its date the one that began last, or the one picked by hand. */
function addressSources(basis: LineBasis): Sql {
  const headerDate = Prisma.sql`(select date from segment where id = ${basis.segmentId})`;
  const holds = (range: string, day: Sql) =>
    Prisma.sql`${Prisma.raw(range)}.starting_date <= ${day} and (${Prisma.raw(range)}.ending_date is null or ${Prisma.raw(range)}.ending_date >= ${day})`;
  const dated = Prisma.sql`
    left join (
      select distinct on (own_date.contact_id, own_date.layer) own_date.contact_id, own_date.layer, range.alt_address_code
      from segment_line_override own_date
      join contact_alt_address_date_range range on range.contact_id = own_date.contact_id and ${holds("range", Prisma.sql`own_date.date`)}
      where own_date.segment_id = ${basis.segmentId} and ${isChangedOn("date", "own_date")}
      order by own_date.contact_id, own_date.layer, range.starting_date desc
    ) dated on dated.contact_id = line.contact_id and dated.layer = line.layer`;
  const code = basis.changed
    ? Prisma.sql`case when ${isChangedOn("altAddressCode")} then line.alt_address_code else ${activeAddress(basis)} end`
    : activeAddress(basis);
  return Prisma.sql`
    left join contact_alt_address_date_range active on active.contact_id = contact.id and ${holds("active", headerDate)}
      and not exists (
        select from contact_alt_address_date_range later
        where later.contact_id = active.contact_id and later.starting_date > active.starting_date and ${holds("later", headerDate)})
    ${basis.changed ? dated : Prisma.empty}
    left join contact_alt_address elsewhere on elsewhere.contact_id = contact.id and elsewhere.code = ${code}`;
}

/**
 * The effective lines of the members of `layers`: `columns` of `lineSources` and the line's `layer`. The page, the check, the log and the export
 * all read `lineSources`.
 */
export function linesOfLayers(basis: LineBasis, layers: StoredLayers, columns: Sql = lineColumns(basis)): Sql {
  const ofLayer = (layer: number, among: Sql) =>
    Prisma.sql`select ${columns}, ${layer}::int as layer ${lineSources(basis, layer)} and ${among}`;
  if (layers.length === 0) return ofLayer(1, Prisma.sql`false`);
  return Prisma.join(
    layers.map((set, at) => ofLayer(at + 1, amongMembers(set))),
    " union all ",
  );
}
