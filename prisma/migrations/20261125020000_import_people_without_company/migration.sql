-- How an import finds people without a company that it knows by name and address only.
create index contact_alone_identity on contact (name, coalesce(post_code, ''), coalesce(address collate "C", ''))
  where type = 'person' and company_id is null;
