-- Pages and filters read indexes alone, which is quick only where a table was vacuumed since it was written. Postgres waits for a fifth of the rows by
-- default: of a million contacts that is days of looking each one up. A hundredth is a second's work.
alter table contact set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
alter table contact_mailing_group set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
alter table interaction_log_entry set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
alter table behaviour set (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_insert_scale_factor = 0.01);
