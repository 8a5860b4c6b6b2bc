-- What went with the documents of a logged segment, by template and language of a line: the further files in their order, and whether a Word document
-- goes as a file. Frozen when it was logged; without a row nothing did. '' stands for lines without a language. Documents are named without a foreign
-- key, as on the entries.
create table logged_attachment (
  logged_segment_entry_no integer not null references logged_segment (entry_no) on delete cascade,
  interaction_template_code text collate "C" not null,
  language_code text collate "C" not null,
  send_as_attachment boolean not null,
  document_ids integer[] not null,
  primary key (logged_segment_entry_no, interaction_template_code, language_code),
  constraint logged_attachment_says_something check (send_as_attachment or document_ids <> '{}')
);

-- Until now the template was read when a message was written.
insert into logged_attachment (logged_segment_entry_no, interaction_template_code, language_code, send_as_attachment, document_ids)
select logged.logged_segment_entry_no, said.interaction_template_code, said.language_code, said.send_as_attachment, files.ids
from interaction_template_language said
cross join lateral (
  select array(select document_id from interaction_template_attachment attachment
    where attachment.interaction_template_code = said.interaction_template_code and attachment.language_code = said.language_code
    order by position) as ids
) files
join (
  select distinct logged_segment_entry_no, interaction_template_code, language_code from interaction_log_entry where logged_segment_entry_no is not null
) logged using (interaction_template_code, language_code)
where said.send_as_attachment or files.ids <> '{}';

-- Two files of one name and size are not one upload that is gone on with.
alter table upload add column first_part_sha256 text collate "C";
