-- "insert or replace" takes out what has the same key, and asks the triggers of deletions only where a connection wants it.
-- A number of a row that is not given is -1 here.
create trigger audit_not_replaced before insert on audit
    when exists (select 1 from audit where organization = new.organization and seq = new.seq)
        or exists (select 1 from audit where rowid = new.rowid)
begin
    select raise(abort, 'the audit trail is only added to');
end;

create trigger audit_head_not_replaced before insert on audit_head
    when exists (select 1 from audit_head where organization = new.organization)
        or exists (select 1 from audit_head where rowid = new.rowid)
begin
    select raise(abort, 'the audit trail is only added to');
end;
