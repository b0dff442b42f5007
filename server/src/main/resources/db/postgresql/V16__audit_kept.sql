-- The audit trail is only added to. Nothing of ours changes or deletes an entry, whatever is erased or deleted elsewhere.
create function audit_kept() returns trigger language plpgsql as $$
begin
    raise exception 'the audit trail is only added to';
end;
$$;

create trigger audit_not_changed before update on audit
    for each row execute function audit_kept();
create trigger audit_not_deleted before delete on audit
    for each row execute function audit_kept();
create trigger audit_not_emptied before truncate on audit
    for each statement execute function audit_kept();
create trigger audit_head_not_deleted before delete on audit_head
    for each row execute function audit_kept();
create trigger audit_head_not_emptied before truncate on audit_head
    for each statement execute function audit_kept();
