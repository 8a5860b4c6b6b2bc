-- A delivery belongs to what was logged; only those by e-mail have a run that sends them.
alter table delivery drop constraint delivery_logged_segment_entry_no_fkey;
alter table delivery add constraint delivery_logged_segment_entry_no_fkey
  foreign key (logged_segment_entry_no) references logged_segment (entry_no) on delete cascade;

-- What one letter on paper says, kept when it is first made: the values that its document is merged with, and where it sorts among others.
-- The document itself is the version that the entry names. The country is blank where it is ours.
create table letter (
  delivery_no bigint primary key references delivery (delivery_no) on delete cascade,
  merge_values jsonb not null,
  country_code text collate "C",
  post_code text collate winnow_name,
  made_at timestamptz not null default now()
);

-- Files that a job makes: recorded like any export, and kept for a while.
alter table export_record drop constraint export_record_format;
alter table export_record add constraint export_record_format check (format in ('csv', 'xlsx', 'docx', 'zip', 'pdf'));
alter table export_record add column job_id uuid;
alter table export_record add column kept_until timestamptz;
create index export_record_letters on export_record (subject_key, id) where kind = 'letters';
create table export_part (
  export_id integer not null references export_record (id) on delete cascade,
  part_no integer not null,
  content bytea not null,
  primary key (export_id, part_no)
);
alter table export_part alter column content set storage external; -- archives: packing them again takes time and saves nothing

-- Which letters a file is made of.
create table letter_in_file (
  export_id integer not null references export_record (id) on delete cascade,
  delivery_no bigint not null references letter (delivery_no) on delete cascade,
  primary key (export_id, delivery_no)
);
create index letter_in_file_letter on letter_in_file (delivery_no);
