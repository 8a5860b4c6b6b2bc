-- The interactions of a company and of its people at the time: its figures, and why it matches a filter on them.
create index interaction_log_entry_company on interaction_log_entry (company_id, date) where company_id is not null;
