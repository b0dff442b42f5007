-- The audit trail is only added to. Nothing of ours changes or deletes an entry, whatever is erased or deleted elsewhere.
create trigger audit_not_changed before update on audit begin
    select raise(abort, 'the audit trail is only added to');
end;

create trigger audit_not_deleted before delete on audit begin
    select raise(abort, 'the audit trail is only added to');
end;

create trigger audit_head_not_deleted before delete on audit_head begin
    select raise(abort, 'the audit trail is only added to');
end;
