-- How an import finds the contacts that are known already: by external id, and companies by name whatever the case.
create index contact_external_id on contact (external_id) where external_id is not null;
create index contact_company_name_lower on contact (lower(name collate "C")) where type = 'company';
-- Rows of running imports, one unlogged table each, away from the tables of the product.
create schema if not exists import_staging;
