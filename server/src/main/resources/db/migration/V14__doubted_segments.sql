create index segment_next_run on segment (project, next_run);

-- The few segments whose members can't be relied on as they are: every answer made from members asks for them. Of indexes
-- that would do alike SQLite takes the newest, so this one comes last.
create index segment_doubted on segment (project)
    where members_version is null or members_version <> version or changed_claim > done_claim or failures > 0;
