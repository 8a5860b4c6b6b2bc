-- The whole house as it stands at the first release. Every text column names its own collation: "C" for codes and numbers,
-- winnow_name (ICU, numbers inside text sort by value) for what people read, so that any server sorts alike.
create extension if not exists intarray;
create extension if not exists pg_trgm;
create collation if not exists winnow_name (provider = icu, locale = 'und-u-kn-true');

create type contact_type as enum ('company', 'person');
create type correspondence_type as enum ('hard_copy', 'email', 'phone');
create type information_flow as enum ('outbound', 'inbound');
create type initiated_by as enum ('us', 'them');
create type evaluation as enum ('very_positive', 'positive', 'neutral', 'negative', 'very_negative');
create type business_relation_summary as enum ('customer', 'vendor', 'bank_account', 'employee', 'none', 'other', 'multiple');
create type linked_table as enum ('customer', 'vendor', 'bank_account', 'employee');
create type questionnaire_line_type as enum ('question', 'answer');
create type salutation_type as enum ('formal', 'informal');
create type wizard_action as enum ('open', 'import', 'merge');
create type user_role as enum ('viewer', 'marketer', 'admin');
create type segment_state as enum ('draft', 'logging', 'logged');
create type criteria_action_kind as enum ('add', 'reduce', 'refine', 'edit', 'reuse', 'import');
create type job_state as enum ('waiting', 'running', 'done', 'failed', 'canceled');

-- ── who ────────────────────────────────────────────────────────────────────────────────────────────────────────────────
create table app_user (
  id text collate "C" primary key,
  name text collate winnow_name not null,
  email text collate "C" not null,
  email_verified boolean not null default false,
  image text collate "C",
  role user_role not null default 'viewer',
  disabled boolean not null default false,
  salesperson_code text collate "C",
  work_date date,                                  -- null: today
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint app_user_email_unique unique (email),
  constraint app_user_email_lower check (email = lower(email))
);
create table user_session (
  id text collate "C" primary key,
  token text collate "C" not null unique,
  user_id text collate "C" not null references app_user (id) on delete cascade,
  expires_at timestamptz not null,
  ip_address text collate "C",
  user_agent text collate "C",
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index user_session_user_id on user_session (user_id);
create table user_account (
  id text collate "C" primary key,
  account_id text collate "C" not null,
  provider_id text collate "C" not null,
  user_id text collate "C" not null references app_user (id) on delete cascade,
  access_token text collate "C",
  refresh_token text collate "C",
  id_token text collate "C",
  access_token_expires_at timestamptz,
  refresh_token_expires_at timestamptz,
  scope text collate "C",
  password text collate "C",
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index user_account_user_id on user_account (user_id);
create table user_verification (
  id text collate "C" primary key,
  identifier text collate "C" not null,
  value text collate "C" not null,
  expires_at timestamptz not null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index user_verification_identifier on user_verification (identifier);
create table rate_limit (
  id text collate "C" primary key,
  key text collate "C" not null unique,
  count integer not null,
  last_request bigint not null
);
-- One row while nobody is there: the hash of the one-time set-up token.
create table setup_token (
  id smallint primary key default 1 check (id = 1),
  token_hash text collate "C" not null,
  created_at timestamptz not null default now()
);

-- ── set-up ─────────────────────────────────────────────────────────────────────────────────────────────────────────────
create table number_series (
  code text collate "C" primary key,
  description text collate winnow_name not null,
  prefix text collate "C" not null,
  digits smallint not null check (digits between 1 and 12),
  last_no bigint not null default 0 check (last_no >= 0),
  manual_allowed boolean not null default false
);
create table country_region (code text collate "C" primary key, name text collate winnow_name not null);
create table language (code text collate "C" primary key, name text collate winnow_name not null);
create table territory (code text collate "C" primary key, name text collate winnow_name not null);
create table post_code (
  post_code text collate "C" not null,
  city text collate winnow_name not null,
  country_region_code text collate "C",
  county text collate winnow_name,
  primary key (post_code, city)
);
create table salesperson (
  code text collate "C" primary key,
  name text collate winnow_name not null,
  job_title text collate winnow_name,
  phone_no text collate "C",
  email text collate "C",
  commission_pct numeric(9, 4),
  blocked boolean not null default false,
  privacy_blocked boolean not null default false
);
alter table app_user add constraint app_user_salesperson foreign key (salesperson_code) references salesperson (code) on update cascade on delete set null;
create table organizational_level (code text collate "C" primary key, description text collate winnow_name not null);
create table salutation (code text collate "C" primary key, description text collate winnow_name not null);
create table salutation_formula (
  salutation_code text collate "C" not null references salutation (code) on update cascade on delete cascade,
  language_code text collate "C" not null default '',   -- '' = any language
  salutation_type salutation_type not null,
  formula text collate winnow_name not null,            -- %1 … %5
  names text[] collate "C" not null default '{}',      -- what each placeholder shows
  primary key (salutation_code, language_code, salutation_type)
);
create table mailing_group (code text collate "C" primary key, description text collate winnow_name not null);
create table industry_group (code text collate "C" primary key, description text collate winnow_name not null);
create table business_relation (code text collate "C" primary key, description text collate winnow_name not null);
create table job_responsibility (code text collate "C" primary key, description text collate winnow_name not null);
create table web_source (code text collate "C" primary key, description text collate winnow_name not null, url text collate "C");
create table profile_questionnaire (
  code text collate "C" primary key,
  description text collate winnow_name not null,
  contact_type contact_type,                            -- null = all
  business_relation_code text collate "C" references business_relation (code) on update cascade,
  priority text collate "C" not null default 'normal'
);
create table profile_questionnaire_line (
  questionnaire_code text collate "C" not null references profile_questionnaire (code) on update cascade on delete cascade,
  line_no integer not null,
  type questionnaire_line_type not null,
  description text collate winnow_name not null,
  question_line_no integer,                             -- answers: the question they belong to
  multiple_answers boolean not null default false,
  priority text collate "C",
  classification jsonb,                                 -- automatic classification as set up, kept for later
  primary key (questionnaire_code, line_no)
);
create table marketing_setup (
  id smallint primary key default 1 check (id = 1),
  company_name text collate winnow_name not null default 'My company',
  time_zone text collate "C" not null default 'Etc/UTC',
  currency_code text collate "C" not null default 'GBP',
  contact_nos text collate "C" references number_series (code),
  segment_nos text collate "C" references number_series (code),
  campaign_nos text collate "C" references number_series (code),
  default_salesperson_code text collate "C" references salesperson (code) on update cascade on delete set null,
  default_territory_code text collate "C" references territory (code) on update cascade on delete set null,
  default_country_region_code text collate "C" references country_region (code) on update cascade on delete set null,
  default_language_code text collate "C" references language (code) on update cascade on delete set null,
  default_correspondence_type correspondence_type,
  company_salutation_code text collate "C" references salutation (code) on update cascade on delete set null,
  person_salutation_code text collate "C" references salutation (code) on update cascade on delete set null,
  customer_relation_code text collate "C" references business_relation (code) on update cascade on delete set null,
  vendor_relation_code text collate "C" references business_relation (code) on update cascade on delete set null,
  bank_relation_code text collate "C" references business_relation (code) on update cascade on delete set null,
  employee_relation_code text collate "C" references business_relation (code) on update cascade on delete set null,
  inherit jsonb not null default '{"salesperson":true,"territory":true,"country":true,"language":true,"formatRegion":true,"address":true,"communication":true}',
  demo_loaded_at timestamptz
);

-- ── contacts ───────────────────────────────────────────────────────────────────────────────────────────────────────────
create table contact (
  id integer generated by default as identity primary key,
  contact_no text collate "C" not null,
  type contact_type not null,
  name text collate winnow_name not null,
  name_2 text collate winnow_name,
  search_name text collate "C",
  first_name text collate winnow_name,
  middle_name text collate winnow_name,
  surname text collate winnow_name,
  initials text collate winnow_name,
  job_title text collate winnow_name,
  salutation_code text collate "C" references salutation (code) on update cascade,
  company_id integer references contact (id) deferrable initially deferred,   -- companies: their own id
  company_no text collate "C",                                                 -- kept in step with company_id
  company_name text collate winnow_name,
  address text collate winnow_name,
  address_2 text collate winnow_name,
  post_code text collate "C",
  city text collate winnow_name,
  county text collate winnow_name,
  country_region_code text collate "C" references country_region (code) on update cascade,
  phone_no text collate "C",
  mobile_phone_no text collate "C",
  extension_no text collate "C",
  pager text collate "C",
  fax_no text collate "C",
  telex_no text collate "C",
  telex_answer_back text collate "C",
  email text collate "C",
  email_2 text collate "C",
  home_page text collate "C",
  correspondence_type correspondence_type,
  language_code text collate "C" references language (code) on update cascade,
  format_region text collate "C",
  currency_code text collate "C",
  vat_registration_no text collate "C",
  registration_no text collate "C",
  territory_code text collate "C" references territory (code) on update cascade,
  salesperson_code text collate "C" references salesperson (code) on update cascade,
  organizational_level_code text collate "C" references organizational_level (code) on update cascade,
  exclude_from_segment boolean not null default false,
  privacy_blocked boolean not null default false,
  minor boolean not null default false,
  parental_consent_received boolean not null default false,
  external_id text collate "C",
  business_relation_summary business_relation_summary not null default 'none',
  created_at timestamptz not null default now(),
  last_modified_at timestamptz not null default now(),
  constraint contact_no_unique unique (contact_no),
  constraint contact_no_form check (contact_no <> '' and contact_no = btrim(contact_no)),
  constraint contact_name_form check (name <> ''),
  constraint contact_company_of_company check (type = 'person' or company_id = id),
  constraint contact_company_whole check ((company_id is null) = (company_no is null))
);
-- One index for each order a list offers; the id makes every order total.
create index contact_by_company on contact (company_name nulls first, company_no nulls first, type, name, id);
create index contact_by_name on contact (name, id);
create index contact_by_city on contact (city, id);
create index contact_by_post_code on contact (post_code, id);
create index contact_by_country on contact (country_region_code, id);
create index contact_by_email on contact (email, id);
create index contact_by_salesperson on contact (salesperson_code, id);
create index contact_company_id on contact (company_id);
create index contact_email_lower on contact (lower(email));
create index contact_refused on contact (id) where privacy_blocked or (minor and not parental_consent_received);
create index contact_excluded on contact (id) where exclude_from_segment;
create index contact_search on contact using gin (
  (lower((contact_no || ' ' || name || ' ' || coalesce(company_name, '') || ' ' || coalesce(email, '') || ' ' || coalesce(city, '')) collate winnow_name)) gin_trgm_ops);

create table contact_alt_address (
  contact_id integer not null references contact (id) on delete cascade,
  code text collate "C" not null,
  company_name text collate winnow_name,
  name_2 text collate winnow_name,
  address text collate winnow_name,
  address_2 text collate winnow_name,
  post_code text collate "C",
  city text collate winnow_name,
  county text collate winnow_name,
  country_region_code text collate "C" references country_region (code) on update cascade,
  phone_no text collate "C",
  mobile_phone_no text collate "C",
  fax_no text collate "C",
  email text collate "C",
  home_page text collate "C",
  primary key (contact_id, code)
);
create table contact_alt_address_date_range (
  contact_id integer not null,
  starting_date date not null,
  ending_date date,
  alt_address_code text collate "C" not null,
  primary key (contact_id, starting_date),
  foreign key (contact_id, alt_address_code) references contact_alt_address (contact_id, code) on update cascade on delete cascade,
  constraint alt_address_range_order check (ending_date is null or starting_date <= ending_date)
);
create table contact_mailing_group (
  contact_id integer not null references contact (id) on delete cascade,
  mailing_group_code text collate "C" not null references mailing_group (code) on update cascade,
  primary key (contact_id, mailing_group_code)
);
create index contact_mailing_group_code on contact_mailing_group (mailing_group_code, contact_id);
create table contact_industry_group (
  contact_id integer not null references contact (id) on delete cascade,
  industry_group_code text collate "C" not null references industry_group (code) on update cascade,
  primary key (contact_id, industry_group_code)
);
create index contact_industry_group_code on contact_industry_group (industry_group_code, contact_id);
create table contact_business_relation (
  contact_id integer not null references contact (id) on delete cascade,
  business_relation_code text collate "C" not null references business_relation (code) on update cascade,
  link_to_table linked_table,
  linked_no text collate "C",
  primary key (contact_id, business_relation_code)
);
create index contact_business_relation_code on contact_business_relation (business_relation_code, contact_id);
create table contact_job_responsibility (
  contact_id integer not null references contact (id) on delete cascade,
  job_responsibility_code text collate "C" not null references job_responsibility (code) on update cascade,
  primary key (contact_id, job_responsibility_code)
);
create index contact_job_responsibility_code on contact_job_responsibility (job_responsibility_code, contact_id);
create table contact_web_source (
  contact_id integer not null references contact (id) on delete cascade,
  web_source_code text collate "C" not null references web_source (code) on update cascade,
  search_word text collate winnow_name,
  primary key (contact_id, web_source_code)
);
create table contact_profile_answer (
  contact_id integer not null references contact (id) on delete cascade,
  questionnaire_code text collate "C" not null,
  line_no integer not null,
  last_updated_on date,
  primary key (contact_id, questionnaire_code, line_no),
  foreign key (questionnaire_code, line_no) references profile_questionnaire_line (questionnaire_code, line_no) on update cascade on delete cascade
);
create index contact_profile_answer_line on contact_profile_answer (questionnaire_code, line_no, contact_id);

-- ── campaigns and interaction templates ────────────────────────────────────────────────────────────────────────────────
create table campaign_status (code text collate "C" primary key, description text collate winnow_name not null);
create table campaign (
  campaign_no text collate "C" primary key,
  description text collate winnow_name not null default '',
  starting_date date,
  ending_date date,
  status_code text collate "C" references campaign_status (code) on update cascade,
  salesperson_code text collate "C" references salesperson (code) on update cascade,
  created_at timestamptz not null default now(),
  last_modified_at timestamptz not null default now(),
  constraint campaign_dates check (ending_date is null or starting_date is null or starting_date <= ending_date)
);
create table interaction_group (code text collate "C" primary key, description text collate winnow_name not null);
create table interaction_template (
  code text collate "C" primary key,
  description text collate winnow_name not null,
  interaction_group_code text collate "C" not null references interaction_group (code) on update cascade,
  unit_cost_lcy numeric(18, 2) not null default 0 check (unit_cost_lcy >= 0),
  unit_duration_min integer not null default 0 check (unit_duration_min >= 0),
  information_flow information_flow,
  initiated_by initiated_by,
  campaign_no text collate "C" references campaign (campaign_no) on update cascade,
  campaign_target boolean not null default false,
  campaign_response boolean not null default false,
  correspondence_type correspondence_type default 'email',
  ignore_contact_corres_type boolean not null default false,
  language_code text collate "C" references language (code) on update cascade,
  wizard_action wizard_action
);
create table interaction_template_language (
  interaction_template_code text collate "C" not null references interaction_template (code) on update cascade on delete cascade,
  language_code text collate "C" not null references language (code) on update cascade,
  description text collate winnow_name,
  primary key (interaction_template_code, language_code)
);

-- ── contact sets ───────────────────────────────────────────────────────────────────────────────────────────────────────
-- A set is immutable. chunk = contact id >> 13; members are sorted and unique; sets share chunk data; empty chunks are not stored.
create table contact_set (
  set_id bigint generated always as identity primary key,
  size integer not null check (size >= 0),
  frozen boolean not null default false,                -- logged segments: deletion and merge of contacts leave it as it was
  created_at timestamptz not null default now()
);
create table chunk_data (
  data_id bigint generated always as identity primary key,
  members integer[] not null,
  constraint chunk_data_not_empty check (icount(members) > 0)
);
alter table chunk_data alter column members set storage external;
create table contact_set_chunk (
  set_id bigint not null references contact_set (set_id) on delete cascade,
  chunk integer not null,
  data_id bigint not null references chunk_data (data_id),
  size integer not null check (size > 0),
  primary key (set_id, chunk)
);
create index contact_set_chunk_data on contact_set_chunk (data_id);

-- ── segments ───────────────────────────────────────────────────────────────────────────────────────────────────────────
create table segment (
  id integer generated by default as identity primary key,
  segment_no text collate "C" not null unique,
  description text collate winnow_name,
  date date not null,
  salesperson_code text collate "C" references salesperson (code) on update cascade,
  campaign_no text collate "C" references campaign (campaign_no) on update cascade,
  campaign_target boolean not null default false,
  campaign_response boolean not null default false,
  interaction_template_code text collate "C" references interaction_template (code) on update cascade,
  interaction_group_code text collate "C" references interaction_group (code) on update cascade,
  language_code text collate "C" references language (code) on update cascade,
  correspondence_type correspondence_type,
  ignore_contact_corres_type boolean not null default false,
  information_flow information_flow,
  initiated_by initiated_by,
  unit_cost_lcy numeric(18, 2) not null default 0 check (unit_cost_lcy >= 0),
  unit_duration_min integer not null default 0 check (unit_duration_min >= 0),
  number_series_code text collate "C" references number_series (code),
  state segment_state not null default 'draft',
  current_step integer not null default 0 check (current_step >= 0),
  version integer not null default 1,                   -- grows with every change of header, stack or lines
  created_by text collate "C" references app_user (id) on delete set null,
  created_at timestamptz not null default now(),
  changed_by text collate "C" references app_user (id) on delete set null,
  changed_at timestamptz not null default now(),
  constraint segment_no_form check (segment_no <> '' and segment_no = btrim(segment_no)),
  constraint segment_campaign_flags check (campaign_no is not null or not (campaign_target or campaign_response))
);
create index segment_changed_at on segment (changed_at desc, id desc);
-- One row per step of the criteria stack; action_no counts 1, 2, 3 … without gaps. Steps above segment.current_step are undone.
create table criteria_action (
  segment_id integer not null references segment (id) on delete cascade,
  action_no integer not null,
  kind criteria_action_kind not null,
  filter jsonb,                                         -- null for edits by hand
  options jsonb not null default '{}',
  members_before integer not null,
  added integer not null,
  removed integer not null,
  members_after integer not null,
  set_id bigint not null references contact_set (set_id),
  user_id text collate "C" references app_user (id) on delete set null,
  user_name text collate winnow_name not null,
  taken_at timestamptz not null,
  primary key (segment_id, action_no),
  constraint criteria_action_no_from_one check (action_no >= 1),
  constraint criteria_action_numbers check (members_after = members_before + added - removed)
);
create index criteria_action_set on criteria_action (set_id);
-- What the marketer changed on one line; `overridden` names the fields, so that a value can be overridden to blank.
create table segment_line_override (
  segment_id integer not null references segment (id) on delete cascade,
  contact_id integer not null references contact (id) on delete cascade,
  overridden text[] collate "C" not null,
  salesperson_code text collate "C" references salesperson (code) on update cascade,
  correspondence_type correspondence_type,
  changed_by text collate "C" references app_user (id) on delete set null,
  changed_at timestamptz not null default now(),
  primary key (segment_id, contact_id)
);
create index segment_line_override_contact on segment_line_override (contact_id);

-- ── logging ────────────────────────────────────────────────────────────────────────────────────────────────────────────
create table logged_segment (
  entry_no integer generated by default as identity primary key,
  segment_id integer references segment (id) on delete set null,
  segment_no text collate "C" not null,
  description text collate winnow_name not null,
  created_on date not null,
  logged_at timestamptz not null,
  user_id text collate "C" references app_user (id) on delete set null,
  user_name text collate winnow_name not null,
  set_id bigint references contact_set (set_id),
  no_of_interactions integer not null,
  cost_lcy numeric(18, 2) not null default 0,
  duration_min bigint not null default 0,
  canceled boolean not null default false,
  canceled_at timestamptz,
  canceled_by text collate "C" references app_user (id) on delete set null,
  constraint logged_segment_once unique (segment_no)
);
create index logged_segment_set on logged_segment (set_id);
create table campaign_entry (
  entry_no integer generated by default as identity primary key,
  campaign_no text collate "C" not null references campaign (campaign_no) on update cascade,
  description text collate winnow_name not null,
  date date not null,
  user_id text collate "C" references app_user (id) on delete set null,
  user_name text collate winnow_name not null,
  segment_no text collate "C" not null,
  salesperson_code text collate "C" references salesperson (code) on update cascade,
  logged_segment_entry_no integer references logged_segment (entry_no),
  canceled boolean not null default false,
  constraint campaign_entry_one_per_campaign unique (logged_segment_entry_no, campaign_no)
);
-- contact_id and company_id carry no foreign key: the entry outlives the contact (deletion empties them), and a million checks cost more than the write.
create table interaction_log_entry (
  entry_no bigint generated by default as identity primary key,
  contact_id integer,
  contact_no text collate "C" not null,
  contact_name text collate winnow_name not null,
  company_id integer,
  company_no text collate "C",
  company_name text collate winnow_name,
  date date not null,
  time_of_interaction time,
  description text collate winnow_name not null,
  information_flow information_flow,
  initiated_by initiated_by,
  cost_lcy numeric(18, 2) not null default 0,
  duration_min integer not null default 0,
  interaction_group_code text collate "C",
  interaction_template_code text collate "C",
  language_code text collate "C",
  subject text collate winnow_name,
  campaign_no text collate "C",
  campaign_entry_no integer,
  campaign_target boolean not null default false,
  campaign_response boolean not null default false,
  segment_no text collate "C",
  logged_segment_entry_no integer,
  evaluation evaluation,
  attempt_failed boolean not null default false,
  salesperson_code text collate "C",
  correspondence_type correspondence_type,
  alt_address_code text collate "C",
  contact_via text collate "C",
  document_type text collate "C",
  document_no text collate "C",
  user_id text collate "C",
  canceled boolean not null default false,
  postponed boolean not null default false,
  logged_at timestamptz not null default now()
);
create index interaction_log_entry_contact on interaction_log_entry (contact_id, date);
create index interaction_log_entry_logged_segment on interaction_log_entry (logged_segment_entry_no, entry_no);
create index interaction_log_entry_date on interaction_log_entry (date, entry_no);
create index interaction_log_entry_campaign on interaction_log_entry (campaign_no, entry_no) where campaign_no is not null;
-- Sales facts. A fact counts for the contact it names and for that contact's company.
create table value_entry (
  entry_no bigint generated by default as identity primary key,
  contact_id integer not null references contact (id) on delete cascade,
  company_id integer references contact (id) on delete set null,
  item_no text collate "C" not null,
  posting_date date not null,
  quantity numeric(18, 5) not null default 0,
  amount_lcy numeric(18, 2) not null default 0
);
create index value_entry_contact on value_entry (contact_id, posting_date);
create index value_entry_company on value_entry (company_id, posting_date);
create index value_entry_item on value_entry (item_no, posting_date);

-- ── jobs, imports, audit ───────────────────────────────────────────────────────────────────────────────────────────────
create table job (
  id uuid primary key default gen_random_uuid(),
  kind text collate "C" not null,
  title text collate winnow_name not null,
  subject_kind text collate "C",                        -- 'segment', 'import' …: what it belongs to
  subject_key text collate "C",
  payload jsonb not null default '{}',
  state job_state not null default 'waiting',
  progress_done bigint not null default 0,
  progress_total bigint,
  message text collate winnow_name,
  result jsonb,
  error jsonb,
  user_id text collate "C" references app_user (id) on delete set null,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  finished_at timestamptz
);
create index job_subject on job (subject_kind, subject_key, created_at desc);
create index job_open on job (created_at desc) where state in ('waiting', 'running');
create table upload (
  id uuid primary key default gen_random_uuid(),
  file_name text collate winnow_name not null,
  declared_size bigint not null check (declared_size >= 0),
  received_size bigint not null default 0,
  sha256 text collate "C",
  complete boolean not null default false,
  user_id text collate "C" references app_user (id) on delete set null,
  created_at timestamptz not null default now()
);
create table upload_part (
  upload_id uuid not null references upload (id) on delete cascade,
  part_no integer not null check (part_no >= 0),
  content bytea not null,
  primary key (upload_id, part_no)
);
alter table upload_part alter column content set storage external;
create table contact_import (
  id uuid primary key default gen_random_uuid(),
  kind text collate "C" not null check (kind in ('contacts', 'sales_facts')),
  upload_id uuid references upload (id) on delete set null,
  file_name text collate winnow_name not null,
  options jsonb not null default '{}',                  -- delimiter, encoding, column mapping
  job_id uuid references job (id) on delete set null,
  rows_read integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  user_id text collate "C" references app_user (id) on delete set null,
  user_name text collate winnow_name not null,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index contact_import_created_at on contact_import (created_at desc);
create table import_refusal (
  import_id uuid not null references contact_import (id) on delete cascade,
  line_no integer not null,
  column_name text collate "C",
  reason text collate winnow_name not null,
  value text collate winnow_name,
  primary key (import_id, line_no)
);
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  user_id text collate "C",
  user_name text collate winnow_name not null,
  operation text collate "C" not null,
  subject_kind text collate "C" not null,
  subject_key text collate "C" not null,
  detail jsonb not null default '{}'
);
create index audit_entry_subject on audit_entry (subject_kind, subject_key, id desc);
