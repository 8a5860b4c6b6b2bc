import { Prisma } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import languages from "@/prisma/setup/languages.json" with { type: "json" };
import { isoCountries } from "./countries";
import { writeOwnSalesperson } from "./own-salesperson";
import * as standard from "./standard-rows";

/**
 * Writes what an empty company needs to work, and its first administrator as a salesperson linked to the user. Only what is
 * missing is written, so a second call changes nothing.
 */
export async function writeStandardSetup(tx: Transaction, administrator: { name: string; email: string; userId: string }): Promise<void> {
  await writeStandardTables(tx);
  await writeOwnSalesperson(tx, administrator);
}

/** The part that needs nobody: number series, marketing setup, countries, languages, salutations, relations, groups and templates. */
export async function writeStandardTables(tx: Transaction): Promise<void> {
  await writeLists(tx);
  await writeInteractionTemplates(tx);
  const [contacts, segments, campaigns] = standard.numberSeries;
  await tx.$executeRaw(Prisma.sql`
    insert into marketing_setup (id, contact_nos, segment_nos, campaign_nos, company_salutation_code, person_salutation_code,
      customer_relation_code, vendor_relation_code, bank_relation_code, employee_relation_code, default_correspondence_type)
    values (1, ${contacts.code}, ${segments.code}, ${campaigns.code}, 'COMPANY', 'UNISEX', 'CUST', 'VEND', 'BANK', 'EMP', 'email')
    on conflict (id) do update set
      contact_nos = coalesce(marketing_setup.contact_nos, excluded.contact_nos),
      segment_nos = coalesce(marketing_setup.segment_nos, excluded.segment_nos),
      campaign_nos = coalesce(marketing_setup.campaign_nos, excluded.campaign_nos)`);
}

async function writeLists(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into number_series (code, description, prefix, digits, manual_allowed)
    select code, description, prefix, digits, true from json_to_recordset(${JSON.stringify(standard.numberSeries)}::json)
      as r(code text, description text, prefix text, digits smallint)
    on conflict (code) do nothing`);
  await tx.$executeRaw(codeList("country_region", "name", isoCountries));
  await tx.$executeRaw(codeList("language", "name", languages));
  await tx.$executeRaw(codeList("salutation", "description", standard.salutations));
  await tx.$executeRaw(codeList("business_relation", "description", standard.businessRelations));
  await tx.$executeRaw(codeList("interaction_group", "description", standard.interactionGroups));
  await tx.$executeRaw(Prisma.sql`
    insert into salutation_formula (salutation_code, salutation_type, formula, names)
    select code, type::salutation_type, formula, names from json_to_recordset(${JSON.stringify(standard.salutationFormulas)}::json)
      as r(code text, type text, formula text, names text[])
    on conflict do nothing`);
}

type CodeListTable = "country_region" | "language" | "salutation" | "business_relation" | "interaction_group";

function codeList(table: CodeListTable, words: "name" | "description", rows: readonly object[]) {
  return Prisma.sql`
    insert into ${Prisma.raw(table)} (code, ${Prisma.raw(words)})
    select code, ${Prisma.raw(words)} from json_to_recordset(${JSON.stringify(rows)}::json) as r(code text, ${Prisma.raw(words)} text)
    on conflict (code) do nothing`;
}

async function writeInteractionTemplates(tx: Transaction): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    insert into interaction_template (code, description, interaction_group_code, unit_duration_min, information_flow, initiated_by,
      correspondence_type, ignore_contact_corres_type)
    select code, description, "group", "durationMin", flow::information_flow, by::initiated_by, channel::correspondence_type,
      "ignoreContactChannel"
    from json_to_recordset(${JSON.stringify(standard.interactionTemplates)}::json) as r(code text, description text, "group" text,
      "durationMin" int, flow text, by text, channel text, "ignoreContactChannel" boolean)
    on conflict (code) do nothing`);
}
