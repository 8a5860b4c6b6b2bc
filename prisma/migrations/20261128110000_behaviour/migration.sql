-- What contacts did, of any type: visited, opened, clicked, bought … What we did with a contact is the interaction log.
create type behaviour_property_kind as enum ('text', 'number', 'moment', 'flag', 'choice');

create table behaviour_type (
  code text collate "C" primary key,
  description text collate winnow_name not null,
  -- How long rows of it are kept; null: as long as the set-up says for all.
  keep_days integer,
  -- Not described before the first row of it came.
  learned boolean not null default false,
  constraint behaviour_type_code_form check (code ~ '^[A-Z0-9][A-Z0-9_ -]{0,39}$'),
  constraint behaviour_type_keep_days check (keep_days >= 1)
);

-- A name means one kind of value whatever type it stands in, so that a filter can ask for it in rows of any type.
create table behaviour_property (
  name text collate "C" primary key,
  kind behaviour_property_kind not null,
  label text collate winnow_name not null,
  options text[] collate winnow_name not null default '{}',
  constraint behaviour_property_name_form check (name ~ '^[A-Za-z][A-Za-z0-9_]{0,39}$'),
  constraint behaviour_property_options check ((kind = 'choice') = (cardinality(options) > 0))
);
create table behaviour_type_property (
  type_code text collate "C" not null references behaviour_type (code) on delete cascade,
  property_name text collate "C" not null references behaviour_property (name),
  primary key (type_code, property_name)
);
create index behaviour_type_property_name on behaviour_type_property (property_name);

-- The systems that sent something, so that a filter can offer them without reading all rows.
create table behaviour_source (code text collate "C" primary key);

create table behaviour_setup (
  id smallint primary key default 1,
  keep_days integer,
  -- When rows that are not to be kept were last deleted.
  swept_at timestamptz,
  constraint behaviour_setup_one_row check (id = 1),
  constraint behaviour_setup_keep_days check (keep_days >= 1)
);
insert into behaviour_setup default values;

create table behaviour (
  entry_no bigint generated always as identity primary key,
  source text collate "C" not null,
  -- Given by the sender: the same id of the same source counts once.
  source_id text collate "C" not null,
  type_code text collate "C" not null references behaviour_type (code),
  occurred_at timestamptz not null,
  contact_id integer references contact (id) on delete set null,
  -- Whom it is of, while no such contact is known. Forgotten as soon as it is, so that nothing of a deleted contact stays.
  given_contact_no text collate "C",
  given_email text collate "C",
  properties jsonb not null default '{}',
  constraint behaviour_given_until_known check (contact_id is null or (given_contact_no is null and given_email is null)),
  constraint behaviour_source_id unique (source, source_id)
);
-- Serves counts of a type within a time alone.
create index behaviour_of_type on behaviour (type_code, occurred_at, contact_id);
create index behaviour_of_contact on behaviour (contact_id, occurred_at, entry_no) where contact_id is not null;
create index behaviour_waiting_no on behaviour (given_contact_no) where given_contact_no is not null;
create index behaviour_waiting_email on behaviour (given_email) where given_email is not null;

create trigger behaviour_added after insert on behaviour referencing new table as new_rows for each statement execute function touch_contacts('behaviour', 'contact_id');
create trigger behaviour_changed after update on behaviour referencing old table as old_rows new table as new_rows for each statement execute function touch_contacts('behaviour', 'contact_id');
create trigger behaviour_taken after delete on behaviour referencing old table as old_rows for each statement execute function touch_contacts('behaviour', 'contact_id');

-- Gives what waits for a contact to it: by number, else by an e-mail address that one contact alone has. `numbers` and `emails` are those to look at.
create function attribute_behaviour(numbers text[], emails text[]) returns bigint language plpgsql as $$
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
end $$;

create function attribute_behaviour_of_contacts() returns trigger language plpgsql as $$
begin
  -- Costs next to nothing while nothing waits, and follows what waits rather than who arrived.
  if not exists (select from behaviour where given_contact_no is not null) and not exists (select from behaviour where given_email is not null) then
    return null;
  end if;
  perform attribute_behaviour(
    array(select distinct waiting.given_contact_no from behaviour waiting join new_rows on new_rows.contact_no = waiting.given_contact_no),
    array(select distinct waiting.given_email from behaviour waiting join new_rows on lower(new_rows.email) = waiting.given_email));
  return null;
end $$;
create trigger contact_behaviour_arrives after insert on contact referencing new table as new_rows for each statement execute function attribute_behaviour_of_contacts();
create trigger contact_behaviour_changed after update on contact referencing new table as new_rows for each statement execute function attribute_behaviour_of_contacts();

alter table contact_import drop constraint contact_import_kind_check;
alter table contact_import add constraint contact_import_kind_check check (kind in ('contacts', 'sales_facts', 'behaviour'));
