import type { Filter } from "@/lib/filters/schema";
import type { Criteria } from "@/lib/segmentation/criteria-schema";
import { timesAndMore } from "./budgets";
import { type Measured, sideBySide, timed } from "./measure";
import { criteria, everybody, givenSegment, inMailingGroup, preview } from "./segments";
import type { BenchWorld } from "./world";

const from = (country: string): Filter => ({ kind: "field", field: "countryRegionCode", op: "is", value: country });
const hadInteraction: Filter = {
  kind: "relation",
  relation: "interaction",
  match: "any",
  where: { kind: "field", field: "date", op: "greaterOrEqual", value: "t-100D" },
};
const hadThreeInteractions: Filter = {
  kind: "relation",
  relation: "interaction",
  match: "count",
  count: { op: "greaterOrEqual", value: 3 },
  where: { kind: "all", of: [] },
};

const interactions = "interaction_log_entry e where not e.canceled and not e.postponed";
const companyOf = (condition: string) => `select distinct company_id from contact where ${condition} and company_id is not null`;

/**
 * Each preview with the bare statement that only finds the same contacts and puts their ids into an array, which stays in
 * the database.
 */
const previews: { words: string; request: Criteria; sql: string }[] = [
  { words: "everybody", request: criteria("add", everybody), sql: "select cardinality(array_agg(id)) from contact" },
  {
    words: "a country",
    request: criteria("add", from("DE")),
    sql: "select cardinality(array_agg(id)) from contact where country_region_code = 'DE'",
  },
  {
    words: "a city, whatever its case",
    request: criteria("add", { kind: "field", field: "city", op: "is", value: "hamburg" }),
    sql: `select cardinality(array_agg(id)) from contact where lower(city collate "C") = 'hamburg'`,
  },
  {
    words: "part of a name",
    request: criteria("add", { kind: "field", field: "name", op: "like", value: "*holm*" }),
    sql: `select cardinality(array_agg(id)) from contact where lower(name collate pg_c_utf8) like '%holm%'`,
  },
  {
    words: "a mailing group",
    request: criteria("add", inMailingGroup("NEWS")),
    sql: "select cardinality(array_agg(id)) from contact where id in (select contact_id from contact_mailing_group where mailing_group_code = 'NEWS')",
  },
  {
    words: "not in a mailing group",
    request: criteria("add", { kind: "not", of: inMailingGroup("NEWS") }),
    sql: "select cardinality(array_agg(id)) from contact where not exists (select from contact_mailing_group where contact_id = id and mailing_group_code = 'NEWS')",
  },
  {
    words: "a recent interaction",
    request: criteria("add", hadInteraction),
    sql: `select cardinality(array_agg(id)) from contact where id in (select contact_id from ${interactions} and e.date >= current_date - 100)`,
  },
  {
    words: "three interactions or more",
    request: criteria("add", hadThreeInteractions),
    sql: `select cardinality(array_agg(id)) from contact where id in (select contact_id from ${interactions} group by contact_id having count(*) >= 3)`,
  },
  {
    words: "a country and a mailing group",
    request: criteria("add", { kind: "all", of: [from("GB"), inMailingGroup("NEWS")] }),
    sql: "select cardinality(array_agg(id)) from contact where country_region_code = 'GB' and id in (select contact_id from contact_mailing_group where mailing_group_code = 'NEWS')",
  },
  {
    words: "a mailing group, with everybody of their companies",
    request: criteria("add", inMailingGroup("EVENT"), { expandCompanies: true }),
    sql: `select cardinality(array_agg(id)) from contact where id in (select contact_id from contact_mailing_group where mailing_group_code = 'EVENT')
      or company_id in (${companyOf("id in (select contact_id from contact_mailing_group where mailing_group_code = 'EVENT')")})`,
  },
  {
    words: "a mailing group, with their companies",
    request: criteria("add", inMailingGroup("EVENT"), { relatedCompanies: true }),
    sql: `select cardinality(array_agg(id)) from (
      select contact_id as id from contact_mailing_group where mailing_group_code = 'EVENT'
      union ${companyOf("id in (select contact_id from contact_mailing_group where mailing_group_code = 'EVENT')")}) found`,
  },
  {
    words: "a country, with everybody of their companies",
    request: criteria("add", from("DE"), { expandCompanies: true }),
    sql: `select cardinality(array_agg(id)) from contact where country_region_code = 'DE' or company_id in (${companyOf("country_region_code = 'DE'")})`,
  },
  {
    words: "reduce by a mailing group, entire companies",
    request: criteria("reduce", inMailingGroup("EVENT"), { entireCompanies: true }),
    sql: `select cardinality(array_agg(id)) from contact where id in (select contact_id from contact_mailing_group where mailing_group_code = 'EVENT')
      or company_id in (${companyOf("id in (select contact_id from contact_mailing_group where mailing_group_code = 'EVENT')")})`,
  },
  {
    words: "refine by a country",
    request: criteria("refine", from("GB")),
    sql: "select cardinality(array_agg(id)) from contact where country_region_code = 'GB'",
  },
];

/** Previews with all their numbers, on a worksheet that holds every other contact already. */
export async function* benchPreviews({ context, db, times }: BenchWorld): AsyncGenerator<Measured> {
  const segmentNo = await givenSegment(context, inMailingGroup("HALF"));
  for (const { words, request, sql } of previews) {
    const plain = () => timed(() => db.pool.query(sql));
    const ours = () => timed(() => preview(context, segmentNo, request));
    const [plainMs, ms] = await sideBySide(times, plain, ours);
    const baseline = { sql, ms: plainMs };
    yield { work: `preview: ${words}`, value: ms, baseline, ...timesAndMore(baseline, 1.5, 60) };
  }
}
