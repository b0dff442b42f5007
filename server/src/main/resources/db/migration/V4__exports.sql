-- How the export is made, beyond its format: dialect, parts, what it is compared with, retention; as JSON.
alter table export add column options text;
-- The stored types of its files' columns, as JSON; null until it has succeeded.
alter table export add column stored text;

-- Forms made besides the one that was asked for, kept until the export expires.
create table export_form (
    export text not null references export (id) on delete cascade,
    form text not null,
    tag text not null,
    bytes bigint not null,
    sha256 text not null,
    created_at bigint not null,
    primary key (export, form)
);

create table export_schedule (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    name text not null,
    -- What POST …/exports would take, as JSON.
    request text not null,
    -- When: daily, an interval or a cron expression, as segments have it.
    timing text not null,
    zone text,
    since_last boolean not null,
    enabled boolean not null,
    next_run bigint,
    last_run bigint,
    last_export text,
    error_code text,
    error_detail text,
    created_at bigint not null,
    updated_at bigint not null
);
create index export_schedule_project on export_schedule (project, id);
create index export_schedule_due on export_schedule (next_run);
