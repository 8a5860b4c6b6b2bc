import { Prisma, type Sql } from "@/lib/db/sql";
import { type ExportColumn, flag, inWords, text, word } from "@/lib/exports/columns";
import { contactTypes } from "./schema";

const correspondenceTypes = ["hard_copy", "email", "phone"];

/** The 36 columns about the contact, in the order Business Central exports them. */
export const contactExportColumns: readonly ExportColumn[] = [
  text("no", "No.", Prisma.sql`contact.contact_no`),
  text("externalId", "External ID", Prisma.sql`contact.external_id`),
  text("name", "Name", Prisma.sql`contact.name`),
  text("name2", "Name 2", Prisma.sql`contact.name_2`),
  text("address", "Address", Prisma.sql`contact.address`),
  text("address2", "Address 2", Prisma.sql`contact.address_2`),
  text("county", "County", Prisma.sql`contact.county`),
  text("postCode", "Post Code", Prisma.sql`contact.post_code`),
  text("city", "City", Prisma.sql`contact.city`),
  text("countryRegionCode", "Country/Region Code", Prisma.sql`contact.country_region_code`),
  text("phoneNo", "Phone No.", Prisma.sql`contact.phone_no`),
  text("telexNo", "Telex No.", Prisma.sql`contact.telex_no`),
  text("faxNo", "Fax No.", Prisma.sql`contact.fax_no`),
  text("telexAnswerBack", "Telex Answer Back", Prisma.sql`contact.telex_answer_back`),
  text("territoryCode", "Territory Code", Prisma.sql`contact.territory_code`),
  text("currencyCode", "Currency Code", Prisma.sql`contact.currency_code`),
  text("languageCode", "Language Code", Prisma.sql`contact.language_code`),
  text("salespersonCode", "Salesperson Code", Prisma.sql`contact.salesperson_code`),
  text("vatRegistrationNo", "VAT Registration No.", Prisma.sql`contact.vat_registration_no`),
  text("email", "Email", Prisma.sql`contact.email`),
  text("homePage", "Home Page", Prisma.sql`contact.home_page`),
  word("type", "Type", contactTypes, Prisma.sql`contact.type`),
  text("companyName", "Company Name", Prisma.sql`contact.company_name`),
  text("companyNo", "Company No.", Prisma.sql`contact.company_no`),
  text("firstName", "First Name", Prisma.sql`contact.first_name`),
  text("middleName", "Middle Name", Prisma.sql`contact.middle_name`),
  text("surname", "Surname", Prisma.sql`contact.surname`),
  text("jobTitle", "Job Title", Prisma.sql`contact.job_title`),
  text("initials", "Initials", Prisma.sql`contact.initials`),
  text("extensionNo", "Extension No.", Prisma.sql`contact.extension_no`),
  text("mobilePhoneNo", "Mobile Phone No.", Prisma.sql`contact.mobile_phone_no`),
  text("pager", "Pager", Prisma.sql`contact.pager`),
  text("organizationalLevelCode", "Organizational Level Code", Prisma.sql`contact.organizational_level_code`),
  flag("excludeFromSegment", "Exclude from Segment", Prisma.sql`contact.exclude_from_segment`),
  word("correspondenceType", "Correspondence Type", correspondenceTypes, Prisma.sql`contact.correspondence_type`),
  text("salutationCode", "Salutation Code", Prisma.sql`contact.salutation_code`),
];

const channelWords = Prisma.sql`case said.channel ${Prisma.raw(correspondenceTypes.map((channel) => `when '${channel}' then '${inWords(channel)}'`).join(" "))} end`;
/** What was said and stands, as "NEWS Email, NEWS Phone". Costs nothing while nobody said anything. */
const said = (which: Sql, what: Sql) => Prisma.sql`
  case when exists (select from contact_consent) then (
    select string_agg(${what} collate "C", ', ' order by said.purpose_code, said.channel) from contact_consent said where said.contact_id = contact.id and ${which}) end`;
const ofPurpose = Prisma.sql`said.purpose_code || ' ' || ${channelWords}`;

/** What a contact agreed to and refused, as it stands. The import knows none of these headings, and leaves consent as it is. */
export const consentExportColumns: readonly ExportColumn[] = [
  text("consentGiven", "Consent Given", said(Prisma.sql`said.purpose_code is not null and said.allowed`, ofPurpose)),
  text("optedOut", "Opted Out", said(Prisma.sql`said.purpose_code is not null and not said.allowed`, ofPurpose)),
  text("refusedChannels", "Refused Channels", said(Prisma.sql`said.purpose_code is null and not said.allowed`, channelWords)),
];

/** Everything that an export of contacts offers. */
export const contactListExportColumns: readonly ExportColumn[] = [...contactExportColumns, ...consentExportColumns];
