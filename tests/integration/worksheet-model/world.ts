import fc from "fast-check";
import type { Database } from "@/lib/db/client";

/** A contact of a small world. Codes are as stored; what is null is blank. */
export type ModelContact = {
  id: number;
  contactNo: string;
  type: "company" | "person";
  companyId: number | null;
  city: string | null;
  country: string | null;
  email: string | null;
  excluded: boolean;
  blocked: boolean;
  groups: string[];
  jobs: string[];
  /** Of companies. */
  industries: string[];
};
export type World = ModelContact[];

/** Ids on both sides of chunk borders (a chunk has 8,192), some alone in their chunk. */
const ids = [
  1, 2, 3, 100, 4095, 4096, 8189, 8190, 8191, 8192, 8193, 8194, 8200, 12000, 16382, 16383, 16384, 16385, 20000, 24574, 24575, 24576, 24577,
  32767, 32768, 40959, 40960, 40961, 57343, 57344, 65535, 65536, 65537, 90000, 131071, 131072, 131073, 200000, 262143, 262144,
];
export const cities = ["Aarhus", "Berlin", "Odense"] as const;
export const countries = ["DE", "DK", "GB"] as const;
/** Two of them are the same address. */
export const emails = ["a@x.example", "A@x.example", "b@x.example"] as const;
export const groupCodes = ["NEWS", "VIP"] as const;
export const jobCodes = ["BUY", "SELL"] as const;
export const industryCodes = ["FOOD", "PRESS"] as const;

const blankOr = <T extends string>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { freq: 3 });
const rarely = fc.nat({ max: 5 }).map((roll) => roll === 5);

const drafts = fc.array(
  fc.record({
    isCompany: fc.nat({ max: 3 }).map((roll) => roll === 3),
    company: fc.option(fc.nat({ max: 40 }), { freq: 3 }),
    city: blankOr(cities),
    country: blankOr(countries),
    email: blankOr(emails),
    excluded: rarely,
    blocked: rarely,
    groups: fc.subarray([...groupCodes]),
    jobs: fc.subarray([...jobCodes]),
    industries: fc.subarray([...industryCodes]),
  }),
  { minLength: 12, maxLength: ids.length, size: "max" },
);

/** Worlds of 12 to 40 contacts: companies, their persons and persons without company. */
export const worlds: fc.Arbitrary<World> = drafts.map((contacts) => {
  const idOf = (at: number) => ids[at] ?? 0;
  const companies = contacts.flatMap(({ isCompany }, at) => (isCompany ? [idOf(at)] : []));
  return contacts.map(({ isCompany, company, jobs, industries, ...rest }, at): ModelContact => {
    const chosen = company === null || companies.length === 0 ? null : (companies[company % companies.length] ?? null);
    const id = idOf(at);
    return {
      ...rest,
      id,
      contactNo: `K${id}`,
      type: isCompany ? "company" : "person",
      companyId: isCompany ? id : chosen,
      jobs: isCompany ? [] : jobs,
      industries: isCompany ? industries : [],
    };
  });
});

/** Puts the codes into a database that worlds come and go in. */
export async function prepareWorlds(db: Database): Promise<void> {
  await db.pool.query(`
    insert into country_region values ('DE', 'Germany'), ('DK', 'Denmark'), ('GB', 'Great Britain');
    insert into mailing_group values ('NEWS', 'News'), ('VIP', 'Vip');
    insert into job_responsibility values ('BUY', 'Buy'), ('SELL', 'Sell');
    insert into industry_group values ('FOOD', 'Food'), ('PRESS', 'Press');
    insert into number_series (code, description, prefix, digits) values ('SM', 'Segments', 'SM', 5);
    insert into marketing_setup (id, segment_nos) values (1, 'SM') on conflict (id) do update set segment_nos = 'SM'`);
}

/** Replaces whatever the database holds by a world. */
export async function enterWorld(db: Database, world: World): Promise<void> {
  await db.pool.query(
    "delete from segment; delete from interaction_log_entry; delete from logged_segment; delete from saved_segment_criteria; delete from contact_set; delete from chunk_data; delete from contact",
  );
  await db.pool.query(
    `with w as (
       select * from jsonb_to_recordset($1::jsonb) as w (id int, "contactNo" text, type contact_type, "companyId" int, city text, country text, email text, excluded boolean, blocked boolean,
         groups text[], jobs text[], industries text[])
     ), c as (
       insert into contact (id, contact_no, type, name, company_id, company_no, company_name, city, country_region_code, email, exclude_from_segment, minor)
       select id, "contactNo", type, 'Name ' || id, "companyId", 'K' || "companyId", 'Name ' || "companyId", city, country, email, excluded, blocked from w
     ), g as (insert into contact_mailing_group select id, unnest(groups) from w), j as (insert into contact_job_responsibility select id, unnest(jobs) from w)
     insert into contact_industry_group select id, unnest(industries) from w`,
    [JSON.stringify(world)],
  );
}

/** The contacts as they are stored, in the order of their ids, as `sortedWorld` puts those of a model. */
export async function storedWorld(db: Database): Promise<World> {
  const codes = (table: string, code: string) => `array(select ${code} from ${table} where contact_id = c.id order by 1)`;
  const { rows } = await db.pool.query<ModelContact>(
    `select id, contact_no as "contactNo", type::text, company_id as "companyId", city, country_region_code as country, email, exclude_from_segment as excluded,
       minor and not parental_consent_received as blocked, ${codes("contact_mailing_group", "mailing_group_code")} as groups,
       ${codes("contact_job_responsibility", "job_responsibility_code")} as jobs, ${codes("contact_industry_group", "industry_group_code")} as industries
     from contact c order by id`,
  );
  return rows;
}

/** The contacts of a model with everything in order. */
export function sortedWorld(world: World): World {
  return world
    .map((contact) => ({
      ...contact,
      groups: contact.groups.toSorted(),
      jobs: contact.jobs.toSorted(),
      industries: contact.industries.toSorted(),
    }))
    .toSorted((left, right) => left.id - right.id);
}
