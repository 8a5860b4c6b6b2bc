import type pg from "pg";
import { inPgTransaction } from "@/lib/db/transaction";

/** Mailing groups whose members are spread over all contacts, by code, with the part of the contacts in percent. */
export const scattered = { FEW: 0.1, EVENT: 10, HALF: 50 } as const;

/**
 * Adds to the generated contacts two more mailing groups and half as many interactions as there are contacts, of the last
 * 400 days: one contact in four has some, one in a hundred has many.
 */
export async function generateRelations(pool: pg.Pool): Promise<void> {
  await inPgTransaction(pool, async (client) => {
    await client.query("set local session_replication_role = replica; set local synchronous_commit = off");
    await client.query("insert into mailing_group (code, description) values ('FEW', 'One in a thousand'), ('HALF', 'Every other')");
    await client.query(`
      insert into contact_mailing_group (contact_id, mailing_group_code)
      select id, g.code from contact, (values ('FEW', ${scattered.FEW}), ('HALF', ${scattered.HALF})) g (code, part)
      where (hashint8extended(id, hashtext(g.code)) & 1048575) % 100000 < g.part * 1000`);
    await client.query("select setval(pg_get_serial_sequence('interaction_log_entry', 'entry_no'), 1)");
    await client.query(interactions);
  });
  await pool.query("vacuum analyze contact_mailing_group");
  await pool.query("vacuum analyze interaction_log_entry");
}

/** Writes the interactions again after the journal was emptied. */
export async function generateInteractions(pool: pg.Pool): Promise<void> {
  await inPgTransaction(pool, async (client) => {
    await client.query("set local synchronous_commit = off");
    await client.query(interactions);
  });
  await pool.query("vacuum analyze interaction_log_entry");
}

const interactions = `
insert into interaction_log_entry (contact_id, contact_no, contact_name, company_id, company_no, company_name, date, description, information_flow,
  initiated_by, interaction_template_code, salesperson_code, correspondence_type)
select id, contact_no, name, company_id, company_no, company_name, current_date - ((draw >> 8) % 400)::int, 'Product letter', 'outbound',
  'us', 'BUS', salesperson_code, 'hard_copy'
from contact
cross join lateral (select hashint8extended(id, 77) & 1048575 as person) p
cross join lateral generate_series(1, case when person % 100 = 0 then 14 when person % 4 = 0 then 2 else 0 end) n
cross join lateral (select hashint8extended(id, n) & 1048575 as draw) d`;
