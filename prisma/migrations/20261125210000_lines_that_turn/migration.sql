-- One of several lines of a contact was removed: the lines above it moved down with what was changed on them, and what was changed on it is kept behind the last.
-- A turn says so for everybody in the set, who stood on `lines` lines and lost the one at `layer`. Go Back takes a step's turns back, Go Forward takes them again.
create table criteria_action_turn (
  segment_id integer not null,
  action_no integer not null,
  turn_no integer not null,
  layer integer not null,
  lines integer not null,
  set_id bigint not null references contact_set (set_id),
  primary key (segment_id, action_no, turn_no),
  foreign key (segment_id, action_no) references criteria_action (segment_id, action_no) on delete cascade,
  constraint criteria_action_turn_from_one check (turn_no >= 1),
  constraint criteria_action_turn_downwards check (layer >= 1 and lines > layer)
);
create index criteria_action_turn_set on criteria_action_turn (set_id);
