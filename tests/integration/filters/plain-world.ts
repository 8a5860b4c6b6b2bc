import type { Database } from "@/lib/db/client";
import type { Kinds, PlainContact, PlainRow } from "./plain-evaluator";

const cities = [null, "Aarhus", "AARHUS", "Århus", "århus", "100%", "100", "1_0", "O'Brien", "a\\b", "Jones & Co", "Straße", "9", "10"];
const postCodes = [null, "1000", "10035", "1004", "DK-2100", "dk-2900", "W1 3AL"];
const countries = [null, "DE", "DK", "GB", "SE"];
const channels = [null, "hard_copy", "email", "phone"];
const days = [null, "2026-01-01", "2026-03-15", "2026-03-16", "2024-02-29"];
// Midnight in Berlin lies an hour or two before midnight in UTC.
const moments = [
  "2026-03-15T22:59:59Z",
  "2026-03-15T23:00:00Z",
  "2026-03-16T22:59:59.999Z",
  "2026-03-16T23:00:00Z",
  "2026-06-30T22:00:00Z",
];

const pick = <T>(values: readonly T[], index: number): T => {
  const value = values[index % values.length];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
};
const berlinDay = (moment: string) => new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Berlin" }).format(new Date(moment));

/** 70 contacts with every kind of value, blanks among them; the first ten have nothing and no rows. */
export const plainWorld: PlainContact[] = Array.from({ length: 70 }, (_, index): PlainContact => {
  const blank = index < 10;
  const rowsOf = (count: number, make: (row: number) => PlainRow) =>
    blank ? [] : Array.from({ length: (index * 7) % count }, (_, row) => make(index + row * 3));
  return {
    contactNo: `N${String(index).padStart(3, "0")}`,
    fields: {
      city: blank ? null : pick(cities, index),
      postCode: blank ? null : pick(postCodes, index * 5),
      countryRegionCode: blank ? null : pick(countries, index * 3),
      correspondenceType: blank ? null : pick(channels, index),
      minor: index % 3 === 0,
      createdAt: berlinDay(pick(moments, index)),
    },
    rows: {
      mailingGroup: rowsOf(4, (row) => ({ code: pick(["GOLD", "NEWS", "VIP"], row) })).filter(
        (row, at, all) => all.findIndex((other) => other.code === row.code) === at,
      ),
      profileAnswer: rowsOf(3, (row) => ({ lineNo: 11 + (row % 5), lastUpdatedOn: pick(days, row) })).filter(
        (row, at, all) => all.findIndex((other) => other.lineNo === row.lineNo) === at,
      ),
      interaction: rowsOf(5, (row) => ({
        date: pick(days.slice(1), row),
        interactionTemplateCode: pick([null, "CALL", "LETTER"], row),
        costLcy: pick([0, 0.5, 8, 19.99, -3], row),
        durationMin: pick([0, 9, 10, 120], row),
        canceled: row % 4 === 0,
        postponed: row % 7 === 0,
      })),
      behaviour: rowsOf(5, (row) => ({
        type: pick(["VISITED", "BOUGHT", "OPENED"], row),
        occurredAt: berlinDay(pick(moments, row)),
        source: pick(["SHOP", "WEB"], row),
        "text.page": pick([null, "/Pricing", "/pricing/eu", "100%", "O'Brien"], row * 3),
        "number.amount": pick([null, 0.5, 8.25, 19.99, -3, 1000], row),
        "flag.member": pick([true, false, null], row * 5),
        "moment.due": row % 2 === 0 ? berlinDay(pick(moments, row + 1)) : null,
        at: pick(moments, row),
        due: row % 2 === 0 ? pick(moments, row + 1) : null,
      })),
    },
  };
});

export const kinds: Kinds = {
  city: "name",
  postCode: "code",
  countryRegionCode: "code",
  correspondenceType: "enum",
  minor: "bool",
  createdAt: "day",
  code: "code",
  lineNo: "number",
  lastUpdatedOn: "day",
  date: "day",
  interactionTemplateCode: "code",
  costLcy: "number",
  durationMin: "number",
  canceled: "bool",
  postponed: "bool",
  type: "code",
  occurredAt: "day",
  source: "code",
  "text.page": "name",
  "number.amount": "number",
  "flag.member": "bool",
  "moment.due": "day",
  "number.page": "number",
};

/** Writes the same contacts into a database. */
export async function givenPlainWorld(db: Database): Promise<void> {
  await db.pool.query(`
    insert into country_region select c, c from unnest(array['DE','DK','GB','SE']) c;
    insert into behaviour_type (code, description) select c, c from unnest(array['VISITED','BOUGHT','OPENED']) c;
    insert into mailing_group select c, c from unnest(array['GOLD','NEWS','VIP']) c;
    insert into profile_questionnaire (code, description) values ('Q', 'Q');
    insert into profile_questionnaire_line (questionnaire_code, line_no, type, description) select 'Q', n, 'answer', 'a' || n from generate_series(11, 15) n`);
  for (const [index, { contactNo, fields, rows }] of plainWorld.entries()) {
    const { rows: made } = await db.pool.query(
      `insert into contact (contact_no, type, name, city, post_code, country_region_code, correspondence_type, minor, created_at)
       values ($1, 'person', $1, $2, $3, $4, $5::text::correspondence_type, $6, $7) returning id`,
      [contactNo, fields.city, fields.postCode, fields.countryRegionCode, fields.correspondenceType, fields.minor, pick(moments, index)],
    );
    const id: number = made[0].id;
    for (const row of rows.mailingGroup ?? []) await db.pool.query("insert into contact_mailing_group values ($1, $2)", [id, row.code]);
    for (const row of rows.profileAnswer ?? [])
      await db.pool.query("insert into contact_profile_answer values ($1, 'Q', $2, $3)", [id, row.lineNo, row.lastUpdatedOn]);
    for (const [nth, row] of (rows.behaviour ?? []).entries()) {
      const held = { page: row["text.page"], amount: row["number.amount"], member: row["flag.member"], due: row.due && { at: row.due } };
      await db.pool.query(
        `insert into behaviour (source, source_id, type_code, occurred_at, contact_id, properties) values ($1, $2, $3, $4, $5, jsonb_strip_nulls($6::jsonb))`,
        [row.source, `${contactNo} ${nth}`, row.type, row.at, id, JSON.stringify(held)],
      );
    }
    for (const row of rows.interaction ?? []) {
      await db.pool.query(
        `insert into interaction_log_entry (contact_id, contact_no, contact_name, date, description, interaction_template_code, cost_lcy, duration_min, canceled, postponed)
         values ($1, $2, $2, $3, 'x', $4, $5, $6, $7, $8)`,
        [id, contactNo, row.date, row.interactionTemplateCode, row.costLcy, row.durationMin, row.canceled, row.postponed],
      );
    }
  }
}
