import { z } from "zod";
import { query } from "@/lib/access/operation";
import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { findAlternativeAddresses } from "./alternative-addresses";
import { findAnswers, findGroups } from "./classification";
import { findContactNumbers } from "./contact-numbers";
import { findPeople } from "./people";
import { contactTypes, findContactSchema } from "./schema";
import { onSnapshot } from "./snapshot";

const text = z.string().nullable();
const namedSchema = z.object({ code: z.string(), name: z.string() }).nullable();
const rowSchema = z.object({
  id: z.number(),
  contactNo: z.string(),
  type: z.enum(contactTypes),
  name: z.string(),
  name2: text,
  firstName: text,
  middleName: text,
  surname: text,
  initials: text,
  jobTitle: text,
  companyId: z.number().nullable(),
  companyNo: text,
  companyName: text,
  address: text,
  address2: text,
  postCode: text,
  city: text,
  county: text,
  countryRegion: namedSchema,
  phoneNo: text,
  mobilePhoneNo: text,
  extensionNo: text,
  faxNo: text,
  email: text,
  email2: text,
  homePage: text,
  correspondenceType: z.enum(["hard_copy", "email", "phone"]).nullable(),
  language: namedSchema,
  currencyCode: text,
  vatRegistrationNo: text,
  registrationNo: text,
  territory: namedSchema,
  salesperson: namedSchema,
  salutation: namedSchema,
  organizationalLevel: namedSchema,
  excludeFromSegment: z.boolean(),
  privacyBlocked: z.boolean(),
  minor: z.boolean(),
  parentalConsentReceived: z.boolean(),
  externalId: text,
  businessRelationSummary: z.enum(["customer", "vendor", "bank_account", "employee", "none", "other", "multiple"]),
  lastModifiedAt: z.date(),
});
/** A contact's own fields. */
export type ContactFields = Omit<z.output<typeof rowSchema>, "id" | "companyId">;

/** A contact as its page shows it; industry groups and business relations are those of the company. */
export type Contact = ContactFields & {
  groups: Awaited<ReturnType<typeof findGroups>>;
  answers: Awaited<ReturnType<typeof findAnswers>>;
  alternativeAddresses: Awaited<ReturnType<typeof findAlternativeAddresses>>;
  people: Awaited<ReturnType<typeof findPeople>>;
  numbers: Awaited<ReturnType<typeof findContactNumbers>>;
};

/** One contact with everything known about it, as of one moment; null when there is none of this number. */
export const findContact = query({
  name: "contact.find",
  needs: "read",
  input: findContactSchema,
  run: ({ db, today }, { contactNo }): Promise<Contact | null> =>
    onSnapshot(db, async (tx) => {
      const row = await readContact(tx, contactNo);
      if (!row) return null;
      const { id, companyId, ...fields } = row;
      const groups = await findGroups(tx, id, companyId);
      const answers = await findAnswers(tx, id);
      const alternativeAddresses = await findAlternativeAddresses(tx, id, today);
      const people = await findPeople(tx, id, fields.type === "company" ? companyId : null);
      const numbers = await findContactNumbers(tx, id, fields.type);
      return { ...fields, groups, answers, alternativeAddresses, people, numbers };
    }),
});

async function readContact(tx: Transaction, contactNo: string) {
  const rows = await tx.$queryRaw(Prisma.sql`
    select c.id, c.contact_no as "contactNo", c.type::text, c.name, c.name_2 as "name2", c.first_name as "firstName", c.middle_name as "middleName", c.surname,
      c.initials, c.job_title as "jobTitle", c.company_id as "companyId", c.company_no as "companyNo", c.company_name as "companyName", c.address,
      c.address_2 as "address2", c.post_code as "postCode", c.city, c.county, c.phone_no as "phoneNo", c.mobile_phone_no as "mobilePhoneNo",
      c.extension_no as "extensionNo", c.fax_no as "faxNo", c.email, c.email_2 as "email2", c.home_page as "homePage",
      c.correspondence_type::text as "correspondenceType", c.currency_code as "currencyCode", c.vat_registration_no as "vatRegistrationNo",
      c.registration_no as "registrationNo", c.exclude_from_segment as "excludeFromSegment", c.privacy_blocked as "privacyBlocked", c.minor,
      c.parental_consent_received as "parentalConsentReceived", c.external_id as "externalId",
      c.business_relation_summary::text as "businessRelationSummary", c.last_modified_at as "lastModifiedAt",
      ${named("country_region", "name", Prisma.sql`c.country_region_code`)} as "countryRegion", ${named("language", "name", Prisma.sql`c.language_code`)} as language,
      ${named("territory", "name", Prisma.sql`c.territory_code`)} as territory, ${named("salesperson", "name", Prisma.sql`c.salesperson_code`)} as salesperson,
      ${named("salutation", "description", Prisma.sql`c.salutation_code`)} as salutation,
      ${named("organizational_level", "description", Prisma.sql`c.organizational_level_code`)} as "organizationalLevel"
    from contact c where c.contact_no = ${contactNo}`);
  return z.array(rowSchema).parse(rows)[0] ?? null;
}

function named(table: string, words: "name" | "description", code: Sql): Sql {
  return Prisma.sql`(select jsonb_build_object('code', t.code, 'name', t.${Prisma.raw(words)}) from ${Prisma.raw(table)} t where t.code = ${code})`;
}
