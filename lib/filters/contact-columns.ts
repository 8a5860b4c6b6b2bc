import { Prisma, type Sql } from "@/lib/db/sql";
import { type Column, code, column, looseCode, lowerIndexed, named, option, text } from "./columns";
import { type RowSource, rowSources } from "./row-sources";

/** The columns of `contact` behind the contact's own fields. */
export const contactColumns: Readonly<Record<string, Column>> = {
  contactNo: looseCode("contact.contact_no"),
  type: option("contact.type", "contact_type"),
  salespersonCode: code("contact.salesperson_code"),
  countryRegionCode: code("contact.country_region_code"),
  postCode: looseCode("contact.post_code"),
  territoryCode: code("contact.territory_code"),
  searchName: looseCode("contact.search_name"),
  name: named("contact.name"),
  name2: named("contact.name_2"),
  firstName: named("contact.first_name"),
  middleName: named("contact.middle_name"),
  surname: named("contact.surname"),
  initials: named("contact.initials"),
  jobTitle: named("contact.job_title"),
  salutationCode: code("contact.salutation_code"),
  organizationalLevelCode: code("contact.organizational_level_code"),
  companyNo: looseCode("contact.company_no"),
  companyName: named("contact.company_name"),
  address: named("contact.address"),
  address2: named("contact.address_2"),
  city: named("contact.city"),
  county: named("contact.county"),
  phoneNo: text("contact.phone_no"),
  mobilePhoneNo: text("contact.mobile_phone_no"),
  extensionNo: text("contact.extension_no"),
  pager: text("contact.pager"),
  faxNo: text("contact.fax_no"),
  telexNo: text("contact.telex_no"),
  telexAnswerBack: text("contact.telex_answer_back"),
  email: lowerIndexed("contact.email"),
  email2: text("contact.email_2"),
  homePage: text("contact.home_page"),
  correspondenceType: option("contact.correspondence_type", "correspondence_type"),
  languageCode: code("contact.language_code"),
  formatRegion: text("contact.format_region"),
  currencyCode: looseCode("contact.currency_code"),
  vatRegistrationNo: text("contact.vat_registration_no"),
  registrationNo: text("contact.registration_no"),
  excludeFromSegment: column("contact.exclude_from_segment", "boolean"),
  privacyBlocked: column("contact.privacy_blocked", "boolean"),
  minor: column("contact.minor", "boolean"),
  parentalConsentReceived: column("contact.parental_consent_received", "boolean"),
  externalId: looseCode("contact.external_id"),
  businessRelationSummary: option("contact.business_relation_summary", "business_relation_summary"),
  createdAt: column("contact.created_at", "instant"),
  lastModifiedAt: column("contact.last_modified_at", "instant"),
};

/** A figure over rows elsewhere: the latest day, blank where there is none, or a number or sum, nought where there is none. */
export type Aggregate = { source: RowSource; where: Sql } & ({ kind: "latest"; day: Column } | { kind: "sum"; input: Sql; result: Column });

const everyRow = Prisma.sql`true`;
const counted = Prisma.sql`not r.canceled and not r.postponed`;
// A company's figures take in those of its people, with the company of the time of each interaction.
const interactions: RowSource = { ...rowSources.interaction, owners: [Prisma.sql`r.contact_id`, Prisma.sql`r.company_id`] };

const latest = (where: Sql): Aggregate => ({ kind: "latest", source: interactions, where, day: column("r.date", "date") });
const sumOf = (input: Sql, cast: "bigint" | "numeric"): Aggregate => ({
  kind: "sum",
  source: interactions,
  where: counted,
  input,
  result: column("sum(g.input)", cast),
});
const countOf = (source: RowSource, where = everyRow): Aggregate => ({
  kind: "sum",
  source,
  where,
  input: Prisma.sql`1`,
  result: column("count(*)", "bigint"),
});

/** The calculated fields: canceled and postponed interactions do not count. */
export const contactAggregates: Readonly<Record<string, Aggregate>> = {
  dateOfLastInteraction: latest(Prisma.sql`${counted} and not r.attempt_failed`),
  lastDateAttempted: latest(Prisma.sql`${counted} and r.initiated_by = 'us'`),
  noOfInteractions: countOf(interactions, counted),
  interactionCostLcy: sumOf(Prisma.sql`r.cost_lcy`, "numeric"),
  interactionDurationMin: sumOf(Prisma.sql`r.duration_min`, "bigint"),
  noOfMailingGroups: countOf(rowSources.mailingGroup),
  noOfJobResponsibilities: countOf(rowSources.jobResponsibility),
  noOfIndustryGroups: countOf(rowSources.industryGroup),
  noOfBusinessRelations: countOf(rowSources.businessRelation),
};
