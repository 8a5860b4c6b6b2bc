-- With the id in it the index alone tells who is on a segment, as the indexes of all other orders do.
alter table contact drop constraint contact_no_unique;
alter table contact add constraint contact_no_unique unique (contact_no) include (id);
