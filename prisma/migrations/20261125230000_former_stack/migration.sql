-- The stack as it was before somebody changed it in the middle or reused criteria: kept whole, so that the change can be undone exactly, until the next
-- action or change takes its place.
create table former_stack (
  segment_id integer primary key references segment (id) on delete cascade,
  change text collate "C" not null,
  current_step integer not null,
  -- The stack of now has so many steps of it unchanged.
  kept integer not null,
  changed_by text collate "C" references app_user (id) on delete set null,
  changed_by_name text collate winnow_name not null,
  changed_at timestamptz not null
);
create table former_stack_action (
  segment_id integer not null references former_stack (segment_id) on delete cascade,
  action_no integer not null,
  kind criteria_action_kind not null,
  filter jsonb,
  options jsonb not null,
  members_before integer not null,
  added integer not null,
  removed integer not null,
  members_after integer not null,
  set_id bigint not null references contact_set (set_id),
  user_id text collate "C" references app_user (id) on delete set null,
  user_name text collate winnow_name not null,
  taken_at timestamptz not null,
  switched_off boolean not null,
  added_by_hand bigint references contact_set (set_id),
  removed_by_hand bigint references contact_set (set_id),
  primary key (segment_id, action_no)
);
create index former_stack_action_set on former_stack_action (set_id);
create index former_stack_action_added_by_hand on former_stack_action (added_by_hand) where added_by_hand is not null;
create index former_stack_action_removed_by_hand on former_stack_action (removed_by_hand) where removed_by_hand is not null;
create table former_stack_layer (
  segment_id integer not null,
  action_no integer not null,
  layer integer not null,
  set_id bigint not null references contact_set (set_id),
  primary key (segment_id, action_no, layer),
  foreign key (segment_id, action_no) references former_stack_action (segment_id, action_no) on delete cascade
);
create index former_stack_layer_set on former_stack_layer (set_id);
create table former_stack_turn (
  segment_id integer not null,
  action_no integer not null,
  turn_no integer not null,
  layer integer not null,
  lines integer not null,
  set_id bigint not null references contact_set (set_id),
  primary key (segment_id, action_no, turn_no),
  foreign key (segment_id, action_no) references former_stack_action (segment_id, action_no) on delete cascade
);
create index former_stack_turn_set on former_stack_turn (set_id);
