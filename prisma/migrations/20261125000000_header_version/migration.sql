-- Grows with every change of the header alone, so that a step taken meanwhile does not stand in the way of a header edit.
alter table segment add column header_version integer not null default 1;
