-- Grows with every change of the project's segments or of who is in them.
alter table project add column segment_changes bigint not null default 0;
-- The project's number of changes when this segment, or who is in it, last changed.
alter table segment add column changed bigint not null default 0;
-- What a static segment was frozen from, as JSON.
alter table segment add column frozen_from text;
create index segment_changed on segment (project, changed);

alter table membership rename to membership_before;

-- Who entered and who left, one row for each membership that differs from the one before it.
create table membership_log (
    segment text not null references segment (id) on delete cascade,
    -- 1, 2, 3 … in each segment; the oldest are deleted when their time is over.
    number bigint not null,
    definition_version integer not null,
    data_version bigint not null,
    -- Grows from row to row, whatever the clock does.
    as_of bigint not null,
    size bigint not null,
    entered_count bigint not null,
    exited_count bigint not null,
    -- Bitmaps of ordinals; null for nobody.
    entered ${blob},
    exited ${blob},
    -- Everybody in it, in some rows, so that few have to be added up; before the first row there is nobody.
    members ${blob},
    primary key (segment, number)
);
create index membership_log_time on membership_log (segment, as_of);

-- The newest membership of each segment, and what it was last found to be true of.
create table membership (
    segment text not null primary key references segment (id) on delete cascade,
    -- That of the newest row in the log.
    number bigint not null,
    definition_version integer not null,
    data_version bigint not null,
    as_of bigint not null,
    members ${blob} not null,
    -- Rows of the log since the last with all members, and the bytes of their bitmaps.
    steps integer not null,
    step_bytes bigint not null
);

insert into membership_log (segment, number, definition_version, data_version, as_of, size, entered_count,
        exited_count, entered, exited, members)
    select b.segment, 1, b.definition_version, b.data_version, b.as_of, coalesce(s.size, 0), coalesce(s.size, 0),
        0, b.bitmap, null, null
    from membership_before b join segment s on s.id = b.segment
    where b.id = (select max(o.id) from membership_before o where o.segment = b.segment);

insert into membership (segment, number, definition_version, data_version, as_of, members, steps, step_bytes)
    select b.segment, 1, b.definition_version, b.data_version, b.as_of, b.bitmap, 1, 0
    from membership_before b
    where b.id = (select max(o.id) from membership_before o where o.segment = b.segment);

drop table membership_before;

-- Ids that were sent for the members of a static segment, one row for each time.
create table member_upload (
    id text not null primary key,
    segment text not null references segment (id) on delete cascade,
    -- staging: being read; done: counts; over: its held keys no longer do, and are deleted bit by bit.
    state text not null,
    -- Of the held keys: id, export_key, or identity: and the keyspace.
    key_kind text not null,
    -- Whether there is a file of rejected rows.
    reasons boolean not null,
    created_at bigint not null
);
create index member_upload_segment on member_upload (segment, state);
create index member_upload_age on member_upload (created_at);

-- Keys that no profile has yet, whose profiles become members as soon as they appear.
create table held_member (
    upload text not null references member_upload (id) on delete cascade,
    key text not null,
    primary key (upload, key)
);
