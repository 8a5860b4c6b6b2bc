import { Prisma, type Sql } from "@/lib/db/sql";
import type { Transaction } from "@/lib/db/transaction";
import { type DemoTable, readDemoTable } from "./files";

/** What set-up tables of the demo company are called here; each holds a code and one text. */
const codeLists: { file: DemoTable; table: string; words: "name" | "description" }[] = [
  { file: "languages", table: "language", words: "name" },
  { file: "territories", table: "territory", words: "name" },
  { file: "organizational_levels", table: "organizational_level", words: "description" },
  { file: "salutations", table: "salutation", words: "description" },
  { file: "mailing_groups", table: "mailing_group", words: "description" },
  { file: "industry_groups", table: "industry_group", words: "description" },
  { file: "business_relations", table: "business_relation", words: "description" },
  { file: "job_responsibilities", table: "job_responsibility", words: "description" },
  { file: "campaign_statuses", table: "campaign_status", words: "description" },
  { file: "interaction_groups", table: "interaction_group", words: "description" },
];

/** The rows of a demo table as one bound JSON value, to be read with json_to_recordset. */
export async function demoJson(file: DemoTable): Promise<Sql> {
  return Prisma.sql`${JSON.stringify(await readDemoTable(file))}::json`;
}

/** Writes codes, salespeople, salutations, web sources and post codes; what the standard set-up wrote takes the demo's words. */
export async function writeDemoSetupTables(tx: Transaction): Promise<void> {
  for (const { file, table, words } of codeLists) {
    const [name, text] = [Prisma.raw(table), Prisma.raw(words)];
    await tx.$executeRaw(Prisma.sql`
      insert into ${name} (code, ${text}) select code, ${text} from json_to_recordset(${await demoJson(file)}) as r(code text, ${text} text)
      on conflict (code) do update set ${text} = excluded.${text}`);
  }
  await writeSalespeople(tx);
  await tx.$executeRaw(Prisma.sql`
    insert into salutation_formula (salutation_code, language_code, salutation_type, formula, names)
    select salutation_code, coalesce(language_code, ''), lower(salutation_type)::salutation_type, salutation,
      array_remove(array[name_1, name_2, name_3, name_4, name_5], null)
    from json_to_recordset(${await demoJson("salutation_formulas")}) as r(salutation_code text, language_code text, salutation_type text,
      salutation text, name_1 text, name_2 text, name_3 text, name_4 text, name_5 text)
    on conflict (salutation_code, language_code, salutation_type) do update set formula = excluded.formula, names = excluded.names`);
  await tx.$executeRaw(Prisma.sql`
    insert into web_source (code, description, url)
    select code, description, url from json_to_recordset(${await demoJson("web_sources")}) as r(code text, description text, url text)
    on conflict (code) do update set description = excluded.description, url = excluded.url`);
  await tx.$executeRaw(Prisma.sql`
    insert into post_code (post_code, city, country_region_code, county)
    select post_code, city, country_region_code, county
    from json_to_recordset(${await demoJson("post_codes")}) as r(post_code text, city text, country_region_code text, county text)
    on conflict do nothing`);
}

/** The administrator's own code makes room when a salesperson of the demo company has the same one. */
async function writeSalespeople(tx: Transaction): Promise<void> {
  const people = await demoJson("salespeople");
  await tx.$executeRaw(Prisma.sql`
    with demo as (select code from json_to_recordset(${people}) as r(code text)),
    taken as (select s.code from salesperson s join demo using (code))
    update salesperson s set code = s.code || (
      select n from generate_series(2, 1000) n
      where not exists (select from salesperson other where other.code = s.code || n::text)
        and not exists (select from demo where demo.code = s.code || n::text)
      order by n limit 1)::text
    from taken where s.code = taken.code`);
  await tx.$executeRaw(Prisma.sql`
    insert into salesperson (code, name, email, commission_pct)
    select code, name, email, commission_pct
    from json_to_recordset(${people}) as r(code text, name text, email text, commission_pct numeric)`);
}
