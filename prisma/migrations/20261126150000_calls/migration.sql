-- Calls that were made from a line of a worksheet. A line is done, and not logged again, while one of its calls counts: not canceled, and the contact was
-- reached. It lies at (contact, layer) as of the current step, as what was changed on the line does, and turns with it; unlike that it stays when no step
-- holds the line any more, since the call took place.
create table segment_line_call (
  entry_no bigint primary key references interaction_log_entry (entry_no) on delete cascade,
  segment_id integer not null references segment (id) on delete cascade,
  contact_id integer not null references contact (id) on delete cascade,
  layer integer not null,
  constraint segment_line_call_layer check (layer >= 1)
);
create index segment_line_call_line on segment_line_call (segment_id, contact_id, layer);
create index segment_line_call_contact on segment_line_call (contact_id);

-- What became of the calls of a logged segment, and who has one at the moment: until when that is believed is a lease. No row: nobody called yet.
create type call_result as enum ('reached', 'not_reached', 'again');
create table call_state (
  entry_no bigint primary key references interaction_log_entry (entry_no) on delete cascade,
  result call_result,
  again_at timestamptz,
  put_off_at timestamptz,
  attempts integer not null default 0,
  called_at timestamptz,
  called_by text collate "C" references app_user (id) on delete set null,
  called_by_name text collate winnow_name,
  claimed_by text collate "C" references app_user (id) on delete set null,
  claimed_at timestamptz,
  claimed_until timestamptz,
  constraint call_state_again check (coalesce(result = 'again', false) = (again_at is not null)),
  constraint call_state_attempts check (attempts >= 0)
);
create index call_state_claimed on call_state (claimed_by) where claimed_by is not null;

-- By which template single calls are recorded unless another is chosen.
alter table marketing_setup
  add column call_template_code text collate "C" references interaction_template (code) on update cascade on delete set null;
