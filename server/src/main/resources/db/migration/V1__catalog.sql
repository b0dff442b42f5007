-- Instants are milliseconds since 1970, JSON is text, booleans are what each database makes of them.

create table organization (
    id text not null primary key,
    name text not null,
    created_at bigint not null
);

create table project (
    id text not null primary key,
    organization text not null references organization (id) on delete cascade,
    key text not null,
    name text not null,
    zone text not null,
    week_start text not null,
    export_retention text not null,
    created_at bigint not null,
    deleted_at bigint,
    unique (organization, key)
);

create table application (
    client_id text not null primary key,
    organization text not null references organization (id) on delete cascade,
    project text references project (id) on delete cascade,
    name text not null,
    secret_hash text not null,
    scopes text not null,
    enabled boolean not null,
    created_at bigint not null,
    last_used bigint
);
create index application_project on application (project);

create table segment (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    key text not null,
    type text not null,
    version integer not null,
    state text not null,
    size bigint,
    last_run bigint,
    next_run bigint,
    data_version bigint,
    -- The version of the segment that its stored members belong to.
    members_version integer,
    error_code text,
    error_detail text,
    created_at bigint not null,
    updated_at bigint not null,
    deleted_at bigint,
    -- Deleted segments stay, so that their keys are never given to another.
    unique (project, key)
);
create index segment_due on segment (next_run);

create table segment_version (
    segment text not null references segment (id) on delete cascade,
    version integer not null,
    name text not null,
    description text,
    category text,
    definition text,
    refresh text not null,
    zone text,
    max_age text,
    created_at bigint not null,
    primary key (segment, version)
);

create table membership (
    id text not null primary key,
    segment text not null references segment (id) on delete cascade,
    definition_version integer not null,
    data_version bigint not null,
    as_of bigint not null,
    bitmap ${blob} not null
);
create index membership_segment on membership (segment, id);

create table export (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    state text not null,
    -- Whose rows, as JSON; the segment in it may be deleted since.
    subject text not null,
    format text not null,
    compression text not null,
    columns text not null,
    rows_done bigint not null,
    rows_total bigint,
    data_version bigint,
    as_of bigint,
    bytes bigint,
    error_code text,
    error_detail text,
    manifest text,
    job text,
    created_at bigint not null,
    started_at bigint,
    finished_at bigint,
    expires_at bigint
);
create index export_project on export (project, id);
create index export_expiry on export (state, expires_at);

create table job (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    type text not null,
    subject_type text not null,
    subject text not null,
    data text not null,
    state text not null,
    attempts integer not null,
    done bigint not null,
    total bigint,
    unit text not null,
    error_code text,
    error_detail text,
    created_at bigint not null,
    started_at bigint,
    finished_at bigint
);
create index job_project on job (project, id);
create index job_subject on job (subject, state);

create table idempotency (
    application text not null references application (client_id) on delete cascade,
    key text not null,
    request_hash text not null,
    body_hash text,
    state text not null,
    status integer,
    response text,
    location text,
    lease_until bigint not null,
    created_at bigint not null,
    primary key (application, key)
);
create index idempotency_age on idempotency (created_at);

-- The table of db-scheduler 16, as its own documentation has it.
create table scheduled_tasks (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data ${blob},
    execution_time ${timestamp},
    picked boolean not null,
    picked_by varchar(50),
    last_success ${timestamp},
    last_failure ${timestamp},
    consecutive_failures integer,
    last_heartbeat ${timestamp},
    version bigint not null,
    priority smallint,
    state text,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
