import { z } from "zod";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { languageTag } from "./language-tag";
import { salutationText } from "./salutation";
import { partsOf } from "./salutation-parts";
import { listNames, type MergeValues } from "./word/fields";
import type { WordTemplate } from "./word/template";

/**
 * A query of the letters to be made, one row each, with the columns `letter` (text, unique), `contact_id`, `language_code`, `date`, `description`,
 * `subject`, `personal_text`, `salesperson_code`, `campaign_no`, `segment_no`, `segment_description` and `mail_address` (text[]).
 */
export type Letters = Sql;

/**
 * What each letter is merged from, by `letter`. One statement for all of them: who asks for many asks in batches. Letters whose contact is gone are left out.
 */
export async function readMergeValues(tx: Transaction, letters: Letters): Promise<Map<string, MergeValues>> {
  const rows = await tx.$queryRaw(Prisma.sql`
    select letter.letter, letter.language_code as "languageCode", ${names} as names,
      jsonb_build_object(${contactFields}) || jsonb_build_object(${otherFields}) as fields,
      ${formula("formal")} as formal, ${formula("informal")} as informal, ${lists} as lists
    from (${letters}) letter
    join contact on contact.id = letter.contact_id
    left join contact company on company.id = contact.company_id
    left join salesperson on salesperson.code = letter.salesperson_code
    left join campaign on campaign.campaign_no = letter.campaign_no
    left join marketing_setup sender on sender.id = 1`);
  return new Map(
    z
      .array(rowSchema)
      .parse(rows)
      .map((row) => [row.letter, valuesOf(row)]),
  );
}

const value = z.union([z.string(), z.number(), z.null()]);
/** Values that were kept, read back. Fields and lists that this version does not know any more are left out. */
export const mergeValuesSchema: z.ZodType<MergeValues> = z.object({
  language: z.string(),
  fields: z.record(z.string(), value),
  lists: z.partialRecord(z.enum(listNames), z.array(z.record(z.string(), value))).default({}),
});

/** The values of those fields and lists alone: what a template has no use for need not be kept. */
export function valuesFor({ fields, lists }: Pick<WordTemplate, "fields" | "lists">, values: MergeValues): MergeValues {
  const named = <N extends string, V>(names: readonly N[], from: Partial<Record<N, V>> = {}) =>
    Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
  return { language: values.language, fields: named(fields, values.fields), lists: named(lists, values.lists) };
}

const texts = z.record(z.string(), z.string().nullable());
const formulaSchema = z.object({ formula: z.string(), names: z.array(z.string()) }).nullable();
const rows = z.array(texts);
const rowSchema = z.object({
  letter: z.string(),
  languageCode: z.string().nullable(),
  names: texts,
  fields: texts,
  formal: formulaSchema,
  informal: formulaSchema,
  lists: z.object({ mailingGroups: rows, profileAnswers: rows, interactions: rows, people: rows, addresses: rows }),
});

function valuesOf({ languageCode, names, fields, formal, informal, lists }: z.output<typeof rowSchema>): MergeValues {
  const greeting = (of: typeof formal) => of && salutationText({ text: of.formula, parts: partsOf(of.names) }, names);
  return {
    language: languageTag(languageCode),
    fields: { ...fields, "contact.formalSalutation": greeting(formal), "contact.informalSalutation": greeting(informal) },
    lists,
  };
}

/** Pairs of a name and a value, as `jsonb_build_object` takes them. */
const pairs = (values: Record<string, Sql>): Sql =>
  Prisma.join(Object.entries(values).map(([name, value]) => Prisma.sql`${Prisma.raw(`'${name}'`)}, ${value}`));
const of = (table: string, columns: Record<string, string>): Record<string, Sql> =>
  Object.fromEntries(Object.entries(columns).map(([field, column]) => [`${table}.${field}`, Prisma.raw(`${table}.${column}`)]));
const countryName = (table: string): Sql => Prisma.raw(`(select name from country_region where code = ${table}.country_region_code)`);

const address = {
  name: "name",
  name2: "name_2",
  address: "address",
  address2: "address_2",
  postCode: "post_code",
  city: "city",
  county: "county",
};
const reach = { phone: "phone_no", fax: "fax_no", email: "email", homePage: "home_page", vatRegistrationNo: "vat_registration_no" };
const contactFields = pairs({
  ...of("contact", { ...address, ...reach, no: "contact_no", firstName: "first_name", middleName: "middle_name", surname: "surname" }),
  ...of("contact", { initials: "initials", jobTitle: "job_title", countryCode: "country_region_code", mobilePhone: "mobile_phone_no" }),
  "contact.country": countryName("contact"),
  "contact.mailAddress": Prisma.sql`array_to_string(letter.mail_address, E'\n')`,
  "contact.languageCode": Prisma.sql`letter.language_code`,
});
const otherFields = pairs({
  ...of("company", { ...address, ...reach, no: "contact_no" }),
  "company.country": countryName("company"),
  ...of("salesperson", { code: "code", name: "name", jobTitle: "job_title", phone: "phone_no", email: "email" }),
  ...of("sender", {
    name: "company_name",
    address: "address",
    address2: "address_2",
    postCode: "post_code",
    city: "city",
    phone: "phone_no",
  }),
  ...of("sender", { email: "email", homePage: "home_page" }),
  "sender.country": countryName("sender"),
  "segment.no": Prisma.sql`letter.segment_no`,
  "segment.description": Prisma.sql`letter.segment_description`,
  "campaign.no": Prisma.sql`campaign.campaign_no`,
  "campaign.description": Prisma.sql`campaign.description`,
  "line.date": Prisma.sql`to_char(letter.date, 'YYYY-MM-DD')`,
  "line.description": Prisma.sql`letter.description`,
  "line.subject": Prisma.sql`letter.subject`,
  "line.personalText": Prisma.sql`letter.personal_text`,
});
/** What the placeholders of a salutation formula can stand for. */
const names = Prisma.sql`jsonb_build_object('job_title', contact.job_title, 'first_name', contact.first_name, 'middle_name', contact.middle_name,
  'surname', contact.surname, 'initials', contact.initials, 'company_name', coalesce(contact.company_name, case when contact.type = 'company' then contact.name end))`;

/** The formula in the letter's language, else the one for any. */
function formula(type: "formal" | "informal"): Sql {
  return Prisma.sql`(
    select jsonb_build_object('formula', formula.formula, 'names', formula.names) from salutation_formula formula
    where formula.salutation_code = contact.salutation_code and formula.salutation_type = ${type}::salutation_type
      and formula.language_code in (coalesce(letter.language_code, ''), '')
    order by formula.language_code desc limit 1)`;
}

/** At most so many rows of each list: a letter that goes over more is none. */
const mostRows = 100;
const rowsOf = (values: Record<string, Sql>, from: Sql): Sql => Prisma.sql`coalesce((
  select jsonb_agg(jsonb_build_object(${pairs(values)})) from (select * ${from} limit ${mostRows}) row), '[]')`;
const columns = (named: Record<string, string>) =>
  Object.fromEntries(Object.entries(named).map(([name, column]) => [name, Prisma.raw(`row.${column}`)]));
const lists = Prisma.sql`jsonb_build_object(
  'mailingGroups', ${rowsOf(
    columns({ code: "code", description: "description" }),
    Prisma.sql`from contact_mailing_group held join mailing_group on mailing_group.code = held.mailing_group_code where held.contact_id = contact.id order by mailing_group.code`,
  )},
  'profileAnswers', ${rowsOf(
    columns({ questionnaire: "questionnaire", question: "question", answer: "answer" }),
    Prisma.sql`from (
      select questionnaire.description as questionnaire, question.description as question, given.description as answer, held.line_no
      from contact_profile_answer held
      join profile_questionnaire questionnaire on questionnaire.code = held.questionnaire_code
      join profile_questionnaire_line given on given.questionnaire_code = held.questionnaire_code and given.line_no = held.line_no
      left join profile_questionnaire_line question on question.questionnaire_code = held.questionnaire_code and question.line_no = given.question_line_no
      where held.contact_id = contact.id) answers order by questionnaire, line_no`,
  )},
  'interactions', ${rowsOf(
    { date: Prisma.sql`to_char(row.date, 'YYYY-MM-DD')`, description: Prisma.raw("row.description"), campaign: Prisma.raw("row.campaign") },
    Prisma.sql`from (
      select entry.date, entry.description, entry.entry_no, (select description from campaign held where held.campaign_no = entry.campaign_no) as campaign
      from interaction_log_entry entry where entry.contact_id = contact.id and not entry.canceled and not entry.postponed) entries order by date desc, entry_no desc`,
  )},
  'people', ${rowsOf(
    columns({
      no: "contact_no",
      name: "name",
      firstName: "first_name",
      surname: "surname",
      jobTitle: "job_title",
      phone: "phone_no",
      email: "email",
    }),
    Prisma.sql`from contact person where contact.type = 'company' and person.company_id = contact.id and person.type = 'person' and not person.privacy_blocked order by person.name, person.id`,
  )},
  'addresses', ${rowsOf(
    {
      ...columns({
        code: "code",
        companyName: "company_name",
        address: "address",
        address2: "address_2",
        postCode: "post_code",
        city: "city",
      }),
      country: countryName("row"),
    },
    Prisma.sql`from contact_alt_address elsewhere where elsewhere.contact_id = contact.id order by elsewhere.code`,
  )})`;
