-- The few segments whose members can't be relied on as they are, for every answer made from members asks for them.
create index segment_doubted on segment (project)
    where members_version is null or members_version <> version or changed_claim > done_claim or failures > 0;
create index segment_next_run on segment (project, next_run);
