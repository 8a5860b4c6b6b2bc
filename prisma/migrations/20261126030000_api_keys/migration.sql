-- Keys to the REST API: shown once, kept as a hash. `role` is the most a key may do; its owner's role of the moment limits it further.
create table api_key (
  id uuid primary key default gen_random_uuid(),
  user_id text collate "C" not null references app_user (id) on delete cascade,
  name text collate winnow_name not null,
  prefix text collate "C" not null,
  secret_hash text collate "C" not null unique,
  role user_role not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  constraint api_key_name_form check (name <> '' and name = btrim(name))
);
create index api_key_user on api_key (user_id, created_at desc);
-- What a write answered, so that the same request sent again answers the same and does nothing. Written in the transaction of the write.
create table api_answer (
  key_id uuid not null references api_key (id) on delete cascade,
  idempotency_key text collate "C" not null,
  request_hash text collate "C" not null,
  status integer not null,
  etag text collate "C",
  body jsonb,
  answered_at timestamptz not null,
  primary key (key_id, idempotency_key)
);
create index api_answer_answered_at on api_answer (answered_at);
