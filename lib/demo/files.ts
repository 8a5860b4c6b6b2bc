import { readFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";

/** The tables of the demo company that are loaded; each is `prisma/demo/<name>.csv`. */
export type DemoTable =
  | "business_relations"
  | "campaign_statuses"
  | "campaigns"
  | "contact_alt_address_date_ranges"
  | "contact_alt_addresses"
  | "contact_business_relations"
  | "contact_industry_groups"
  | "contact_job_responsibilities"
  | "contact_mailing_groups"
  | "contact_profile_answers"
  | "contact_web_sources"
  | "contacts"
  | "industry_groups"
  | "interaction_groups"
  | "interaction_log_entries"
  | "interaction_template_languages"
  | "interaction_templates"
  | "job_responsibilities"
  | "languages"
  | "mailing_groups"
  | "organizational_levels"
  | "post_codes"
  | "profile_questionnaire_lines"
  | "profile_questionnaires"
  | "salespeople"
  | "salutation_formulas"
  | "salutations"
  | "segment_criteria"
  | "segments"
  | "territories"
  | "web_sources";

/** One line of a table: column name to text; an empty cell is null. */
export type DemoRow = Record<string, string | null>;

/** All lines of one table of the demo company, in the order of the file. */
export async function readDemoTable(table: DemoTable): Promise<DemoRow[]> {
  const text = await readFile(path.join(/* turbopackIgnore: true */ process.cwd(), "prisma", "demo", `${table}.csv`), "utf8");
  return parse(text, { columns: true, bom: true, cast: (cell) => (cell === "" ? null : cell) });
}
