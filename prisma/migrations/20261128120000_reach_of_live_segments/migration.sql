-- Live segments that nobody needs any more: archived ones are hidden, unused ones expire where the workspace says so. `used_at` is kept to the day.
alter table live_segment
  add column archived_at timestamptz,
  add column used_at timestamptz,
  add constraint live_segment_archived_is_idle check (archived_at is null or state in ('draft', 'stopped', 'expired'));

alter table live_evaluation
  drop constraint live_evaluation_cause,
  add constraint live_evaluation_cause check (cause in ('went_live', 'published', 'change', 'stopped', 'expired', 'failed'));

-- Null: they never expire, and there may be any number of them.
alter table marketing_setup
  add column live_expiry_days integer,
  add column live_quota integer,
  add constraint marketing_setup_live_expiry_days check (live_expiry_days between 1 and 3650),
  add constraint marketing_setup_live_quota check (live_quota between 1 and 100000);
