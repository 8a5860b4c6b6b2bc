-- Whom a job deletes: the set as it was asked for, frozen, since contacts that go leave every other set. Kept until the job has done all of it,
-- and knows how many companies stayed.
create table contact_deletion (
  job_id uuid primary key references job (id) on delete cascade,
  set_id bigint references contact_set (set_id),
  contacts integer not null,
  deleted integer not null default 0,
  stayed integer,
  constraint contact_deletion_contacts check (deleted between 0 and contacts),
  constraint contact_deletion_set check ((set_id is null) = (stayed is not null))
);
