import type pg from "pg";
import { closeDatabase, openDatabase } from "@/lib/db/client";
import { inPgTransaction } from "@/lib/db/transaction";

export type GeneratedWorld = {
  /** How many contacts; a quarter are companies, 45 % persons of a company, 30 % persons without one. */
  size: number;
  /** The part that is privacy blocked, 0 to 1; half a percent unless told otherwise. */
  blocked?: number;
  /** The part that is excluded from segments, 0 to 1; one percent unless told otherwise. */
  excluded?: number;
};

/**
 * Fills an empty, migrated database with made-up contacts, always the same for the same arguments: ids with gaps (a fifth
 * of the range) and in random order, names and cities from lists, few countries with most contacts, companies of very
 * different size, and members of the mailing groups NEWS (25 %), EVENT (10 %) and VIP (1 %).
 *
 * Set-based; indexes are made after the rows and checks of references are skipped, so it needs a superuser.
 */
export async function generateContacts(pool: pg.Pool, world: GeneratedWorld): Promise<void> {
  const { size, blocked = 0.005, excluded = 0.01 } = world;
  await inPgTransaction(pool, async (client) => {
    await client.query(
      "set local session_replication_role = replica; set local maintenance_work_mem = '512MB'; set local synchronous_commit = off",
    );
    for (const statement of codes) await client.query(statement);
    const indexes = await client.query<{ name: string; definition: string }>(
      `select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
       from pg_index where indrelid = 'contact'::regclass and not indisprimary and not indisunique`,
    );
    for (const { name } of indexes.rows) await client.query(`drop index ${name}`);
    await client.query(contacts, [size, prime(Math.ceil(size * 1.25)), blocked, excluded]);
    for (const { definition } of indexes.rows) await client.query(definition);
    await client.query(mailingGroups);
    await client.query("select setval(pg_get_serial_sequence('contact', 'id'), (select max(id) from contact))");
  });
  await pool.query("vacuum analyze contact");
  await pool.query("vacuum analyze contact_mailing_group");
}

/** The first prime number from `from` on: multiplying by anything smaller, modulo it, visits every number once. */
function prime(from: number): number {
  for (let candidate = from; ; candidate++) {
    let divisor = 2;
    while (divisor * divisor <= candidate && candidate % divisor !== 0) divisor++;
    if (divisor * divisor > candidate) return candidate;
  }
}

const codes = [
  `insert into country_region (code, name) values ('GB','Great Britain'),('DE','Germany'),('DK','Denmark'),('SE','Sweden'),('US','USA'),('FR','France'),
     ('NL','Netherlands'),('PL','Poland'),('IS','Iceland'),('NO','Norway'),('ES','Spain'),('CA','Canada') on conflict do nothing`,
  `insert into salesperson (code, name) select 'S' || lpad(n::text, 2, '0'), 'Salesperson ' || n from generate_series(1, 20) n on conflict do nothing`,
  `insert into mailing_group (code, description) values ('NEWS','Newsletter'),('EVENT','Events'),('VIP','Important people') on conflict do nothing`,
];

/** $1 contacts, $2 a prime above it (the range of ids), $3 part blocked, $4 part excluded. `u(k)` is a number in [0, 1) drawn from the row. */
const contacts = `
insert into contact (id, contact_no, type, name, first_name, surname, company_id, company_no, company_name, address, post_code, city,
  country_region_code, phone_no, email, correspondence_type, salesperson_code, privacy_blocked, exclude_from_segment, created_at, last_modified_at)
with draw as (
  select i, ((i * 48271) % $2::bigint)::int + 1 as id, i < $1::bigint / 4 as is_company, i >= $1::bigint * 7 / 10 as is_alone,
    array(select (hashint8extended(i, k) & 1048575) / 1048576.0 from generate_series(1, 10) k) as u
  from generate_series(0, $1::bigint - 1) i
), placed as (
  select *, floor(pow(u[1], 3) * ($1::bigint / 4))::bigint as company_i from draw
), owned as (
  select d.*, o.i as owner_i, o.id as owner_id, o.u as owner_u
  from placed d left join draw o on o.is_company and not d.is_alone and o.i = case when d.is_company then d.i else d.company_i end
)
select id, 'G' || lpad(i::text, 8, '0'), case when is_company then 'company' else 'person' end::contact_type,
  case when is_company then company.name else first.name || ' ' || last.name end,
  case when not is_company then first.name end, case when not is_company then last.name end,
  owner_id, 'G' || lpad(owner_i::text, 8, '0'), company.name,
  (1 + floor(u[2] * 180))::int || ' ' || place.city || ' Road', place.post || lpad(floor(u[3] * 900)::int::text, 3, '0'), place.city, place.country,
  '+44 ' || lpad(floor(u[4] * 1e8)::bigint::text, 8, '0'),
  case when u[5] < 0.85 then lower(case when is_company then 'info' else first.name || '.' || last.name end) || i || '@example.com' end,
  case when u[6] < 0.2 then null when u[6] < 0.7 then 'email' when u[6] < 0.95 then 'hard_copy' else 'phone' end::correspondence_type,
  case when u[7] < 0.9 then 'S' || lpad((1 + floor(pow(u[7], 2) * 24))::int::text, 2, '0') end,
  u[8] < $3::float8, u[9] < $4::float8, timestamptz '2024-01-01' + u[10] * interval '700 days', timestamptz '2024-01-01' + u[10] * interval '700 days'
from owned
cross join lateral (select (array['Ada','Bo','Carla','Dennis','Edith','Freja','Gunnar','Hana','Ivo','Jonas','Katrin','Lars','Mia','Nils','Olga','Pia','Quentin',
  'Rosa','Søren','Tilde','Ulla','Victor','Wanda','Xenia','Yusuf','Zoe','Björn','Élise','Þóra','Łukasz'])[1 + floor(u[2] * 30)] as name) first
cross join lateral (select (array['Andersen','Baker','Clarke','Dahl','Evans','Fischer','Green','Holm','Ibsen','Jensen','Kowalski','Lindgren','Møller','Nielsen',
  'Olsen','Poulsen','Quist','Rasmussen','Schmidt','Thomsen','Ulrich','Virtanen','Weber','Young','Zimmermann','Ågren','O''Brien','de Vries'])[1 + floor(u[3] * 28)]
  || (array['','','','-Berg','-Holt','son'])[1 + floor(u[4] * 6)] as name) last
left join lateral (select (array['Alpine','Baltic','Cedar','Delta','Elm','Falcon','Granite','Harbour','Ivy','Juniper','Kestrel','Linden','Maple','North','Oak',
  'Pine','Quartz','River','Stone','Tide'])[1 + floor(owner_u[2] * 20)] || ' ' || (array['Furniture','Foods','Logistics','Print','Textiles','Systems','Garden',
  'Media','Energy','Consulting'])[1 + floor(owner_u[3] * 10)] || ' ' || owner_i as name where owner_i is not null) company on true
cross join lateral (select split_part(p, '|', 1) as city, split_part(p, '|', 2) as country, split_part(p, '|', 3) as post
  from (select (array['London|GB|EC','Birmingham|GB|B','Leeds|GB|LS','Bristol|GB|BS','Glasgow|GB|G','Hamburg|DE|20','Berlin|DE|10','Köln|DE|50','Aarhus|DK|80',
  'Odense|DK|50','Copenhagen|DK|10','Stockholm|SE|11','Malmö|SE|21','Atlanta|US|30','Chicago|US|60','Paris|FR|75','Lyon|FR|69','Rotterdam|NL|30','Gdańsk|PL|80',
  'Reykjavík|IS|1','Oslo|NO|0','Madrid|ES|28','Toronto|CA|M'])[1 + floor(pow(case when owner_u is not null and not is_company then owner_u[6] else u[6] end, 2.2) * 23)] as p) q) place
order by i`;

const mailingGroups = `
insert into contact_mailing_group (contact_id, mailing_group_code)
select id, g.code from contact, (values ('NEWS', 25), ('EVENT', 10), ('VIP', 1)) g (code, part)
where (hashint8extended(id, hashtext(g.code)) & 1048575) % 100 < g.part`;

if (import.meta.filename === process.argv[1]) {
  const url = process.env.DATABASE_URL;
  const size = Number(process.argv[process.argv.indexOf("--size") + 1]);
  if (!url || !Number.isInteger(size) || size < 4) throw new Error("Usage: DATABASE_URL=… tsx tests/bench/generate-contacts.ts --size N");
  const db = openDatabase(url);
  await generateContacts(db.pool, { size });
  await closeDatabase(db);
}
