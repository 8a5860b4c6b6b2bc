-- Deleted saved criteria are kept for a day, so that deleting can be undone. Their code is free at once.
alter table saved_segment_criteria add column deleted_at timestamptz;
alter table saved_segment_criteria drop constraint saved_segment_criteria_code;
create unique index saved_segment_criteria_code on saved_segment_criteria (private_to, code) nulls not distinct where deleted_at is null;
