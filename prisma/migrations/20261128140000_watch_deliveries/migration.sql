-- What became of an e-mail is read with its interaction: whoever got it is touched when it is sent, opened, clicked, or comes back.
create function touch_recipients() returns trigger language plpgsql as $$
begin
  if not is_watched('interaction') then return null; end if;
  if tg_table_name = 'delivery' then
    insert into live_touch (source, chunk, ids)
    select 'interaction', id >> 13, uniq(sort(array_agg(id)))
    from (select entry_no from changed) d join interaction_log_entry e using (entry_no) cross join lateral unnest(array[e.contact_id, e.company_id]) as id
    where id is not null group by 2;
  else
    insert into live_touch (source, chunk, ids)
    select 'interaction', id >> 13, uniq(sort(array_agg(id)))
    from (select delivery_no from changed) c join delivery d using (delivery_no) join interaction_log_entry e using (entry_no)
    cross join lateral unnest(array[e.contact_id, e.company_id]) as id
    where id is not null group by 2;
  end if;
  return null;
end $$;

create trigger delivery_added after insert on delivery referencing new table as changed for each statement execute function touch_recipients();
create trigger delivery_changed after update on delivery referencing new table as changed for each statement execute function touch_recipients();
create trigger delivery_taken after delete on delivery referencing old table as changed for each statement execute function touch_recipients();
create trigger mail_echo_added after insert on mail_echo referencing new table as changed for each statement execute function touch_recipients();
create trigger mail_echo_changed after update on mail_echo referencing new table as changed for each statement execute function touch_recipients();
create trigger mail_echo_taken after delete on mail_echo referencing old table as changed for each statement execute function touch_recipients();

-- An address that came back decides for everybody who has it, as one that opted out does.
create trigger bounced_address_touched after insert or update or delete on bounced_address for each statement execute function touch_everybody('consentRule');
