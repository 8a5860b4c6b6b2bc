-- What the migrations make, for review: written by npm run schema, run by nobody.

create type behaviour_property_kind as enum ('text', 'number', 'moment', 'flag', 'choice');

create type business_relation_summary as enum ('customer', 'vendor', 'bank_account', 'employee', 'none', 'other', 'multiple');

create type call_result as enum ('reached', 'not_reached', 'again');

create type consent_source as enum ('by_hand', 'form', 'phone', 'email', 'letter', 'import', 'unsubscribe_link', 'complaint');

create type contact_type as enum ('company', 'person');

create type correspondence_type as enum ('hard_copy', 'email', 'phone');

create type criteria_action_kind as enum ('add', 'reduce', 'refine', 'edit', 'reuse', 'import');

create type delivery_state as enum ('waiting', 'sending', 'delivered', 'failed', 'skipped', 'unknown', 'bounced');

create type document_kind as enum ('word', 'html', 'markdown', 'file');

create type echo_kind as enum ('opened', 'clicked', 'put_off', 'bounced', 'complained');

create type evaluation as enum ('very_positive', 'positive', 'neutral', 'negative', 'very_negative');

create type information_flow as enum ('outbound', 'inbound');

create type initiated_by as enum ('us', 'them');

create type job_state as enum ('waiting', 'running', 'done', 'failed', 'canceled');

create type linked_table as enum ('customer', 'vendor', 'bank_account', 'employee');

create type live_segment_kind as enum ('dynamic', 'compound');

create type live_segment_state as enum ('draft', 'live', 'live_editable', 'stopped', 'expired', 'error');

create type mail_security as enum ('tls', 'starttls', 'none');

create type questionnaire_line_type as enum ('question', 'answer');

create type salutation_type as enum ('formal', 'informal');

create type segment_state as enum ('draft', 'logging', 'logged');

create type user_role as enum ('viewer', 'marketer', 'admin');

create type wizard_action as enum ('open', 'import', 'merge');

create table api_answer (
  key_id uuid not null,
  idempotency_key text collate "C" not null,
  request_hash text collate "C" not null,
  status integer not null,
  etag text collate "C",
  body jsonb,
  answered_at timestamp with time zone not null,
  constraint api_answer_key_id_fkey FOREIGN KEY (key_id) REFERENCES api_key(id) ON DELETE CASCADE,
  constraint api_answer_pkey PRIMARY KEY (key_id, idempotency_key)
);

create table api_key (
  id uuid not null default gen_random_uuid(),
  user_id text collate "C" not null,
  name text collate winnow_name not null,
  prefix text collate "C" not null,
  secret_hash text collate "C" not null,
  role user_role not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_key_name_form CHECK (((name <> ''::text) AND (name = btrim(name)))),
  constraint api_key_pkey PRIMARY KEY (id),
  constraint api_key_secret_hash_key UNIQUE (secret_hash),
  constraint api_key_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table app_user (
  id text collate "C" not null,
  name text collate winnow_name not null,
  email text collate "C" not null,
  email_verified boolean not null default false,
  image text collate "C",
  role user_role not null default 'viewer'::user_role,
  disabled boolean not null default false,
  salesperson_code text collate "C",
  work_date date,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint app_user_email_lower CHECK ((email = lower(email))),
  constraint app_user_email_unique UNIQUE (email),
  constraint app_user_pkey PRIMARY KEY (id),
  constraint app_user_salesperson FOREIGN KEY (salesperson_code) REFERENCES salesperson(code) ON UPDATE CASCADE ON DELETE SET NULL
);

create table artefact (
  delivery_no bigint not null,
  sender text collate "C" not null,
  recipient text collate "C" not null,
  reply_to text collate "C",
  subject text collate winnow_name not null,
  html text collate winnow_name,
  text text collate winnow_name not null,
  unsubscribe_url text collate "C",
  made_at timestamp with time zone not null default now(),
  constraint artefact_delivery_no_fkey FOREIGN KEY (delivery_no) REFERENCES delivery(delivery_no) ON DELETE CASCADE,
  constraint artefact_pkey PRIMARY KEY (delivery_no)
);

create table artefact_attachment (
  delivery_no bigint not null,
  "position" integer not null,
  file_name text collate winnow_name not null,
  media_type text collate "C" not null,
  sha256 text collate "C" not null,
  constraint artefact_attachment_delivery_no_fkey FOREIGN KEY (delivery_no) REFERENCES artefact(delivery_no) ON DELETE CASCADE,
  constraint artefact_attachment_pkey PRIMARY KEY (delivery_no, "position"),
  constraint artefact_attachment_sha256_fkey FOREIGN KEY (sha256) REFERENCES artefact_file(sha256)
);

create table artefact_file (
  sha256 text collate "C" not null,
  content bytea not null,
  constraint artefact_file_hash CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint artefact_file_pkey PRIMARY KEY (sha256)
);

create table audit_entry (
  id bigint not null generated always as identity,
  at timestamp with time zone not null default now(),
  user_id text collate "C",
  user_name text collate winnow_name not null,
  operation text collate "C" not null,
  subject_kind text collate "C" not null,
  subject_key text collate "C" not null,
  detail jsonb not null default '{}'::jsonb,
  constraint audit_entry_pkey PRIMARY KEY (id)
);

create table behaviour (
  entry_no bigint not null generated always as identity,
  source text collate "C" not null,
  source_id text collate "C" not null,
  type_code text collate "C" not null,
  occurred_at timestamp with time zone not null,
  contact_id integer,
  given_contact_no text collate "C",
  given_email text collate "C",
  properties jsonb not null default '{}'::jsonb,
  constraint behaviour_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE SET NULL,
  constraint behaviour_given_until_known CHECK (((contact_id IS NULL) OR ((given_contact_no IS NULL) AND (given_email IS NULL)))),
  constraint behaviour_pkey PRIMARY KEY (entry_no),
  constraint behaviour_source_id UNIQUE (source, source_id),
  constraint behaviour_type_code_fkey FOREIGN KEY (type_code) REFERENCES behaviour_type(code)
) with (autovacuum_vacuum_scale_factor=0.01, autovacuum_vacuum_insert_scale_factor=0.01);

create table behaviour_property (
  name text collate "C" not null,
  kind behaviour_property_kind not null,
  label text collate winnow_name not null,
  options text[] collate winnow_name not null default '{}'::text[],
  constraint behaviour_property_name_form CHECK ((name ~ '^[A-Za-z][A-Za-z0-9_]{0,39}$'::text)),
  constraint behaviour_property_options CHECK (((kind = 'choice'::behaviour_property_kind) = (cardinality(options) > 0))),
  constraint behaviour_property_pkey PRIMARY KEY (name)
);

create table behaviour_setup (
  id smallint not null default 1,
  keep_days integer,
  swept_at timestamp with time zone,
  constraint behaviour_setup_keep_days CHECK ((keep_days >= 1)),
  constraint behaviour_setup_one_row CHECK ((id = 1)),
  constraint behaviour_setup_pkey PRIMARY KEY (id)
);

create table behaviour_source (
  code text collate "C" not null,
  constraint behaviour_source_pkey PRIMARY KEY (code)
);

create table behaviour_type (
  code text collate "C" not null,
  description text collate winnow_name not null,
  keep_days integer,
  learned boolean not null default false,
  constraint behaviour_type_code_form CHECK ((code ~ '^[A-Z0-9][A-Z0-9_ -]{0,39}$'::text)),
  constraint behaviour_type_keep_days CHECK ((keep_days >= 1)),
  constraint behaviour_type_pkey PRIMARY KEY (code)
);

create table behaviour_type_property (
  type_code text collate "C" not null,
  property_name text collate "C" not null,
  constraint behaviour_type_property_pkey PRIMARY KEY (type_code, property_name),
  constraint behaviour_type_property_property_name_fkey FOREIGN KEY (property_name) REFERENCES behaviour_property(name),
  constraint behaviour_type_property_type_code_fkey FOREIGN KEY (type_code) REFERENCES behaviour_type(code) ON DELETE CASCADE
);

create table bounced_address (
  address_hash bytea not null,
  status text collate "C",
  bounced_at timestamp with time zone not null,
  constraint bounced_address_pkey PRIMARY KEY (address_hash)
);

create table business_relation (
  code text collate "C" not null,
  description text collate winnow_name not null,
  constraint business_relation_pkey PRIMARY KEY (code)
);

create table call_state (
  entry_no bigint not null,
  result call_result,
  again_at timestamp with time zone,
  put_off_at timestamp with time zone,
  attempts integer not null default 0,
  called_at timestamp with time zone,
  called_by text collate "C",
  called_by_name text collate winnow_name,
  claimed_by text collate "C",
  claimed_at timestamp with time zone,
  claimed_until timestamp with time zone,
  constraint call_state_again CHECK ((COALESCE((result = 'again'::call_result), false) = (again_at IS NOT NULL))),
  constraint call_state_attempts CHECK ((attempts >= 0)),
  constraint call_state_called_by_fkey FOREIGN KEY (called_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint call_state_claimed_by_fkey FOREIGN KEY (claimed_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint call_state_entry_no_fkey FOREIGN KEY (entry_no) REFERENCES interaction_log_entry(entry_no) ON DELETE CASCADE,
  constraint call_state_pkey PRIMARY KEY (entry_no)
);

create table campaign (
  campaign_no text collate "C" not null,
  description text collate winnow_name not null default ''::text,
  starting_date date,
  ending_date date,
  status_code text collate "C",
  salesperson_code text collate "C",
  created_at timestamp with time zone not null default now(),
  last_modified_at timestamp with time zone not null default now(),
  constraint campaign_dates CHECK (((ending_date IS NULL) OR (starting_date IS NULL) OR (starting_date <= ending_date))),
  constraint campaign_pkey PRIMARY KEY (campaign_no),
  constraint campaign_salesperson_code_fkey FOREIGN KEY (salesperson_code) REFERENCES salesperson(code) ON UPDATE CASCADE,
  constraint campaign_status_code_fkey FOREIGN KEY (status_code) REFERENCES campaign_status(code) ON UPDATE CASCADE
);

create table campaign_entry (
  entry_no integer not null generated by default as identity,
  campaign_no text collate "C" not null,
  description text collate winnow_name not null,
  date date not null,
  user_id text collate "C",
  user_name text collate winnow_name not null,
  segment_no text collate "C" not null,
  salesperson_code text collate "C",
  logged_segment_entry_no integer,
  canceled boolean not null default false,
  constraint campaign_entry_campaign_no_fkey FOREIGN KEY (campaign_no) REFERENCES campaign(campaign_no) ON UPDATE CASCADE,
  constraint campaign_entry_logged_segment_entry_no_fkey FOREIGN KEY (logged_segment_entry_no) REFERENCES logged_segment(entry_no),
  constraint campaign_entry_one_per_campaign UNIQUE (logged_segment_entry_no, campaign_no),
  constraint campaign_entry_pkey PRIMARY KEY (entry_no),
  constraint campaign_entry_salesperson_code_fkey FOREIGN KEY (salesperson_code) REFERENCES salesperson(code) ON UPDATE CASCADE,
  constraint campaign_entry_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table campaign_status (
  code text collate "C" not null,
  description text collate winnow_name not null,
  constraint campaign_status_pkey PRIMARY KEY (code)
);

create table chunk_data (
  data_id bigint not null generated always as identity,
  members integer[] not null,
  constraint chunk_data_not_empty CHECK ((icount(members) > 0)),
  constraint chunk_data_pkey PRIMARY KEY (data_id)
);

create table consent_event (
  event_no bigint not null generated by default as identity,
  contact_id integer not null,
  channel correspondence_type not null,
  purpose_code text collate "C",
  allowed boolean not null,
  source consent_source not null,
  wording text collate winnow_name,
  user_id text collate "C",
  user_name text collate winnow_name,
  recorded_at timestamp with time zone not null,
  constraint consent_event_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint consent_event_pkey PRIMARY KEY (event_no),
  constraint consent_event_purpose_code_fkey FOREIGN KEY (purpose_code) REFERENCES purpose(code),
  constraint consent_event_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint consent_event_wording_not_empty CHECK ((wording <> ''::text))
);

create table contact (
  id integer not null generated by default as identity,
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
  salutation_code text collate "C",
  company_id integer,
  company_no text collate "C",
  company_name text collate winnow_name,
  address text collate winnow_name,
  address_2 text collate winnow_name,
  post_code text collate "C",
  city text collate winnow_name,
  county text collate winnow_name,
  country_region_code text collate "C",
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
  language_code text collate "C",
  format_region text collate "C",
  currency_code text collate "C",
  vat_registration_no text collate "C",
  registration_no text collate "C",
  territory_code text collate "C",
  salesperson_code text collate "C",
  organizational_level_code text collate "C",
  exclude_from_segment boolean not null default false,
  privacy_blocked boolean not null default false,
  minor boolean not null default false,
  parental_consent_received boolean not null default false,
  external_id text collate "C",
  business_relation_summary business_relation_summary not null default 'none'::business_relation_summary,
  created_at timestamp with time zone not null default now(),
  last_modified_at timestamp with time zone not null default now(),
  constraint contact_company_id_fkey FOREIGN KEY (company_id) REFERENCES contact(id) DEFERRABLE INITIALLY DEFERRED,
  constraint contact_company_of_company CHECK (((type = 'person'::contact_type) OR (company_id = id))),
  constraint contact_company_whole CHECK (((company_id IS NULL) = (company_no IS NULL))),
  constraint contact_country_region_code_fkey FOREIGN KEY (country_region_code) REFERENCES country_region(code) ON UPDATE CASCADE,
  constraint contact_language_code_fkey FOREIGN KEY (language_code) REFERENCES language(code) ON UPDATE CASCADE,
  constraint contact_name_form CHECK ((name <> ''::text)),
  constraint contact_no_form CHECK (((contact_no <> ''::text) AND (contact_no = btrim(contact_no)))),
  constraint contact_no_unique UNIQUE (contact_no) INCLUDE (id),
  constraint contact_organizational_level_code_fkey FOREIGN KEY (organizational_level_code) REFERENCES organizational_level(code) ON UPDATE CASCADE,
  constraint contact_pkey PRIMARY KEY (id),
  constraint contact_salesperson_code_fkey FOREIGN KEY (salesperson_code) REFERENCES salesperson(code) ON UPDATE CASCADE,
  constraint contact_salutation_code_fkey FOREIGN KEY (salutation_code) REFERENCES salutation(code) ON UPDATE CASCADE,
  constraint contact_territory_code_fkey FOREIGN KEY (territory_code) REFERENCES territory(code) ON UPDATE CASCADE
) with (autovacuum_vacuum_scale_factor=0.01, autovacuum_vacuum_insert_scale_factor=0.01);

create table contact_alt_address (
  contact_id integer not null,
  code text collate "C" not null,
  company_name text collate winnow_name,
  name_2 text collate winnow_name,
  address text collate winnow_name,
  address_2 text collate winnow_name,
  post_code text collate "C",
  city text collate winnow_name,
  county text collate winnow_name,
  country_region_code text collate "C",
  phone_no text collate "C",
  mobile_phone_no text collate "C",
  fax_no text collate "C",
  email text collate "C",
  home_page text collate "C",
  constraint contact_alt_address_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_alt_address_country_region_code_fkey FOREIGN KEY (country_region_code) REFERENCES country_region(code) ON UPDATE CASCADE,
  constraint contact_alt_address_pkey PRIMARY KEY (contact_id, code)
);

create table contact_alt_address_date_range (
  contact_id integer not null,
  starting_date date not null,
  ending_date date,
  alt_address_code text collate "C" not null,
  constraint alt_address_range_order CHECK (((ending_date IS NULL) OR (starting_date <= ending_date))),
  constraint contact_alt_address_date_range_contact_id_alt_address_code_fkey FOREIGN KEY (contact_id, alt_address_code) REFERENCES contact_alt_address(contact_id, code) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint contact_alt_address_date_range_pkey PRIMARY KEY (contact_id, starting_date)
);

create table contact_business_relation (
  contact_id integer not null,
  business_relation_code text collate "C" not null,
  link_to_table linked_table,
  linked_no text collate "C",
  constraint contact_business_relation_business_relation_code_fkey FOREIGN KEY (business_relation_code) REFERENCES business_relation(code) ON UPDATE CASCADE,
  constraint contact_business_relation_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_business_relation_pkey PRIMARY KEY (contact_id, business_relation_code)
);

create table contact_consent (
  event_no bigint not null,
  contact_id integer not null,
  channel correspondence_type not null,
  purpose_code text collate "C",
  allowed boolean not null,
  constraint contact_consent_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_consent_event_no_fkey FOREIGN KEY (event_no) REFERENCES consent_event(event_no) ON DELETE CASCADE,
  constraint contact_consent_pkey PRIMARY KEY (event_no),
  constraint contact_consent_purpose_code_fkey FOREIGN KEY (purpose_code) REFERENCES purpose(code),
  constraint contact_consent_unique UNIQUE NULLS NOT DISTINCT (contact_id, channel, purpose_code)
);

create table contact_deletion (
  job_id uuid not null,
  set_id bigint,
  contacts integer not null,
  deleted integer not null default 0,
  stayed integer,
  constraint contact_deletion_contacts CHECK (((deleted >= 0) AND (deleted <= contacts))),
  constraint contact_deletion_job_id_fkey FOREIGN KEY (job_id) REFERENCES job(id) ON DELETE CASCADE,
  constraint contact_deletion_pkey PRIMARY KEY (job_id),
  constraint contact_deletion_set CHECK (((set_id IS NULL) = (stayed IS NOT NULL))),
  constraint contact_deletion_set_id_fkey FOREIGN KEY (set_id) REFERENCES contact_set(set_id)
);

create table contact_import (
  id uuid not null default gen_random_uuid(),
  kind text collate "C" not null,
  upload_id uuid,
  file_name text collate winnow_name not null,
  options jsonb not null default '{}'::jsonb,
  job_id uuid,
  rows_read integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  refused integer not null default 0,
  user_id text collate "C",
  user_name text collate winnow_name not null,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint contact_import_job_id_fkey FOREIGN KEY (job_id) REFERENCES job(id) ON DELETE SET NULL,
  constraint contact_import_kind_check CHECK ((kind = ANY (ARRAY['contacts'::text, 'sales_facts'::text, 'behaviour'::text]))),
  constraint contact_import_pkey PRIMARY KEY (id),
  constraint contact_import_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES upload(id) ON DELETE SET NULL,
  constraint contact_import_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table contact_industry_group (
  contact_id integer not null,
  industry_group_code text collate "C" not null,
  constraint contact_industry_group_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_industry_group_industry_group_code_fkey FOREIGN KEY (industry_group_code) REFERENCES industry_group(code) ON UPDATE CASCADE,
  constraint contact_industry_group_pkey PRIMARY KEY (contact_id, industry_group_code)
);

create table contact_job_responsibility (
  contact_id integer not null,
  job_responsibility_code text collate "C" not null,
  constraint contact_job_responsibility_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_job_responsibility_job_responsibility_code_fkey FOREIGN KEY (job_responsibility_code) REFERENCES job_responsibility(code) ON UPDATE CASCADE,
  constraint contact_job_responsibility_pkey PRIMARY KEY (contact_id, job_responsibility_code)
);

create table contact_mailing_group (
  contact_id integer not null,
  mailing_group_code text collate "C" not null,
  constraint contact_mailing_group_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_mailing_group_mailing_group_code_fkey FOREIGN KEY (mailing_group_code) REFERENCES mailing_group(code) ON UPDATE CASCADE,
  constraint contact_mailing_group_pkey PRIMARY KEY (contact_id, mailing_group_code)
) with (autovacuum_vacuum_scale_factor=0.01, autovacuum_vacuum_insert_scale_factor=0.01);

create table contact_profile_answer (
  contact_id integer not null,
  questionnaire_code text collate "C" not null,
  line_no integer not null,
  last_updated_on date,
  constraint contact_profile_answer_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_profile_answer_pkey PRIMARY KEY (contact_id, questionnaire_code, line_no),
  constraint contact_profile_answer_questionnaire_code_line_no_fkey FOREIGN KEY (questionnaire_code, line_no) REFERENCES profile_questionnaire_line(questionnaire_code, line_no) ON UPDATE CASCADE ON DELETE CASCADE
);

create table contact_set (
  set_id bigint not null generated always as identity,
  size integer not null,
  frozen boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint contact_set_pkey PRIMARY KEY (set_id),
  constraint contact_set_size_check CHECK ((size >= 0))
);

create table contact_set_chunk (
  set_id bigint not null,
  chunk integer not null,
  data_id bigint not null,
  size integer not null,
  constraint contact_set_chunk_data_id_fkey FOREIGN KEY (data_id) REFERENCES chunk_data(data_id),
  constraint contact_set_chunk_pkey PRIMARY KEY (set_id, chunk),
  constraint contact_set_chunk_set_id_fkey FOREIGN KEY (set_id) REFERENCES contact_set(set_id) ON DELETE CASCADE,
  constraint contact_set_chunk_size_check CHECK ((size > 0))
);

create table contact_web_source (
  contact_id integer not null,
  web_source_code text collate "C" not null,
  search_word text collate winnow_name,
  constraint contact_web_source_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint contact_web_source_pkey PRIMARY KEY (contact_id, web_source_code),
  constraint contact_web_source_web_source_code_fkey FOREIGN KEY (web_source_code) REFERENCES web_source(code) ON UPDATE CASCADE
);

create table country_region (
  code text collate "C" not null,
  name text collate winnow_name not null,
  constraint country_region_pkey PRIMARY KEY (code)
);

create table criteria_action (
  segment_id integer not null,
  action_no integer not null,
  kind criteria_action_kind not null,
  filter jsonb,
  options jsonb not null default '{}'::jsonb,
  members_before integer not null,
  added integer not null,
  removed integer not null,
  members_after integer not null,
  set_id bigint not null,
  user_id text collate "C",
  user_name text collate winnow_name not null,
  taken_at timestamp with time zone not null,
  switched_off boolean not null default false,
  added_by_hand bigint,
  removed_by_hand bigint,
  constraint criteria_action_added_by_hand_fkey FOREIGN KEY (added_by_hand) REFERENCES contact_set(set_id),
  constraint criteria_action_by_hand CHECK (((kind = 'edit'::criteria_action_kind) OR ((added_by_hand IS NULL) AND (removed_by_hand IS NULL)))),
  constraint criteria_action_no_from_one CHECK ((action_no >= 1)),
  constraint criteria_action_numbers CHECK ((members_after = ((members_before + added) - removed))),
  constraint criteria_action_pkey PRIMARY KEY (segment_id, action_no),
  constraint criteria_action_removed_by_hand_fkey FOREIGN KEY (removed_by_hand) REFERENCES contact_set(set_id),
  constraint criteria_action_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id) ON DELETE CASCADE,
  constraint criteria_action_set_id_fkey FOREIGN KEY (set_id) REFERENCES contact_set(set_id),
  constraint criteria_action_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table criteria_action_layer (
  segment_id integer not null,
  action_no integer not null,
  layer integer not null,
  set_id bigint not null,
  constraint criteria_action_layer_from_two CHECK ((layer >= 2)),
  constraint criteria_action_layer_pkey PRIMARY KEY (segment_id, action_no, layer),
  constraint criteria_action_layer_segment_id_action_no_fkey FOREIGN KEY (segment_id, action_no) REFERENCES criteria_action(segment_id, action_no) ON DELETE CASCADE,
  constraint criteria_action_layer_set_id_fkey FOREIGN KEY (set_id) REFERENCES contact_set(set_id)
);

create table criteria_action_turn (
  segment_id integer not null,
  action_no integer not null,
  turn_no integer not null,
  layer integer not null,
  lines integer not null,
  set_id bigint not null,
  constraint criteria_action_turn_downwards CHECK (((layer >= 1) AND (lines > layer))),
  constraint criteria_action_turn_from_one CHECK ((turn_no >= 1)),
  constraint criteria_action_turn_pkey PRIMARY KEY (segment_id, action_no, turn_no),
  constraint criteria_action_turn_segment_id_action_no_fkey FOREIGN KEY (segment_id, action_no) REFERENCES criteria_action(segment_id, action_no) ON DELETE CASCADE,
  constraint criteria_action_turn_set_id_fkey FOREIGN KEY (set_id) REFERENCES contact_set(set_id)
);

create table delivery (
  delivery_no bigint not null generated by default as identity,
  logged_segment_entry_no integer not null,
  entry_no bigint not null,
  channel correspondence_type not null,
  state delivery_state not null default 'waiting'::delivery_state,
  reason text collate "C",
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  claim_id uuid,
  job_id uuid,
  claimed_until timestamp with time zone,
  content_at timestamp with time zone,
  message_id text collate "C",
  answer text collate winnow_name,
  delivered_at timestamp with time zone,
  changed_at timestamp with time zone not null default now(),
  constraint delivery_claim CHECK (((state = 'sending'::delivery_state) = (claimed_until IS NOT NULL))),
  constraint delivery_entry_no_fkey FOREIGN KEY (entry_no) REFERENCES interaction_log_entry(entry_no) ON DELETE CASCADE,
  constraint delivery_logged_segment_entry_no_fkey FOREIGN KEY (logged_segment_entry_no) REFERENCES logged_segment(entry_no) ON DELETE CASCADE,
  constraint delivery_once UNIQUE (entry_no, channel),
  constraint delivery_pkey PRIMARY KEY (delivery_no)
);

create table delivery_run (
  logged_segment_entry_no integer not null,
  send_at timestamp with time zone not null,
  paused_at timestamp with time zone,
  paused_by_name text collate winnow_name,
  held_at timestamp with time zone,
  trouble text collate winnow_name,
  trouble_count integer not null default 0,
  user_id text collate "C",
  user_name text collate winnow_name not null,
  created_at timestamp with time zone not null,
  count_opens boolean not null default false,
  count_clicks boolean not null default false,
  constraint delivery_run_logged_segment_entry_no_fkey FOREIGN KEY (logged_segment_entry_no) REFERENCES logged_segment(entry_no) ON DELETE CASCADE,
  constraint delivery_run_pkey PRIMARY KEY (logged_segment_entry_no),
  constraint delivery_run_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table document (
  id integer not null generated by default as identity,
  kind document_kind not null,
  file_name text collate winnow_name not null,
  media_type text collate "C" not null,
  content bytea not null,
  sha256 text collate "C" not null,
  size integer not null,
  fields jsonb not null default '[]'::jsonb,
  based_on integer,
  created_by text collate "C",
  created_by_name text collate winnow_name not null,
  created_at timestamp with time zone not null,
  constraint document_based_on_fkey FOREIGN KEY (based_on) REFERENCES document(id) ON DELETE SET NULL,
  constraint document_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint document_file_name CHECK ((file_name <> ''::text)),
  constraint document_not_based_on_itself CHECK ((based_on <> id)),
  constraint document_pkey PRIMARY KEY (id),
  constraint document_size CHECK ((size = octet_length(content)))
);

create table echo_setup (
  id integer not null default 1,
  count_opens boolean not null default false,
  count_clicks boolean not null default false,
  keep_days integer default 365,
  bounce_address text collate "C",
  key_hash bytea,
  key_made_at timestamp with time zone,
  constraint echo_setup_keep_days CHECK (((keep_days >= 1) AND (keep_days <= 3650))),
  constraint echo_setup_only_one CHECK ((id = 1)),
  constraint echo_setup_pkey PRIMARY KEY (id)
);

create table evaluation_before (
  change_no bigint not null,
  entry_no bigint not null,
  evaluation evaluation,
  attempt_failed boolean not null,
  constraint evaluation_before_change_no_fkey FOREIGN KEY (change_no) REFERENCES evaluation_change(change_no) ON DELETE CASCADE,
  constraint evaluation_before_pkey PRIMARY KEY (change_no, entry_no)
);

create table evaluation_change (
  change_no bigint not null generated by default as identity,
  user_id text collate "C",
  made_at timestamp with time zone not null,
  evaluation evaluation,
  attempt_failed boolean,
  constraint evaluation_change_pkey PRIMARY KEY (change_no),
  constraint evaluation_change_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table export_part (
  export_id integer not null,
  part_no integer not null,
  content bytea not null,
  constraint export_part_export_id_fkey FOREIGN KEY (export_id) REFERENCES export_record(id) ON DELETE CASCADE,
  constraint export_part_pkey PRIMARY KEY (export_id, part_no)
);

create table export_record (
  id integer not null generated by default as identity,
  kind text collate "C" not null,
  subject_key text collate "C" not null,
  title text collate winnow_name not null,
  filter_words text collate winnow_name not null default ''::text,
  format text collate "C" not null,
  column_titles text[] collate winnow_name not null,
  file_name text collate winnow_name not null,
  state text collate "C" not null default 'running'::text,
  row_count bigint not null default 0,
  sha256 text collate "C",
  user_id text collate "C",
  user_name text collate winnow_name not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  job_id uuid,
  kept_until timestamp with time zone,
  constraint export_record_checksum CHECK (((state = 'done'::text) = (sha256 IS NOT NULL))),
  constraint export_record_format CHECK ((format = ANY (ARRAY['csv'::text, 'xlsx'::text, 'docx'::text, 'zip'::text, 'pdf'::text]))),
  constraint export_record_pkey PRIMARY KEY (id),
  constraint export_record_state CHECK ((state = ANY (ARRAY['running'::text, 'done'::text, 'aborted'::text, 'failed'::text]))),
  constraint export_record_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table former_stack (
  segment_id integer not null,
  change text collate "C" not null,
  current_step integer not null,
  kept integer not null,
  changed_by text collate "C",
  changed_by_name text collate winnow_name not null,
  changed_at timestamp with time zone not null,
  constraint former_stack_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint former_stack_pkey PRIMARY KEY (segment_id),
  constraint former_stack_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id) ON DELETE CASCADE
);

create table former_stack_action (
  segment_id integer not null,
  action_no integer not null,
  kind criteria_action_kind not null,
  filter jsonb,
  options jsonb not null,
  members_before integer not null,
  added integer not null,
  removed integer not null,
  members_after integer not null,
  set_id bigint not null,
  user_id text collate "C",
  user_name text collate winnow_name not null,
  taken_at timestamp with time zone not null,
  switched_off boolean not null,
  added_by_hand bigint,
  removed_by_hand bigint,
  constraint former_stack_action_added_by_hand_fkey FOREIGN KEY (added_by_hand) REFERENCES contact_set(set_id),
  constraint former_stack_action_pkey PRIMARY KEY (segment_id, action_no),
  constraint former_stack_action_removed_by_hand_fkey FOREIGN KEY (removed_by_hand) REFERENCES contact_set(set_id),
  constraint former_stack_action_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES former_stack(segment_id) ON DELETE CASCADE,
  constraint former_stack_action_set_id_fkey FOREIGN KEY (set_id) REFERENCES contact_set(set_id),
  constraint former_stack_action_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table former_stack_layer (
  segment_id integer not null,
  action_no integer not null,
  layer integer not null,
  set_id bigint not null,
  constraint former_stack_layer_pkey PRIMARY KEY (segment_id, action_no, layer),
  constraint former_stack_layer_segment_id_action_no_fkey FOREIGN KEY (segment_id, action_no) REFERENCES former_stack_action(segment_id, action_no) ON DELETE CASCADE,
  constraint former_stack_layer_set_id_fkey FOREIGN KEY (set_id) REFERENCES contact_set(set_id)
);

create table former_stack_turn (
  segment_id integer not null,
  action_no integer not null,
  turn_no integer not null,
  layer integer not null,
  lines integer not null,
  set_id bigint not null,
  constraint former_stack_turn_pkey PRIMARY KEY (segment_id, action_no, turn_no),
  constraint former_stack_turn_segment_id_action_no_fkey FOREIGN KEY (segment_id, action_no) REFERENCES former_stack_action(segment_id, action_no) ON DELETE CASCADE,
  constraint former_stack_turn_set_id_fkey FOREIGN KEY (set_id) REFERENCES contact_set(set_id)
);

create table import_refusal (
  import_id uuid not null,
  line_no integer not null,
  column_name text collate "C",
  reason text collate winnow_name not null,
  value text collate winnow_name,
  constraint import_refusal_import_id_fkey FOREIGN KEY (import_id) REFERENCES contact_import(id) ON DELETE CASCADE,
  constraint import_refusal_pkey PRIMARY KEY (import_id, line_no)
);

create table industry_group (
  code text collate "C" not null,
  description text collate winnow_name not null,
  constraint industry_group_pkey PRIMARY KEY (code)
);

create table interaction_group (
  code text collate "C" not null,
  description text collate winnow_name not null,
  version integer not null default 1,
  constraint interaction_group_pkey PRIMARY KEY (code)
);

create table interaction_log_comment (
  comment_no bigint not null generated by default as identity,
  entry_no bigint not null,
  text text collate winnow_name not null,
  user_id text collate "C",
  user_name text collate winnow_name not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone,
  removed_at timestamp with time zone,
  constraint interaction_log_comment_entry_no_fkey FOREIGN KEY (entry_no) REFERENCES interaction_log_entry(entry_no) ON DELETE CASCADE,
  constraint interaction_log_comment_not_empty CHECK ((text <> ''::text)),
  constraint interaction_log_comment_pkey PRIMARY KEY (comment_no),
  constraint interaction_log_comment_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table interaction_log_entry (
  entry_no bigint not null generated by default as identity,
  contact_id integer,
  contact_no text collate "C" not null,
  contact_name text collate winnow_name not null,
  company_id integer,
  company_no text collate "C",
  company_name text collate winnow_name,
  date date not null,
  time_of_interaction time without time zone,
  description text collate winnow_name not null,
  information_flow information_flow,
  initiated_by initiated_by,
  cost_lcy numeric(18,2) not null default 0,
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
  logged_at timestamp with time zone not null default now(),
  document_id integer,
  personal_text text collate winnow_name,
  constraint interaction_log_entry_pkey PRIMARY KEY (entry_no)
) with (autovacuum_vacuum_scale_factor=0.01, autovacuum_vacuum_insert_scale_factor=0.01);

create table interaction_template (
  code text collate "C" not null,
  description text collate winnow_name not null,
  interaction_group_code text collate "C" not null,
  unit_cost_lcy numeric(18,2) not null default 0,
  unit_duration_min integer not null default 0,
  information_flow information_flow,
  initiated_by initiated_by,
  campaign_no text collate "C",
  campaign_target boolean not null default false,
  campaign_response boolean not null default false,
  correspondence_type correspondence_type default 'email'::correspondence_type,
  ignore_contact_corres_type boolean not null default false,
  language_code text collate "C",
  wizard_action wizard_action,
  purpose_code text collate "C" not null default 'NEWS'::text,
  version integer not null default 1,
  constraint interaction_template_campaign_no_fkey FOREIGN KEY (campaign_no) REFERENCES campaign(campaign_no) ON UPDATE CASCADE,
  constraint interaction_template_interaction_group_code_fkey FOREIGN KEY (interaction_group_code) REFERENCES interaction_group(code) ON UPDATE CASCADE,
  constraint interaction_template_language_code_fkey FOREIGN KEY (language_code) REFERENCES language(code) ON UPDATE CASCADE,
  constraint interaction_template_pkey PRIMARY KEY (code),
  constraint interaction_template_purpose_code_fkey FOREIGN KEY (purpose_code) REFERENCES purpose(code),
  constraint interaction_template_unit_cost_lcy_check CHECK ((unit_cost_lcy >= (0)::numeric)),
  constraint interaction_template_unit_duration_min_check CHECK ((unit_duration_min >= 0))
);

create table interaction_template_attachment (
  interaction_template_code text collate "C" not null,
  language_code text collate "C" not null,
  "position" integer not null,
  document_id integer not null,
  constraint interaction_template_attachment_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id),
  constraint interaction_template_attachment_from_one CHECK (("position" >= 1)),
  constraint interaction_template_attachment_language_fkey FOREIGN KEY (interaction_template_code, language_code) REFERENCES interaction_template_language(interaction_template_code, language_code) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint interaction_template_attachment_pkey PRIMARY KEY (interaction_template_code, language_code, "position")
);

create table interaction_template_language (
  interaction_template_code text collate "C" not null,
  language_code text collate "C" not null,
  description text collate winnow_name,
  subject text collate winnow_name,
  document_id integer,
  send_as_attachment boolean not null default false,
  constraint interaction_template_language_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id),
  constraint interaction_template_language_interaction_template_code_fkey FOREIGN KEY (interaction_template_code) REFERENCES interaction_template(code) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint interaction_template_language_language_code_fkey FOREIGN KEY (language_code) REFERENCES language(code) ON UPDATE CASCADE,
  constraint interaction_template_language_pkey PRIMARY KEY (interaction_template_code, language_code)
);

create table job (
  id uuid not null default gen_random_uuid(),
  kind text collate "C" not null,
  title text collate winnow_name not null,
  subject_kind text collate "C",
  subject_key text collate "C",
  payload jsonb not null default '{}'::jsonb,
  state job_state not null default 'waiting'::job_state,
  progress_done bigint not null default 0,
  progress_total bigint,
  message text collate winnow_name,
  result jsonb,
  error jsonb,
  user_id text collate "C",
  created_at timestamp with time zone not null default now(),
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  constraint job_pkey PRIMARY KEY (id),
  constraint job_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table job_responsibility (
  code text collate "C" not null,
  description text collate winnow_name not null,
  constraint job_responsibility_pkey PRIMARY KEY (code)
);

create table language (
  code text collate "C" not null,
  name text collate winnow_name not null,
  constraint language_pkey PRIMARY KEY (code)
);

create table letter (
  delivery_no bigint not null,
  merge_values jsonb not null,
  country_code text collate "C",
  post_code text collate winnow_name,
  made_at timestamp with time zone not null default now(),
  constraint letter_delivery_no_fkey FOREIGN KEY (delivery_no) REFERENCES delivery(delivery_no) ON DELETE CASCADE,
  constraint letter_pkey PRIMARY KEY (delivery_no)
);

create table letter_in_file (
  export_id integer not null,
  delivery_no bigint not null,
  constraint letter_in_file_delivery_no_fkey FOREIGN KEY (delivery_no) REFERENCES letter(delivery_no) ON DELETE CASCADE,
  constraint letter_in_file_export_id_fkey FOREIGN KEY (export_id) REFERENCES export_record(id) ON DELETE CASCADE,
  constraint letter_in_file_pkey PRIMARY KEY (export_id, delivery_no)
);

create table live_evaluation (
  segment_id integer not null,
  evaluation_no integer not null,
  version_no integer not null,
  cause text collate "C" not null,
  at timestamp with time zone not null,
  ms integer not null,
  size integer not null,
  joined integer not null,
  "left" integer not null,
  joined_set bigint,
  left_set bigint,
  error text collate winnow_name,
  constraint live_evaluation_cause CHECK ((cause = ANY (ARRAY['went_live'::text, 'published'::text, 'change'::text, 'stopped'::text, 'expired'::text, 'failed'::text]))),
  constraint live_evaluation_joined_set_fkey FOREIGN KEY (joined_set) REFERENCES contact_set(set_id),
  constraint live_evaluation_left_set_fkey FOREIGN KEY (left_set) REFERENCES contact_set(set_id),
  constraint live_evaluation_pkey PRIMARY KEY (segment_id, evaluation_no),
  constraint live_evaluation_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES live_segment(id) ON DELETE CASCADE
);

create table live_reference (
  segment_id integer not null,
  version_no integer not null,
  refers_to text collate "C" not null,
  constraint live_reference_pkey PRIMARY KEY (segment_id, version_no, refers_to),
  constraint live_reference_segment_id_version_no_fkey FOREIGN KEY (segment_id, version_no) REFERENCES live_version(segment_id, version_no) ON DELETE CASCADE
);

create table live_segment (
  id integer not null generated by default as identity,
  segment_no text collate "C" not null,
  kind live_segment_kind not null,
  state live_segment_state not null default 'draft'::live_segment_state,
  name text collate winnow_name not null default ''::text,
  description text collate winnow_name,
  number_series_code text collate "C",
  published_no integer,
  working_no integer,
  set_id bigint,
  folded pg_snapshot,
  folded_for timestamp with time zone,
  sources text[] collate "C" not null default '{}'::text[],
  error text collate winnow_name,
  error_at timestamp with time zone,
  live_since timestamp with time zone,
  stopped_at timestamp with time zone,
  row_version integer not null default 1,
  created_by text collate "C",
  created_at timestamp with time zone not null,
  changed_by text collate "C",
  changed_at timestamp with time zone not null,
  archived_at timestamp with time zone,
  used_at timestamp with time zone,
  constraint live_segment_archived_is_idle CHECK (((archived_at IS NULL) OR (state = ANY (ARRAY['draft'::live_segment_state, 'stopped'::live_segment_state, 'expired'::live_segment_state])))),
  constraint live_segment_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint live_segment_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint live_segment_edited_has_copy CHECK (((state <> 'live_editable'::live_segment_state) OR (working_no IS NOT NULL))),
  constraint live_segment_has_definition CHECK (((published_no IS NOT NULL) OR (working_no IS NOT NULL))),
  constraint live_segment_live_is_published CHECK (((state = ANY (ARRAY['draft'::live_segment_state, 'stopped'::live_segment_state, 'expired'::live_segment_state])) OR ((published_no IS NOT NULL) AND (set_id IS NOT NULL)))),
  constraint live_segment_no_form CHECK (((segment_no <> ''::text) AND (segment_no = btrim(segment_no)))),
  constraint live_segment_number_series_code_fkey FOREIGN KEY (number_series_code) REFERENCES number_series(code),
  constraint live_segment_pkey PRIMARY KEY (id),
  constraint live_segment_published_version FOREIGN KEY (id, published_no) REFERENCES live_version(segment_id, version_no) DEFERRABLE INITIALLY DEFERRED,
  constraint live_segment_segment_no_key UNIQUE (segment_no),
  constraint live_segment_set_id_fkey FOREIGN KEY (set_id) REFERENCES contact_set(set_id),
  constraint live_segment_working_version FOREIGN KEY (id, working_no) REFERENCES live_version(segment_id, version_no) DEFERRABLE INITIALLY DEFERRED
);

create table live_touch (
  "position" bigint not null generated always as identity,
  made_by xid8 not null default pg_current_xact_id(),
  at timestamp with time zone not null default now(),
  source text collate "C" not null,
  chunk integer,
  ids integer[],
  constraint live_touch_pkey PRIMARY KEY ("position"),
  constraint live_touch_whole CHECK (((chunk IS NULL) = (ids IS NULL)))
);

create table live_version (
  segment_id integer not null,
  version_no integer not null,
  filter jsonb not null,
  filter_hash text collate "C" not null,
  time_zone text collate "C" not null,
  include_set bigint,
  exclude_set bigint,
  saved_by text collate "C",
  saved_by_name text collate winnow_name not null,
  saved_at timestamp with time zone not null,
  published_by text collate "C",
  published_by_name text collate winnow_name,
  published_at timestamp with time zone,
  size integer,
  joined integer,
  "left" integer,
  constraint live_version_exclude_set_fkey FOREIGN KEY (exclude_set) REFERENCES contact_set(set_id),
  constraint live_version_include_set_fkey FOREIGN KEY (include_set) REFERENCES contact_set(set_id),
  constraint live_version_no_from_one CHECK ((version_no >= 1)),
  constraint live_version_pkey PRIMARY KEY (segment_id, version_no),
  constraint live_version_published_by_fkey FOREIGN KEY (published_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint live_version_published_whole CHECK ((((published_at IS NULL) = (size IS NULL)) AND ((published_at IS NULL) = (published_by_name IS NULL)))),
  constraint live_version_saved_by_fkey FOREIGN KEY (saved_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint live_version_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES live_segment(id) ON DELETE CASCADE
);

create table live_watch (
  source text collate "C" not null,
  constraint live_watch_pkey PRIMARY KEY (source)
);

create table log_deletion (
  deletion_no integer not null generated by default as identity,
  kind text collate "C" not null,
  filter_words text collate winnow_name not null,
  logged_segments integer not null default 0,
  entries integer not null default 0,
  campaign_entries integer not null default 0,
  comments integer not null default 0,
  first_entry_no bigint,
  last_entry_no bigint,
  deleted_at timestamp with time zone not null,
  user_id text collate "C",
  user_name text collate winnow_name not null,
  constraint log_deletion_kind CHECK ((kind = ANY (ARRAY['loggedSegments'::text, 'entries'::text]))),
  constraint log_deletion_pkey PRIMARY KEY (deletion_no),
  constraint log_deletion_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table logged_attachment (
  logged_segment_entry_no integer not null,
  interaction_template_code text collate "C" not null,
  language_code text collate "C" not null,
  send_as_attachment boolean not null,
  document_ids integer[] not null,
  constraint logged_attachment_logged_segment_entry_no_fkey FOREIGN KEY (logged_segment_entry_no) REFERENCES logged_segment(entry_no) ON DELETE CASCADE,
  constraint logged_attachment_pkey PRIMARY KEY (logged_segment_entry_no, interaction_template_code, language_code),
  constraint logged_attachment_says_something CHECK ((send_as_attachment OR (document_ids <> '{}'::integer[])))
);

create table logged_segment (
  entry_no integer not null generated by default as identity,
  segment_id integer,
  segment_no text collate "C" not null,
  description text collate winnow_name not null,
  created_on date not null,
  logged_at timestamp with time zone not null,
  user_id text collate "C",
  user_name text collate winnow_name not null,
  set_id bigint,
  no_of_interactions integer not null,
  cost_lcy numeric(18,2) not null default 0,
  duration_min bigint not null default 0,
  canceled boolean not null default false,
  canceled_at timestamp with time zone,
  canceled_by text collate "C",
  deletion_no integer,
  deleted_campaign_entries integer,
  deleted_comments integer,
  suppression text[] collate "C" not null default '{}'::text[],
  constraint logged_segment_canceled_by_fkey FOREIGN KEY (canceled_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint logged_segment_deleted_is_canceled CHECK (((deletion_no IS NULL) OR (canceled AND (set_id IS NULL)))),
  constraint logged_segment_deletion_no_fkey FOREIGN KEY (deletion_no) REFERENCES log_deletion(deletion_no),
  constraint logged_segment_once UNIQUE (segment_no),
  constraint logged_segment_pkey PRIMARY KEY (entry_no),
  constraint logged_segment_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id) ON DELETE SET NULL,
  constraint logged_segment_set_id_fkey FOREIGN KEY (set_id) REFERENCES contact_set(set_id),
  constraint logged_segment_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table mail_echo (
  echo_no bigint not null generated by default as identity,
  delivery_no bigint not null,
  kind echo_kind not null,
  link integer,
  by_machine boolean not null default false,
  words text collate winnow_name,
  came_at timestamp with time zone not null,
  constraint mail_echo_delivery_no_fkey FOREIGN KEY (delivery_no) REFERENCES delivery(delivery_no) ON DELETE CASCADE,
  constraint mail_echo_link CHECK (((kind = 'clicked'::echo_kind) = (link IS NOT NULL))),
  constraint mail_echo_pkey PRIMARY KEY (echo_no)
);

create table mail_pace (
  id integer not null default 1,
  next_at timestamp with time zone not null default now(),
  constraint mail_pace_only_one CHECK ((id = 1)),
  constraint mail_pace_pkey PRIMARY KEY (id)
);

create table mail_setup (
  id integer not null default 1,
  host text collate "C" not null,
  port integer not null,
  security mail_security not null default 'starttls'::mail_security,
  user_name text collate "C",
  password bytea,
  from_name text collate winnow_name,
  from_address text collate "C" not null,
  reply_to text collate "C",
  rate_per_minute integer,
  constraint mail_setup_only_one CHECK ((id = 1)),
  constraint mail_setup_pkey PRIMARY KEY (id),
  constraint mail_setup_port CHECK (((port >= 1) AND (port <= 65535))),
  constraint mail_setup_rate CHECK (((rate_per_minute >= 1) AND (rate_per_minute <= 100000)))
);

create table mailing_group (
  code text collate "C" not null,
  description text collate winnow_name not null,
  constraint mailing_group_pkey PRIMARY KEY (code)
);

create table mailing_group_application (
  id integer not null generated by default as identity,
  mailing_group_code text collate "C" not null,
  segment_no text collate "C" not null,
  replaced boolean not null,
  group_made boolean not null,
  added integer not null,
  already_in integer not null,
  removed integer not null,
  set_before bigint not null,
  set_after bigint not null,
  user_id text collate "C",
  user_name text collate winnow_name not null,
  applied_at timestamp with time zone not null,
  undone_at timestamp with time zone,
  undone_by_name text collate winnow_name,
  constraint mailing_group_application_pkey PRIMARY KEY (id),
  constraint mailing_group_application_set_after_fkey FOREIGN KEY (set_after) REFERENCES contact_set(set_id),
  constraint mailing_group_application_set_before_fkey FOREIGN KEY (set_before) REFERENCES contact_set(set_id),
  constraint mailing_group_application_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table marketing_setup (
  id smallint not null default 1,
  company_name text collate winnow_name not null default 'My company'::text,
  time_zone text collate "C" not null default 'Etc/UTC'::text,
  currency_code text collate "C" not null default 'GBP'::text,
  contact_nos text collate "C",
  segment_nos text collate "C",
  campaign_nos text collate "C",
  default_salesperson_code text collate "C",
  default_territory_code text collate "C",
  default_country_region_code text collate "C",
  default_language_code text collate "C",
  default_correspondence_type correspondence_type,
  company_salutation_code text collate "C",
  person_salutation_code text collate "C",
  customer_relation_code text collate "C",
  vendor_relation_code text collate "C",
  bank_relation_code text collate "C",
  employee_relation_code text collate "C",
  inherit jsonb not null default '{"address": true, "country": true, "language": true, "territory": true, "salesperson": true, "formatRegion": true, "communication": true}'::jsonb,
  demo_loaded_at timestamp with time zone,
  address text collate winnow_name,
  address_2 text collate winnow_name,
  post_code text collate "C",
  city text collate winnow_name,
  country_region_code text collate "C",
  phone_no text collate "C",
  email text collate "C",
  home_page text collate "C",
  cover_sheet_template_code text collate "C",
  call_template_code text collate "C",
  suppression text[] collate "C" not null default '{}'::text[],
  live_expiry_days integer,
  live_quota integer,
  constraint marketing_setup_bank_relation_code_fkey FOREIGN KEY (bank_relation_code) REFERENCES business_relation(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_call_template_code_fkey FOREIGN KEY (call_template_code) REFERENCES interaction_template(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_campaign_nos_fkey FOREIGN KEY (campaign_nos) REFERENCES number_series(code),
  constraint marketing_setup_company_salutation_code_fkey FOREIGN KEY (company_salutation_code) REFERENCES salutation(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_contact_nos_fkey FOREIGN KEY (contact_nos) REFERENCES number_series(code),
  constraint marketing_setup_country_region_code_fkey FOREIGN KEY (country_region_code) REFERENCES country_region(code) ON UPDATE CASCADE,
  constraint marketing_setup_cover_sheet_template_code_fkey FOREIGN KEY (cover_sheet_template_code) REFERENCES interaction_template(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_customer_relation_code_fkey FOREIGN KEY (customer_relation_code) REFERENCES business_relation(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_default_country_region_code_fkey FOREIGN KEY (default_country_region_code) REFERENCES country_region(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_default_language_code_fkey FOREIGN KEY (default_language_code) REFERENCES language(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_default_salesperson_code_fkey FOREIGN KEY (default_salesperson_code) REFERENCES salesperson(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_default_territory_code_fkey FOREIGN KEY (default_territory_code) REFERENCES territory(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_employee_relation_code_fkey FOREIGN KEY (employee_relation_code) REFERENCES business_relation(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_id_check CHECK ((id = 1)),
  constraint marketing_setup_live_expiry_days CHECK (((live_expiry_days >= 1) AND (live_expiry_days <= 3650))),
  constraint marketing_setup_live_quota CHECK (((live_quota >= 1) AND (live_quota <= 100000))),
  constraint marketing_setup_person_salutation_code_fkey FOREIGN KEY (person_salutation_code) REFERENCES salutation(code) ON UPDATE CASCADE ON DELETE SET NULL,
  constraint marketing_setup_pkey PRIMARY KEY (id),
  constraint marketing_setup_segment_nos_fkey FOREIGN KEY (segment_nos) REFERENCES number_series(code),
  constraint marketing_setup_vendor_relation_code_fkey FOREIGN KEY (vendor_relation_code) REFERENCES business_relation(code) ON UPDATE CASCADE ON DELETE SET NULL
);

create table message_link (
  token_hash bytea not null,
  delivery_no bigint,
  targets text[] collate "C" not null,
  constraint message_link_delivery UNIQUE (delivery_no),
  constraint message_link_delivery_no_fkey FOREIGN KEY (delivery_no) REFERENCES delivery(delivery_no) ON DELETE SET NULL,
  constraint message_link_pkey PRIMARY KEY (token_hash)
);

create table number_series (
  code text collate "C" not null,
  description text collate winnow_name not null,
  prefix text collate "C" not null,
  digits smallint not null,
  last_no bigint not null default 0,
  manual_allowed boolean not null default false,
  constraint number_series_digits_check CHECK (((digits >= 1) AND (digits <= 12))),
  constraint number_series_last_no_check CHECK ((last_no >= 0)),
  constraint number_series_pkey PRIMARY KEY (code)
);

create table organizational_level (
  code text collate "C" not null,
  description text collate winnow_name not null,
  constraint organizational_level_pkey PRIMARY KEY (code)
);

create table pin (
  user_id text collate "C" not null,
  kind text collate "C" not null,
  subject_key text collate "C" not null,
  "position" integer not null,
  constraint pin_pkey PRIMARY KEY (user_id, kind, subject_key),
  constraint pin_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table post_code (
  post_code text collate "C" not null,
  city text collate winnow_name not null,
  country_region_code text collate "C",
  county text collate winnow_name,
  constraint post_code_pkey PRIMARY KEY (post_code, city)
);

create table profile_questionnaire (
  code text collate "C" not null,
  description text collate winnow_name not null,
  contact_type contact_type,
  business_relation_code text collate "C",
  priority text collate "C" not null default 'normal'::text,
  constraint profile_questionnaire_business_relation_code_fkey FOREIGN KEY (business_relation_code) REFERENCES business_relation(code) ON UPDATE CASCADE,
  constraint profile_questionnaire_pkey PRIMARY KEY (code)
);

create table profile_questionnaire_line (
  questionnaire_code text collate "C" not null,
  line_no integer not null,
  type questionnaire_line_type not null,
  description text collate winnow_name not null,
  question_line_no integer,
  multiple_answers boolean not null default false,
  priority text collate "C",
  classification jsonb,
  constraint profile_questionnaire_line_pkey PRIMARY KEY (questionnaire_code, line_no),
  constraint profile_questionnaire_line_questionnaire_code_fkey FOREIGN KEY (questionnaire_code) REFERENCES profile_questionnaire(code) ON UPDATE CASCADE ON DELETE CASCADE
);

create table purpose (
  code text collate "C" not null,
  name text collate winnow_name not null,
  names jsonb not null default '{}'::jsonb,
  needs_consent correspondence_type[] not null default '{}'::correspondence_type[],
  constraint purpose_code_form CHECK ((code ~ '^[A-Z0-9][A-Z0-9_-]{0,19}$'::text)),
  constraint purpose_name_form CHECK (((name <> ''::text) AND (name = btrim(name)))),
  constraint purpose_pkey PRIMARY KEY (code)
);

create table query_template (
  id integer not null generated by default as identity,
  name text collate winnow_name not null,
  description text collate winnow_name,
  filter jsonb not null,
  owner_id text collate "C" not null,
  shared boolean not null default false,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  constraint query_template_name_form CHECK (((name <> ''::text) AND (name = btrim(name)))),
  constraint query_template_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id) ON DELETE CASCADE,
  constraint query_template_pkey PRIMARY KEY (id)
);

create table rate_limit (
  id text collate "C" not null,
  key text collate "C" not null,
  count integer not null,
  last_request bigint not null,
  constraint rate_limit_key_key UNIQUE (key),
  constraint rate_limit_pkey PRIMARY KEY (id)
);

create table salesperson (
  code text collate "C" not null,
  name text collate winnow_name not null,
  job_title text collate winnow_name,
  phone_no text collate "C",
  email text collate "C",
  commission_pct numeric(9,4),
  blocked boolean not null default false,
  privacy_blocked boolean not null default false,
  constraint salesperson_pkey PRIMARY KEY (code)
);

create table salutation (
  code text collate "C" not null,
  description text collate winnow_name not null,
  constraint salutation_pkey PRIMARY KEY (code)
);

create table salutation_formula (
  salutation_code text collate "C" not null,
  language_code text collate "C" not null default ''::text,
  salutation_type salutation_type not null,
  formula text collate winnow_name not null,
  names text[] collate "C" not null default '{}'::text[],
  constraint salutation_formula_pkey PRIMARY KEY (salutation_code, language_code, salutation_type),
  constraint salutation_formula_salutation_code_fkey FOREIGN KEY (salutation_code) REFERENCES salutation(code) ON UPDATE CASCADE ON DELETE CASCADE
);

create table saved_segment_criteria (
  id integer not null generated by default as identity,
  code text collate "C" not null,
  description text collate winnow_name not null default ''::text,
  private_to text collate "C",
  version integer not null default 1,
  created_by text collate "C",
  created_by_name text collate winnow_name not null,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  constraint saved_segment_criteria_code_form CHECK (((code <> ''::text) AND (code = btrim(code)))),
  constraint saved_segment_criteria_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint saved_segment_criteria_pkey PRIMARY KEY (id),
  constraint saved_segment_criteria_private_to_fkey FOREIGN KEY (private_to) REFERENCES app_user(id) ON DELETE CASCADE
);

create table saved_segment_criteria_step (
  criteria_id integer not null,
  step_no integer not null,
  kind criteria_action_kind not null,
  filter jsonb,
  options jsonb not null default '{}'::jsonb,
  added_by_hand bigint,
  removed_by_hand bigint,
  constraint saved_segment_criteria_step_added_by_hand_fkey FOREIGN KEY (added_by_hand) REFERENCES contact_set(set_id),
  constraint saved_segment_criteria_step_criteria_id_fkey FOREIGN KEY (criteria_id) REFERENCES saved_segment_criteria(id) ON DELETE CASCADE,
  constraint saved_segment_criteria_step_from_one CHECK ((step_no >= 1)),
  constraint saved_segment_criteria_step_pkey PRIMARY KEY (criteria_id, step_no),
  constraint saved_segment_criteria_step_removed_by_hand_fkey FOREIGN KEY (removed_by_hand) REFERENCES contact_set(set_id)
);

create table saved_view (
  id integer not null generated by default as identity,
  list text collate "C" not null,
  name text collate winnow_name not null,
  owner_id text collate "C" not null,
  shared boolean not null default false,
  search text collate "C" not null,
  created_at timestamp with time zone not null,
  deleted_at timestamp with time zone,
  constraint saved_view_name_form CHECK (((name <> ''::text) AND (name = btrim(name)))),
  constraint saved_view_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id) ON DELETE CASCADE,
  constraint saved_view_pkey PRIMARY KEY (id)
);

create table saved_view_default (
  user_id text collate "C" not null,
  list text collate "C" not null,
  view_id integer not null,
  constraint saved_view_default_pkey PRIMARY KEY (user_id, list),
  constraint saved_view_default_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE,
  constraint saved_view_default_view_id_fkey FOREIGN KEY (view_id) REFERENCES saved_view(id) ON DELETE CASCADE
);

create table schedule (
  id integer not null generated by default as identity,
  name text collate winnow_name not null,
  rule jsonb not null,
  time_zone text collate "C" not null,
  segment_no text collate "C" not null,
  template_code text collate "C" not null,
  not_reached_days integer,
  not_reached_by text collate "C" not null default 'any'::text,
  suppression text[] collate "C" not null default '{}'::text[],
  owner_id text collate "C",
  owner_name text collate winnow_name not null,
  next_at timestamp with time zone,
  paused boolean not null default false,
  held_at timestamp with time zone,
  row_version integer not null default 1,
  created_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  changed_by_name text collate winnow_name not null,
  constraint schedule_days_positive CHECK ((not_reached_days >= 1)),
  constraint schedule_has_name CHECK ((name <> ''::text)),
  constraint schedule_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint schedule_pkey PRIMARY KEY (id),
  constraint schedule_reached_by CHECK ((not_reached_by = ANY (ARRAY['any'::text, 'delivery'::text]))),
  constraint schedule_template_code_fkey FOREIGN KEY (template_code) REFERENCES interaction_template(code) ON UPDATE CASCADE
);

create table schedule_run (
  id integer not null generated by default as identity,
  schedule_id integer not null,
  due_at timestamp with time zone not null,
  job_id uuid,
  asked_by_name text collate winnow_name,
  missed integer not null default 0,
  state text collate "C" not null default 'running'::text,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  worksheet_no text collate "C",
  logged_segment_entry_no integer,
  interactions integer not null default 0,
  left_out integer not null default 0,
  left_out_by jsonb not null default '{}'::jsonb,
  emails integer not null default 0,
  refusal text collate winnow_name,
  constraint schedule_run_ended CHECK (((state = 'running'::text) = (ended_at IS NULL))),
  constraint schedule_run_logged_segment_entry_no_fkey FOREIGN KEY (logged_segment_entry_no) REFERENCES logged_segment(entry_no) ON DELETE SET NULL,
  constraint schedule_run_once UNIQUE (schedule_id, due_at),
  constraint schedule_run_pkey PRIMARY KEY (id),
  constraint schedule_run_schedule_id_fkey FOREIGN KEY (schedule_id) REFERENCES schedule(id) ON DELETE CASCADE,
  constraint schedule_run_state CHECK ((state = ANY (ARRAY['running'::text, 'logged'::text, 'nobody'::text, 'failed'::text])))
);

create table segment (
  id integer not null generated by default as identity,
  segment_no text collate "C" not null,
  description text collate winnow_name,
  date date not null,
  salesperson_code text collate "C",
  campaign_no text collate "C",
  campaign_target boolean not null default false,
  campaign_response boolean not null default false,
  interaction_template_code text collate "C",
  interaction_group_code text collate "C",
  language_code text collate "C",
  correspondence_type correspondence_type,
  ignore_contact_corres_type boolean not null default false,
  information_flow information_flow,
  initiated_by initiated_by,
  unit_cost_lcy numeric(18,2) not null default 0,
  unit_duration_min integer not null default 0,
  number_series_code text collate "C",
  state segment_state not null default 'draft'::segment_state,
  current_step integer not null default 0,
  version integer not null default 1,
  created_by text collate "C",
  created_at timestamp with time zone not null default now(),
  changed_by text collate "C",
  changed_at timestamp with time zone not null default now(),
  header_version integer not null default 1,
  suppression text[] collate "C" not null default '{}'::text[],
  constraint segment_campaign_flags CHECK (((campaign_no IS NOT NULL) OR (NOT (campaign_target OR campaign_response)))),
  constraint segment_campaign_no_fkey FOREIGN KEY (campaign_no) REFERENCES campaign(campaign_no) ON UPDATE CASCADE,
  constraint segment_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint segment_created_by_fkey FOREIGN KEY (created_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint segment_current_step_check CHECK ((current_step >= 0)),
  constraint segment_interaction_group_code_fkey FOREIGN KEY (interaction_group_code) REFERENCES interaction_group(code) ON UPDATE CASCADE,
  constraint segment_interaction_template_code_fkey FOREIGN KEY (interaction_template_code) REFERENCES interaction_template(code) ON UPDATE CASCADE,
  constraint segment_language_code_fkey FOREIGN KEY (language_code) REFERENCES language(code) ON UPDATE CASCADE,
  constraint segment_no_form CHECK (((segment_no <> ''::text) AND (segment_no = btrim(segment_no)))),
  constraint segment_number_series_code_fkey FOREIGN KEY (number_series_code) REFERENCES number_series(code),
  constraint segment_pkey PRIMARY KEY (id),
  constraint segment_salesperson_code_fkey FOREIGN KEY (salesperson_code) REFERENCES salesperson(code) ON UPDATE CASCADE,
  constraint segment_segment_no_key UNIQUE (segment_no),
  constraint segment_unit_cost_lcy_check CHECK ((unit_cost_lcy >= (0)::numeric)),
  constraint segment_unit_duration_min_check CHECK ((unit_duration_min >= 0))
);

create table segment_language (
  segment_id integer not null,
  interaction_template_code text collate "C" not null,
  language_code text collate "C" not null,
  subject text collate winnow_name,
  document_id integer,
  changed_by text collate "C",
  changed_at timestamp with time zone not null,
  constraint segment_language_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint segment_language_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id),
  constraint segment_language_interaction_template_code_fkey FOREIGN KEY (interaction_template_code) REFERENCES interaction_template(code) ON UPDATE CASCADE ON DELETE CASCADE,
  constraint segment_language_language_code_fkey FOREIGN KEY (language_code) REFERENCES language(code) ON UPDATE CASCADE,
  constraint segment_language_pkey PRIMARY KEY (segment_id, interaction_template_code, language_code),
  constraint segment_language_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id) ON DELETE CASCADE
);

create table segment_line_call (
  entry_no bigint not null,
  segment_id integer not null,
  contact_id integer not null,
  layer integer not null,
  constraint segment_line_call_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint segment_line_call_entry_no_fkey FOREIGN KEY (entry_no) REFERENCES interaction_log_entry(entry_no) ON DELETE CASCADE,
  constraint segment_line_call_layer CHECK ((layer >= 1)),
  constraint segment_line_call_pkey PRIMARY KEY (entry_no),
  constraint segment_line_call_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id) ON DELETE CASCADE
);

create table segment_line_override (
  segment_id integer not null,
  contact_id integer not null,
  overridden text[] collate "C" not null,
  salesperson_code text collate "C",
  correspondence_type correspondence_type,
  changed_by text collate "C",
  changed_at timestamp with time zone not null default now(),
  layer integer not null default 1,
  description text collate winnow_name,
  date date,
  time_of_interaction time without time zone,
  interaction_template_code text collate "C",
  language_code text collate "C",
  campaign_no text collate "C",
  campaign_target boolean,
  campaign_response boolean,
  cost_lcy numeric(18,2),
  duration_min integer,
  information_flow information_flow,
  initiated_by initiated_by,
  evaluation evaluation,
  attempt_failed boolean,
  alt_address_code text collate "C",
  subject text collate winnow_name,
  document_id integer,
  personal_text text collate winnow_name,
  constraint segment_line_override_campaign_no_fkey FOREIGN KEY (campaign_no) REFERENCES campaign(campaign_no) ON UPDATE CASCADE,
  constraint segment_line_override_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES app_user(id) ON DELETE SET NULL,
  constraint segment_line_override_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint segment_line_override_cost CHECK ((cost_lcy >= (0)::numeric)),
  constraint segment_line_override_document_id_fkey FOREIGN KEY (document_id) REFERENCES document(id),
  constraint segment_line_override_duration CHECK ((duration_min >= 0)),
  constraint segment_line_override_interaction_template_code_fkey FOREIGN KEY (interaction_template_code) REFERENCES interaction_template(code) ON UPDATE CASCADE,
  constraint segment_line_override_language_code_fkey FOREIGN KEY (language_code) REFERENCES language(code) ON UPDATE CASCADE,
  constraint segment_line_override_layer_from_one CHECK ((layer >= 1)),
  constraint segment_line_override_pkey PRIMARY KEY (segment_id, contact_id, layer),
  constraint segment_line_override_salesperson_code_fkey FOREIGN KEY (salesperson_code) REFERENCES salesperson(code) ON UPDATE CASCADE,
  constraint segment_line_override_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id) ON DELETE CASCADE
);

create table segment_line_undo (
  id uuid not null default gen_random_uuid(),
  segment_id integer not null,
  contact_ids integer[] not null,
  layers integer[] not null,
  former jsonb not null,
  header jsonb,
  user_id text collate "C" not null,
  made_at timestamp with time zone not null,
  document_ids integer[] not null default '{}'::integer[],
  constraint segment_line_undo_lines CHECK ((cardinality(contact_ids) = cardinality(layers))),
  constraint segment_line_undo_pkey PRIMARY KEY (id),
  constraint segment_line_undo_segment_id_fkey FOREIGN KEY (segment_id) REFERENCES segment(id) ON DELETE CASCADE
);

create table setup_token (
  id smallint not null default 1,
  token_hash text collate "C" not null,
  created_at timestamp with time zone not null default now(),
  constraint setup_token_id_check CHECK ((id = 1)),
  constraint setup_token_pkey PRIMARY KEY (id)
);

create table suppressed_address (
  suppression_no bigint not null generated by default as identity,
  address_hash bytea not null,
  purpose_code text collate "C",
  suppressed_at timestamp with time zone not null,
  constraint suppressed_address_pkey PRIMARY KEY (suppression_no),
  constraint suppressed_address_purpose_code_fkey FOREIGN KEY (purpose_code) REFERENCES purpose(code),
  constraint suppressed_address_unique UNIQUE NULLS NOT DISTINCT (address_hash, purpose_code)
);

create table territory (
  code text collate "C" not null,
  name text collate winnow_name not null,
  constraint territory_pkey PRIMARY KEY (code)
);

create table unsubscribe_link (
  token_hash bytea not null,
  contact_id integer,
  purpose_code text collate "C" not null,
  address_hash bytea not null,
  made_at timestamp with time zone not null,
  constraint unsubscribe_link_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE SET NULL,
  constraint unsubscribe_link_pkey PRIMARY KEY (token_hash),
  constraint unsubscribe_link_purpose_code_fkey FOREIGN KEY (purpose_code) REFERENCES purpose(code)
);

create table upload (
  id uuid not null default gen_random_uuid(),
  file_name text collate winnow_name not null,
  declared_size bigint not null,
  received_size bigint not null default 0,
  sha256 text collate "C",
  complete boolean not null default false,
  user_id text collate "C",
  created_at timestamp with time zone not null default now(),
  first_part_sha256 text collate "C",
  constraint upload_declared_size_check CHECK ((declared_size >= 0)),
  constraint upload_pkey PRIMARY KEY (id),
  constraint upload_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE SET NULL
);

create table upload_part (
  upload_id uuid not null,
  part_no integer not null,
  content bytea not null,
  constraint upload_part_part_no_check CHECK ((part_no >= 0)),
  constraint upload_part_pkey PRIMARY KEY (upload_id, part_no),
  constraint upload_part_upload_id_fkey FOREIGN KEY (upload_id) REFERENCES upload(id) ON DELETE CASCADE
);

create table user_account (
  id text collate "C" not null,
  account_id text collate "C" not null,
  provider_id text collate "C" not null,
  user_id text collate "C" not null,
  access_token text collate "C",
  refresh_token text collate "C",
  id_token text collate "C",
  access_token_expires_at timestamp with time zone,
  refresh_token_expires_at timestamp with time zone,
  scope text collate "C",
  password text collate "C",
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint user_account_pkey PRIMARY KEY (id),
  constraint user_account_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table user_session (
  id text collate "C" not null,
  token text collate "C" not null,
  user_id text collate "C" not null,
  expires_at timestamp with time zone not null,
  ip_address text collate "C",
  user_agent text collate "C",
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint user_session_pkey PRIMARY KEY (id),
  constraint user_session_token_key UNIQUE (token),
  constraint user_session_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table user_verification (
  id text collate "C" not null,
  identifier text collate "C" not null,
  value text collate "C" not null,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint user_verification_pkey PRIMARY KEY (id)
);

create table value_entry (
  entry_no bigint not null generated by default as identity,
  contact_id integer not null,
  company_id integer,
  item_no text collate "C" not null,
  posting_date date not null,
  quantity numeric(18,5) not null default 0,
  amount_lcy numeric(18,2) not null default 0,
  constraint value_entry_company_id_fkey FOREIGN KEY (company_id) REFERENCES contact(id) ON DELETE SET NULL,
  constraint value_entry_contact_id_fkey FOREIGN KEY (contact_id) REFERENCES contact(id) ON DELETE CASCADE,
  constraint value_entry_pkey PRIMARY KEY (entry_no)
);

create table visit (
  user_id text collate "C" not null,
  kind text collate "C" not null,
  subject_key text collate "C" not null,
  visited_at timestamp with time zone not null,
  constraint visit_pkey PRIMARY KEY (user_id, kind, subject_key),
  constraint visit_user_id_fkey FOREIGN KEY (user_id) REFERENCES app_user(id) ON DELETE CASCADE
);

create table web_source (
  code text collate "C" not null,
  description text collate winnow_name not null,
  url text collate "C",
  constraint web_source_pkey PRIMARY KEY (code)
);

CREATE INDEX api_answer_answered_at ON api_answer USING btree (answered_at);

CREATE INDEX api_key_user ON api_key USING btree (user_id, created_at DESC);

CREATE INDEX artefact_attachment_file ON artefact_attachment USING btree (sha256);

CREATE INDEX audit_entry_at ON audit_entry USING btree (at DESC, id DESC);
CREATE INDEX audit_entry_kind ON audit_entry USING btree (subject_kind, at DESC, id DESC);
CREATE INDEX audit_entry_subject ON audit_entry USING btree (subject_kind, subject_key, id DESC);
CREATE INDEX audit_entry_user ON audit_entry USING btree (user_id, at DESC, id DESC);

CREATE INDEX behaviour_of_contact ON behaviour USING btree (contact_id, occurred_at, entry_no) WHERE (contact_id IS NOT NULL);
CREATE INDEX behaviour_of_type ON behaviour USING btree (type_code, occurred_at, contact_id);
CREATE INDEX behaviour_waiting_email ON behaviour USING btree (given_email) WHERE (given_email IS NOT NULL);
CREATE INDEX behaviour_waiting_no ON behaviour USING btree (given_contact_no) WHERE (given_contact_no IS NOT NULL);

CREATE INDEX behaviour_type_property_name ON behaviour_type_property USING btree (property_name);

CREATE INDEX call_state_claimed ON call_state USING btree (claimed_by) WHERE (claimed_by IS NOT NULL);

CREATE INDEX consent_event_contact ON consent_event USING btree (contact_id, event_no);
CREATE INDEX consent_event_user ON consent_event USING btree (user_id) WHERE (user_id IS NOT NULL);

CREATE INDEX contact_alone_identity ON contact USING btree (name, COALESCE(post_code, ''::text), COALESCE((address COLLATE "C"), ''::text)) WHERE ((type = 'person'::contact_type) AND (company_id IS NULL));
CREATE INDEX contact_by_city ON contact USING btree (city, id);
CREATE INDEX contact_by_company ON contact USING btree (company_name NULLS FIRST, company_no NULLS FIRST, type, name, id);
CREATE INDEX contact_by_country ON contact USING btree (country_region_code, id);
CREATE INDEX contact_by_email ON contact USING btree (email, id);
CREATE INDEX contact_by_name ON contact USING btree (name, id);
CREATE INDEX contact_by_post_code ON contact USING btree (post_code, id);
CREATE INDEX contact_by_salesperson ON contact USING btree (salesperson_code, id);
CREATE INDEX contact_company_id ON contact USING btree (company_id);
CREATE INDEX contact_company_name_lower ON contact USING btree (lower((name COLLATE "C"))) WHERE (type = 'company'::contact_type);
CREATE INDEX contact_email_lower ON contact USING btree (lower(email));
CREATE INDEX contact_excluded ON contact USING btree (id) WHERE exclude_from_segment;
CREATE INDEX contact_external_id ON contact USING btree (external_id) WHERE (external_id IS NOT NULL);
CREATE INDEX contact_refused ON contact USING btree (id) WHERE (privacy_blocked OR (minor AND (NOT parental_consent_received)));
CREATE INDEX contact_search ON contact USING gin (lower((((((((((contact_no || ' '::text) || name) || ' '::text) || COALESCE(company_name, ''::text)) || ' '::text) || COALESCE(email, ''::text)) || ' '::text) || COALESCE(city, ''::text)) COLLATE winnow_name)) gin_trgm_ops);

CREATE INDEX contact_business_relation_code ON contact_business_relation USING btree (business_relation_code, contact_id);

CREATE INDEX contact_consent_refused ON contact_consent USING btree (contact_id) WHERE (NOT allowed);

CREATE INDEX contact_import_created_at ON contact_import USING btree (created_at DESC);

CREATE INDEX contact_industry_group_code ON contact_industry_group USING btree (industry_group_code, contact_id);

CREATE INDEX contact_job_responsibility_code ON contact_job_responsibility USING btree (job_responsibility_code, contact_id);

CREATE INDEX contact_mailing_group_code ON contact_mailing_group USING btree (mailing_group_code, contact_id);

CREATE INDEX contact_profile_answer_line ON contact_profile_answer USING btree (questionnaire_code, line_no, contact_id);

CREATE INDEX contact_set_chunk_data ON contact_set_chunk USING btree (data_id);

CREATE INDEX criteria_action_added_by_hand ON criteria_action USING btree (added_by_hand) WHERE (added_by_hand IS NOT NULL);
CREATE INDEX criteria_action_removed_by_hand ON criteria_action USING btree (removed_by_hand) WHERE (removed_by_hand IS NOT NULL);
CREATE INDEX criteria_action_set ON criteria_action USING btree (set_id);

CREATE INDEX criteria_action_layer_set ON criteria_action_layer USING btree (set_id);

CREATE INDEX criteria_action_turn_set ON criteria_action_turn USING btree (set_id);

CREATE INDEX delivery_by_state ON delivery USING btree (logged_segment_entry_no, state, due_at, delivery_no);
CREATE INDEX delivery_sending ON delivery USING btree (claim_id) WHERE (state = 'sending'::delivery_state);

CREATE INDEX delivery_run_held ON delivery_run USING btree (held_at) WHERE (held_at IS NOT NULL);

CREATE INDEX document_based_on ON document USING btree (based_on) WHERE (based_on IS NOT NULL);

CREATE INDEX evaluation_change_user ON evaluation_change USING btree (user_id, made_at);

CREATE INDEX export_record_by_user ON export_record USING btree (user_id, id DESC);
CREATE INDEX export_record_letters ON export_record USING btree (subject_key, id) WHERE (kind = 'letters'::text);

CREATE INDEX former_stack_action_added_by_hand ON former_stack_action USING btree (added_by_hand) WHERE (added_by_hand IS NOT NULL);
CREATE INDEX former_stack_action_removed_by_hand ON former_stack_action USING btree (removed_by_hand) WHERE (removed_by_hand IS NOT NULL);
CREATE INDEX former_stack_action_set ON former_stack_action USING btree (set_id);

CREATE INDEX former_stack_layer_set ON former_stack_layer USING btree (set_id);

CREATE INDEX former_stack_turn_set ON former_stack_turn USING btree (set_id);

CREATE INDEX interaction_log_comment_entry ON interaction_log_comment USING btree (entry_no, comment_no);

CREATE INDEX interaction_log_entry_campaign ON interaction_log_entry USING btree (campaign_no, entry_no) WHERE (campaign_no IS NOT NULL);
CREATE INDEX interaction_log_entry_company ON interaction_log_entry USING btree (company_id, date) WHERE (company_id IS NOT NULL);
CREATE INDEX interaction_log_entry_contact ON interaction_log_entry USING btree (contact_id, date);
CREATE INDEX interaction_log_entry_date ON interaction_log_entry USING btree (date, entry_no);
CREATE INDEX interaction_log_entry_document ON interaction_log_entry USING btree (document_id) WHERE (document_id IS NOT NULL);
CREATE INDEX interaction_log_entry_logged_segment ON interaction_log_entry USING btree (logged_segment_entry_no, entry_no);

CREATE INDEX interaction_template_attachment_document ON interaction_template_attachment USING btree (document_id);

CREATE INDEX interaction_template_language_document ON interaction_template_language USING btree (document_id) WHERE (document_id IS NOT NULL);

CREATE INDEX job_open ON job USING btree (created_at DESC) WHERE (state = ANY (ARRAY['waiting'::job_state, 'running'::job_state]));
CREATE INDEX job_subject ON job USING btree (subject_kind, subject_key, created_at DESC);

CREATE INDEX letter_in_file_letter ON letter_in_file USING btree (delivery_no);

CREATE INDEX live_evaluation_joined_set ON live_evaluation USING btree (joined_set) WHERE (joined_set IS NOT NULL);
CREATE INDEX live_evaluation_left_set ON live_evaluation USING btree (left_set) WHERE (left_set IS NOT NULL);

CREATE INDEX live_reference_refers_to ON live_reference USING btree (refers_to);

CREATE INDEX live_segment_changed_by ON live_segment USING btree (changed_by) WHERE (changed_by IS NOT NULL);
CREATE INDEX live_segment_created_by ON live_segment USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX live_segment_set ON live_segment USING btree (set_id) WHERE (set_id IS NOT NULL);

CREATE INDEX live_touch_made_by ON live_touch USING btree (made_by);

CREATE INDEX live_version_exclude_set ON live_version USING btree (exclude_set) WHERE (exclude_set IS NOT NULL);
CREATE INDEX live_version_include_set ON live_version USING btree (include_set) WHERE (include_set IS NOT NULL);
CREATE INDEX live_version_published_by ON live_version USING btree (published_by) WHERE (published_by IS NOT NULL);
CREATE INDEX live_version_saved_by ON live_version USING btree (saved_by) WHERE (saved_by IS NOT NULL);

CREATE INDEX logged_segment_deletion ON logged_segment USING btree (deletion_no) WHERE (deletion_no IS NOT NULL);
CREATE INDEX logged_segment_set ON logged_segment USING btree (set_id);

CREATE INDEX mail_echo_came_at ON mail_echo USING btree (came_at) WHERE (kind = ANY (ARRAY['opened'::echo_kind, 'clicked'::echo_kind]));
CREATE INDEX mail_echo_delivery ON mail_echo USING btree (delivery_no, kind);

CREATE INDEX mailing_group_application_after ON mailing_group_application USING btree (set_after);
CREATE INDEX mailing_group_application_before ON mailing_group_application USING btree (set_before);
CREATE INDEX mailing_group_application_group ON mailing_group_application USING btree (mailing_group_code, id DESC);

CREATE INDEX query_template_owner ON query_template USING btree (owner_id);

CREATE UNIQUE INDEX saved_segment_criteria_code ON saved_segment_criteria USING btree (private_to, code) NULLS NOT DISTINCT WHERE (deleted_at IS NULL);

CREATE INDEX saved_segment_criteria_step_added ON saved_segment_criteria_step USING btree (added_by_hand) WHERE (added_by_hand IS NOT NULL);
CREATE INDEX saved_segment_criteria_step_removed ON saved_segment_criteria_step USING btree (removed_by_hand) WHERE (removed_by_hand IS NOT NULL);

CREATE INDEX saved_view_list ON saved_view USING btree (list, id);
CREATE INDEX saved_view_owner ON saved_view USING btree (owner_id);

CREATE INDEX saved_view_default_view ON saved_view_default USING btree (view_id);

CREATE INDEX schedule_owner ON schedule USING btree (owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX schedule_template ON schedule USING btree (template_code);

CREATE INDEX schedule_run_job ON schedule_run USING btree (job_id) WHERE (job_id IS NOT NULL);
CREATE INDEX schedule_run_logged_segment ON schedule_run USING btree (logged_segment_entry_no) WHERE (logged_segment_entry_no IS NOT NULL);

CREATE INDEX segment_changed_at ON segment USING btree (changed_at DESC, id DESC);

CREATE INDEX segment_language_document ON segment_language USING btree (document_id) WHERE (document_id IS NOT NULL);

CREATE INDEX segment_line_call_contact ON segment_line_call USING btree (contact_id);
CREATE INDEX segment_line_call_line ON segment_line_call USING btree (segment_id, contact_id, layer);

CREATE INDEX segment_line_override_contact ON segment_line_override USING btree (contact_id);
CREATE INDEX segment_line_override_document ON segment_line_override USING btree (document_id) WHERE (document_id IS NOT NULL);

CREATE INDEX segment_line_undo_segment ON segment_line_undo USING btree (segment_id);

CREATE INDEX unsubscribe_link_contact ON unsubscribe_link USING btree (contact_id) WHERE (contact_id IS NOT NULL);

CREATE INDEX user_account_user_id ON user_account USING btree (user_id);

CREATE INDEX user_session_user_id ON user_session USING btree (user_id);

CREATE INDEX user_verification_identifier ON user_verification USING btree (identifier);

CREATE INDEX value_entry_company ON value_entry USING btree (company_id, posting_date);
CREATE INDEX value_entry_contact ON value_entry USING btree (contact_id, posting_date);
CREATE INDEX value_entry_item ON value_entry USING btree (item_no, posting_date);

CREATE INDEX visit_newest ON visit USING btree (user_id, visited_at DESC);

CREATE TRIGGER artefact_attachment_gone AFTER DELETE ON artefact_attachment REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION remove_unused_artefact_files();

CREATE TRIGGER behaviour_added AFTER INSERT ON behaviour REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('behaviour', 'contact_id');
CREATE TRIGGER behaviour_changed AFTER UPDATE ON behaviour REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('behaviour', 'contact_id');
CREATE TRIGGER behaviour_taken AFTER DELETE ON behaviour REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('behaviour', 'contact_id');

CREATE TRIGGER bounced_address_touched AFTER INSERT OR DELETE OR UPDATE ON bounced_address FOR EACH STATEMENT EXECUTE FUNCTION touch_everybody('consentRule');

CREATE TRIGGER contact_arrives AFTER INSERT ON contact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('arrival', 'id');
CREATE TRIGGER contact_behaviour_arrives AFTER INSERT ON contact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION attribute_behaviour_of_contacts();
CREATE TRIGGER contact_behaviour_changed AFTER UPDATE ON contact REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION attribute_behaviour_of_contacts();
CREATE TRIGGER contact_touched AFTER UPDATE ON contact REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('contact', 'id');

CREATE TRIGGER contact_business_relation_added AFTER INSERT ON contact_business_relation REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('businessRelation', 'contact_id');
CREATE TRIGGER contact_business_relation_changed AFTER UPDATE ON contact_business_relation REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('businessRelation', 'contact_id');
CREATE TRIGGER contact_business_relation_taken AFTER DELETE ON contact_business_relation REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('businessRelation', 'contact_id');

CREATE TRIGGER contact_consent_added AFTER INSERT ON contact_consent REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('consent', 'contact_id');
CREATE TRIGGER contact_consent_changed AFTER UPDATE ON contact_consent REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('consent', 'contact_id');
CREATE TRIGGER contact_consent_taken AFTER DELETE ON contact_consent REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('consent', 'contact_id');

CREATE TRIGGER contact_industry_group_added AFTER INSERT ON contact_industry_group REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('industryGroup', 'contact_id');
CREATE TRIGGER contact_industry_group_changed AFTER UPDATE ON contact_industry_group REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('industryGroup', 'contact_id');
CREATE TRIGGER contact_industry_group_taken AFTER DELETE ON contact_industry_group REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('industryGroup', 'contact_id');

CREATE TRIGGER contact_job_responsibility_added AFTER INSERT ON contact_job_responsibility REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('jobResponsibility', 'contact_id');
CREATE TRIGGER contact_job_responsibility_changed AFTER UPDATE ON contact_job_responsibility REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('jobResponsibility', 'contact_id');
CREATE TRIGGER contact_job_responsibility_taken AFTER DELETE ON contact_job_responsibility REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('jobResponsibility', 'contact_id');

CREATE TRIGGER contact_mailing_group_added AFTER INSERT ON contact_mailing_group REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('mailingGroup', 'contact_id');
CREATE TRIGGER contact_mailing_group_changed AFTER UPDATE ON contact_mailing_group REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('mailingGroup', 'contact_id');
CREATE TRIGGER contact_mailing_group_taken AFTER DELETE ON contact_mailing_group REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('mailingGroup', 'contact_id');

CREATE TRIGGER contact_profile_answer_added AFTER INSERT ON contact_profile_answer REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('profileAnswer', 'contact_id');
CREATE TRIGGER contact_profile_answer_changed AFTER UPDATE ON contact_profile_answer REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('profileAnswer', 'contact_id');
CREATE TRIGGER contact_profile_answer_taken AFTER DELETE ON contact_profile_answer REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('profileAnswer', 'contact_id');

CREATE TRIGGER delivery_added AFTER INSERT ON delivery REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_recipients();
CREATE TRIGGER delivery_changed AFTER UPDATE ON delivery REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_recipients();
CREATE TRIGGER delivery_taken AFTER DELETE ON delivery REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_recipients();

CREATE TRIGGER interaction_log_entry_added AFTER INSERT ON interaction_log_entry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('interaction', 'contact_id', 'company_id');
CREATE TRIGGER interaction_log_entry_changed AFTER UPDATE ON interaction_log_entry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('interaction', 'contact_id', 'company_id');
CREATE TRIGGER interaction_log_entry_taken AFTER DELETE ON interaction_log_entry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('interaction', 'contact_id', 'company_id');

CREATE TRIGGER live_version_immutable BEFORE UPDATE ON live_version FOR EACH ROW EXECUTE FUNCTION keep_published_version();

CREATE TRIGGER logged_segment_touched AFTER INSERT OR DELETE OR UPDATE OF set_id ON logged_segment FOR EACH ROW EXECUTE FUNCTION touch_logged_segment();

CREATE TRIGGER mail_echo_added AFTER INSERT ON mail_echo REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_recipients();
CREATE TRIGGER mail_echo_changed AFTER UPDATE ON mail_echo REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_recipients();
CREATE TRIGGER mail_echo_taken AFTER DELETE ON mail_echo REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION touch_recipients();

CREATE TRIGGER questionnaire_touched AFTER INSERT OR DELETE OR UPDATE ON profile_questionnaire_line FOR EACH STATEMENT EXECUTE FUNCTION touch_everybody('questionnaire');

CREATE TRIGGER purpose_touched AFTER INSERT OR DELETE OR UPDATE ON purpose FOR EACH STATEMENT EXECUTE FUNCTION touch_everybody('consentRule');

CREATE TRIGGER suppressed_address_touched AFTER INSERT OR DELETE OR UPDATE ON suppressed_address FOR EACH STATEMENT EXECUTE FUNCTION touch_everybody('consentRule');

CREATE TRIGGER value_entry_added AFTER INSERT ON value_entry REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('purchase', 'contact_id', 'company_id');
CREATE TRIGGER value_entry_changed AFTER UPDATE ON value_entry REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('purchase', 'contact_id', 'company_id');
CREATE TRIGGER value_entry_taken AFTER DELETE ON value_entry REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION touch_contacts('purchase', 'contact_id', 'company_id');

CREATE OR REPLACE FUNCTION address_hash(address text)
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE STRICT
RETURN sha256(convert_to(lower((btrim(address) COLLATE "C")), 'UTF8'::name))
;

CREATE OR REPLACE FUNCTION attribute_behaviour(numbers text[], emails text[])
 RETURNS bigint
 LANGUAGE plpgsql
AS $function$
declare
  by_number bigint;
  by_email bigint;
begin
  update behaviour waiting set contact_id = contact.id, given_contact_no = null, given_email = null
    from contact where waiting.given_contact_no = any(numbers) and contact.contact_no = waiting.given_contact_no;
  get diagnostics by_number = row_count;
  update behaviour waiting set contact_id = known.id, given_email = null
    from (select lower(email) as email, min(id) as id from contact where lower(email) = any(emails) group by 1 having count(*) = 1) known
    where waiting.given_email = known.email and waiting.given_contact_no is null;
  get diagnostics by_email = row_count;
  return by_number + by_email;
end $function$
;

CREATE OR REPLACE FUNCTION attribute_behaviour_of_contacts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- Costs next to nothing while nothing waits, and follows what waits rather than who arrived.
  if not exists (select from behaviour where given_contact_no is not null) and not exists (select from behaviour where given_email is not null) then
    return null;
  end if;
  perform attribute_behaviour(
    array(select distinct waiting.given_contact_no from behaviour waiting join new_rows on new_rows.contact_no = waiting.given_contact_no),
    array(select distinct waiting.given_email from behaviour waiting join new_rows on lower(new_rows.email) = waiting.given_email));
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION is_watched(wanted text)
 RETURNS boolean
 LANGUAGE plpgsql
AS $function$
begin
  perform pg_advisory_xact_lock_shared(hashtext('live watches'));
  -- A transaction on one snapshot may see that nobody watches long after somebody does.
  return current_setting('transaction_isolation') <> 'read committed' or exists (select from live_watch w where w.source = wanted);
end $function$
;

CREATE OR REPLACE FUNCTION keep_published_version()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  -- Only the person behind an account that is deleted may go, and sets may be rewritten.
  if old.published_at is not null and (new.filter, new.filter_hash, new.time_zone, new.include_set, new.exclude_set, new.published_at)
    is distinct from (old.filter, old.filter_hash, old.time_zone, old.include_set, old.exclude_set, old.published_at) then
    raise exception 'a published version is never changed';
  end if;
  return new;
end $function$
;

CREATE OR REPLACE FUNCTION remove_unused_artefact_files()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  delete from artefact_file file using (select distinct sha256 from gone) gone
  where file.sha256 = gone.sha256 and not exists (select from artefact_attachment held where held.sha256 = file.sha256);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION touch_contacts()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  touched text := '';
begin
  if not is_watched(tg_argv[0]) then return null; end if;
  for i in 1 .. tg_nargs - 1 loop
    if tg_op <> 'DELETE' then touched := touched || format(' union all select %I from new_rows', tg_argv[i]); end if;
    if tg_op <> 'INSERT' then touched := touched || format(' union all select %I from old_rows', tg_argv[i]); end if;
  end loop;
  execute format('insert into live_touch (source, chunk, ids)
    select %L, id >> 13, uniq(sort(array_agg(id))) from (select null::int as id%s) touched where id is not null group by 2', tg_argv[0], touched);
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION touch_everybody()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if is_watched(tg_argv[0]) then insert into live_touch (source) values (tg_argv[0]); end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION touch_logged_segment()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
declare
  source text := 'loggedSegment:' || coalesce(new.entry_no, old.entry_no);
begin
  if is_watched(source) then insert into live_touch (source) values (source); end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION touch_recipients()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if not is_watched('interaction') then return null; end if;
  if tg_table_name = 'delivery' then
    insert into live_touch (source, chunk, ids)
    select 'interaction', id >> 13, uniq(sort(array_agg(id)))
    from (select entry_no from changed) d join interaction_log_entry e using (entry_no) cross join lateral unnest(array[e.contact_id, e.company_id]) as id
    where id is not null group by 2;
  else
    insert into live_touch (source, chunk, ids)
    select 'interaction', id >> 13, uniq(sort(array_agg(id)))
    from (select delivery_no from changed) c join delivery d using (delivery_no) join interaction_log_entry e using (entry_no)
    cross join lateral unnest(array[e.contact_id, e.company_id]) as id
    where id is not null group by 2;
  end if;
  return null;
end $function$
;

CREATE OR REPLACE FUNCTION unreachable_reason(never boolean, allowed boolean, suppressed boolean, needs_consent boolean, bounced boolean)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN never THEN 'do_not_contact'::text WHEN (allowed IS FALSE) THEN 'opted_out'::text WHEN suppressed THEN 'address_suppressed'::text WHEN (needs_consent AND (allowed IS NULL)) THEN 'no_consent'::text WHEN bounced THEN 'address_bounced'::text ELSE NULL::text END
;

CREATE STATISTICS contact_chunk ON (id >> 13) FROM contact;
