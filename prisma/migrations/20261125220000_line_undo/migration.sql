-- What a change of lines took the place of, so that one message can bring it back exactly, for one line or for all of them: who was changed, the rows of
-- those that had values of their own before, and the header fields of a change that reached all lines.
create table segment_line_undo (
  id uuid primary key default gen_random_uuid(),
  segment_id integer not null references segment (id) on delete cascade,
  contact_ids integer[] not null,
  layers integer[] not null,
  former jsonb not null,
  header jsonb,
  user_id text collate "C" not null,
  made_at timestamptz not null,
  constraint segment_line_undo_lines check (cardinality(contact_ids) = cardinality(layers))
);
create index segment_line_undo_segment on segment_line_undo (segment_id);
