import type { Database } from "@/lib/db/client";

/**
 * Puts the base world of the scenarios into a migrated, empty database: nine contacts of three companies and one person by
 * herself, their groups, answers and interactions, six interaction templates and two campaigns; no segment. A contact's id is the
 * number in its contact number (P101 is 101), the interactions E1 … E5 have the entry numbers 1 … 5; what is created later
 * gets higher ones.
 */
export async function givenBaseWorld(db: Database): Promise<void> {
  await db.pool.query(`begin; ${statements} commit;`);
}

const statements = `
  insert into number_series (code, description, prefix, digits) values
    ('CT', 'Contacts', 'CT', 6), ('SM', 'Segments', 'SM', 5), ('CP', 'Campaigns', 'CP', 4);
  insert into country_region values ('DE', 'Germany'), ('DK', 'Denmark'), ('FR', 'France'), ('GB', 'Great Britain'), ('SE', 'Sweden'), ('US', 'USA');
  insert into language values ('DAN', 'Danish'), ('DEU', 'German'), ('ENU', 'English'), ('FRA', 'French');
  insert into salesperson (code, name, email) values
    ('JO', 'Jim Olive', 'jo@base.example'), ('MK', 'Mary King', 'mk@base.example'), ('PS', 'Peter Saddow', null);
  insert into business_relation values ('CUST', 'Customer'), ('VEND', 'Vendor'), ('PRESSREL', 'Press');
  insert into marketing_setup (id, company_name, contact_nos, segment_nos, campaign_nos, customer_relation_code, vendor_relation_code)
    values (1, 'Base world', 'CT', 'SM', 'CP', 'CUST', 'VEND')
    on conflict (id) do update set company_name = excluded.company_name, contact_nos = excluded.contact_nos, segment_nos = excluded.segment_nos,
      campaign_nos = excluded.campaign_nos, customer_relation_code = excluded.customer_relation_code, vendor_relation_code = excluded.vendor_relation_code;

  insert into contact (id, contact_no, type, name, search_name, first_name, surname, company_id, company_no, company_name, salesperson_code,
    country_region_code, language_code, correspondence_type, email, phone_no, mobile_phone_no, exclude_from_segment, privacy_blocked, business_relation_summary)
  values
    (100, 'C100', 'company', 'Alder Foods', 'ALDER FOODS', null, null, 100, 'C100', 'Alder Foods', 'JO', 'DE', 'DEU', null, 'info@alder.example', '030-100', null, false, false, 'customer'),
    (101, 'P101', 'person', 'Anna Alt', 'ANNA ALT', 'Anna', 'Alt', 100, 'C100', 'Alder Foods', 'JO', 'DE', 'DEU', null, 'anna@alder.example', '030-101', null, false, false, 'none'),
    (102, 'P102', 'person', 'Ben Amsel', 'BEN AMSEL', 'Ben', 'Amsel', 100, 'C100', 'Alder Foods', 'MK', 'DE', 'ENU', 'hard_copy', null, '030-102', null, true, false, 'none'),
    (200, 'C200', 'company', 'Birch Tools', 'BIRCH TOOLS', null, null, 200, 'C200', 'Birch Tools', 'MK', 'GB', 'ENU', null, 'info@birch.example', '020-200', null, false, false, 'other'),
    (201, 'P201', 'person', 'Cara Bell', 'CARA BELL', 'Cara', 'Bell', 200, 'C200', 'Birch Tools', 'MK', 'GB', 'ENU', 'email', 'cara@birch.example', '020-201', null, false, false, 'none'),
    (202, 'P202', 'person', 'Dan Brown', 'DAN BROWN', 'Dan', 'Brown', 200, 'C200', 'Birch Tools', 'JO', 'GB', 'FRA', null, 'dan@birch.example', null, '0777-202', false, false, 'none'),
    (300, 'C300', 'company', 'Cedar Media', 'CEDAR MEDIA', null, null, 300, 'C300', 'Cedar Media', 'JO', 'DK', 'DAN', null, null, '033-300', null, false, false, 'vendor'),
    (301, 'P301', 'person', 'Eva Carl', 'EVA CARL', 'Eva', 'Carl', 300, 'C300', 'Cedar Media', 'JO', 'DK', 'DAN', null, 'eva@cedar.example', null, null, false, true, 'none'),
    (900, 'P900', 'person', 'Finn Solo', 'FINN SOLO', 'Finn', 'Solo', null, null, null, 'JO', 'SE', 'ENU', null, 'finn@solo.example', '08-900', null, false, false, 'none');
  select setval(pg_get_serial_sequence('contact', 'id'), 1000);

  insert into mailing_group values ('NEWS', 'Newsletter'), ('VIP', 'Important people');
  insert into contact_mailing_group values (101, 'NEWS'), (201, 'NEWS'), (900, 'NEWS'), (100, 'VIP'), (102, 'VIP');
  insert into industry_group values ('FOOD', 'Food'), ('MANUF', 'Manufacturer'), ('PRESS', 'Press');
  insert into contact_industry_group values (100, 'FOOD'), (200, 'MANUF'), (300, 'PRESS');
  insert into contact_business_relation values (100, 'CUST', 'customer', '10000'), (300, 'VEND', 'vendor', '40000'), (200, 'PRESSREL', null, null);
  insert into job_responsibility values ('PURCHASE', 'Purchase'), ('MARKETING', 'Marketing');
  insert into contact_job_responsibility values (101, 'PURCHASE'), (202, 'PURCHASE'), (102, 'MARKETING'), (301, 'MARKETING');
  insert into profile_questionnaire (code, description) values ('LEADS', 'Leads');
  insert into profile_questionnaire_line (questionnaire_code, line_no, type, description, question_line_no, multiple_answers) values
    ('LEADS', 10, 'question', 'Budget', null, false), ('LEADS', 20, 'answer', 'High', 10, false), ('LEADS', 30, 'answer', 'Low', 10, false),
    ('LEADS', 40, 'question', 'Channels', null, true), ('LEADS', 50, 'answer', 'Mail', 40, false), ('LEADS', 60, 'answer', 'Phone', 40, false);
  insert into contact_profile_answer (contact_id, questionnaire_code, line_no) values (101, 'LEADS', 20), (201, 'LEADS', 30), (202, 'LEADS', 20), (202, 'LEADS', 50);

  insert into campaign (campaign_no, description, starting_date, ending_date, salesperson_code) values
    ('CP1', 'Spring', '2026-03-01', '2026-03-31', 'JO'), ('CP2', 'Summer', '2026-06-01', '2026-06-30', 'MK');
  insert into interaction_group values ('LETTERS', 'Letters'), ('PHONE', 'Phone calls'), ('MEET', 'Meetings');
  insert into interaction_template (code, description, interaction_group_code, correspondence_type, ignore_contact_corres_type, unit_cost_lcy, unit_duration_min,
    information_flow, initiated_by, campaign_no, campaign_target, language_code)
  values
    ('LETTER', 'Product letter', 'LETTERS', 'hard_copy', false, 10, 15, 'outbound', 'us', null, false, 'ENU'),
    ('MAIL', 'E-mail note', 'LETTERS', 'email', false, 2, 5, 'outbound', 'us', null, false, 'ENU'),
    ('CALL', 'Outgoing call', 'PHONE', null, false, 5, 3, 'outbound', 'us', null, false, null),
    ('VISIT', 'Visit', 'MEET', null, false, 50, 60, 'inbound', 'them', null, false, null),
    ('PROMO', 'Promotion', 'LETTERS', 'email', true, 1, 1, 'outbound', 'us', 'CP1', true, 'ENU'),
    ('COVER', 'Cover sheet', 'LETTERS', null, false, 0, 0, 'outbound', 'us', null, false, null);
  insert into interaction_template_language (interaction_template_code, language_code) values
    ('LETTER', 'DEU'), ('LETTER', 'ENU'), ('MAIL', 'ENU'), ('PROMO', 'ENU');

  insert into interaction_log_entry (entry_no, contact_id, contact_no, contact_name, company_id, company_no, company_name, date, description, information_flow,
    initiated_by, cost_lcy, duration_min, interaction_group_code, interaction_template_code, campaign_no, salesperson_code, evaluation, canceled, postponed)
  select e.entry_no, c.id, c.contact_no, c.name, c.company_id, c.company_no, c.company_name, e.date, t.description, t.information_flow,
    t.initiated_by, t.unit_cost_lcy, t.unit_duration_min, t.interaction_group_code, t.code, e.campaign_no, e.salesperson_code, e.evaluation, e.canceled, e.postponed
  from (values
    (1, date '2026-01-10', 'P101', 'LETTER', 'CP1', 'JO', evaluation 'positive', false, false),
    (2, date '2026-02-05', 'P101', 'CALL', null, 'MK', evaluation 'negative', false, false),
    (3, date '2026-02-20', 'C100', 'LETTER', null, 'JO', null, false, false),
    (4, date '2026-01-15', 'P201', 'CALL', 'CP1', 'JO', null, true, false),
    (5, date '2026-03-01', 'P202', 'CALL', null, 'JO', null, false, true)
  ) e (entry_no, date, contact_no, template_code, campaign_no, salesperson_code, evaluation, canceled, postponed)
  join contact c using (contact_no)
  join interaction_template t on t.code = e.template_code;
  select setval(pg_get_serial_sequence('interaction_log_entry', 'entry_no'), 5);
`;
