import { Prisma, type Sql } from "@/lib/db/sql";

type ExportColumn = { title: string; sql: Sql };

/** An enum value as people read it: hard_copy is Hard Copy. */
const word = (value: Sql) => Prisma.sql`initcap(replace(${value}::text, '_', ' '))`;
const yesOrNo = (value: Sql) => Prisma.sql`case when ${value} then 'Yes' else 'No' end`;

/** The 36 columns about the contact, in the order Business Central exports them. */
export const contactExportColumns: readonly ExportColumn[] = [
  { title: "No.", sql: Prisma.sql`contact.contact_no` },
  { title: "External ID", sql: Prisma.sql`contact.external_id` },
  { title: "Name", sql: Prisma.sql`contact.name` },
  { title: "Name 2", sql: Prisma.sql`contact.name_2` },
  { title: "Address", sql: Prisma.sql`contact.address` },
  { title: "Address 2", sql: Prisma.sql`contact.address_2` },
  { title: "County", sql: Prisma.sql`contact.county` },
  { title: "Post Code", sql: Prisma.sql`contact.post_code` },
  { title: "City", sql: Prisma.sql`contact.city` },
  { title: "Country/Region Code", sql: Prisma.sql`contact.country_region_code` },
  { title: "Phone No.", sql: Prisma.sql`contact.phone_no` },
  { title: "Telex No.", sql: Prisma.sql`contact.telex_no` },
  { title: "Fax No.", sql: Prisma.sql`contact.fax_no` },
  { title: "Telex Answer Back", sql: Prisma.sql`contact.telex_answer_back` },
  { title: "Territory Code", sql: Prisma.sql`contact.territory_code` },
  { title: "Currency Code", sql: Prisma.sql`contact.currency_code` },
  { title: "Language Code", sql: Prisma.sql`contact.language_code` },
  { title: "Salesperson Code", sql: Prisma.sql`contact.salesperson_code` },
  { title: "VAT Registration No.", sql: Prisma.sql`contact.vat_registration_no` },
  { title: "Email", sql: Prisma.sql`contact.email` },
  { title: "Home Page", sql: Prisma.sql`contact.home_page` },
  { title: "Type", sql: word(Prisma.sql`contact.type`) },
  { title: "Company Name", sql: Prisma.sql`contact.company_name` },
  { title: "Company No.", sql: Prisma.sql`contact.company_no` },
  { title: "First Name", sql: Prisma.sql`contact.first_name` },
  { title: "Middle Name", sql: Prisma.sql`contact.middle_name` },
  { title: "Surname", sql: Prisma.sql`contact.surname` },
  { title: "Job Title", sql: Prisma.sql`contact.job_title` },
  { title: "Initials", sql: Prisma.sql`contact.initials` },
  { title: "Extension No.", sql: Prisma.sql`contact.extension_no` },
  { title: "Mobile Phone No.", sql: Prisma.sql`contact.mobile_phone_no` },
  { title: "Pager", sql: Prisma.sql`contact.pager` },
  { title: "Organizational Level Code", sql: Prisma.sql`contact.organizational_level_code` },
  { title: "Exclude from Segment", sql: yesOrNo(Prisma.sql`contact.exclude_from_segment`) },
  { title: "Correspondence Type", sql: word(Prisma.sql`contact.correspondence_type`) },
  { title: "Salutation Code", sql: Prisma.sql`contact.salutation_code` },
];

/** What the line shows beside them. */
const lineExportColumns: readonly ExportColumn[] = [
  { title: "Line Description", sql: Prisma.sql`line.description` },
  { title: "Line Date", sql: Prisma.sql`line.date` },
  { title: "Line Time", sql: Prisma.sql`to_char(line.time_of_interaction, 'HH24:MI')` },
  { title: "Line Salesperson Code", sql: Prisma.sql`line.salesperson_code` },
  { title: "Line Correspondence Type", sql: word(Prisma.sql`line.correspondence_type`) },
  { title: "Interaction Template Code", sql: Prisma.sql`line.interaction_template_code` },
  { title: "Interaction Group Code", sql: Prisma.sql`line.interaction_group_code` },
  { title: "Line Language Code", sql: Prisma.sql`line.language_code` },
  { title: "Information Flow", sql: word(Prisma.sql`line.information_flow`) },
  { title: "Initiated By", sql: word(Prisma.sql`line.initiated_by`) },
  { title: "Cost (LCY)", sql: Prisma.sql`line.cost_lcy::float8` },
  { title: "Duration (Min.)", sql: Prisma.sql`line.duration_min` },
  { title: "Campaign No.", sql: Prisma.sql`line.campaign_no` },
  { title: "Campaign Target", sql: yesOrNo(Prisma.sql`line.campaign_target`) },
  { title: "Campaign Response", sql: yesOrNo(Prisma.sql`line.campaign_response`) },
  { title: "Evaluation", sql: word(Prisma.sql`line.evaluation`) },
  { title: "Attempt Failed", sql: yesOrNo(Prisma.sql`line.attempt_failed`) },
  { title: "Alternative Address Code", sql: Prisma.sql`line.alt_address_code` },
];

/** The columns of an export of segment lines, over `contact` and its effective `line`. */
export const exportColumns: readonly ExportColumn[] = [...contactExportColumns, ...lineExportColumns];
