-- People, what applications may reach, tokens, limits and the audit trail.

create table person (
    id text not null primary key,
    -- In lower case.
    email text not null unique,
    name text not null,
    -- Null where there is no signing in by password.
    password_hash text,
    enabled boolean not null,
    -- Wrong passwords since the last right one.
    failures integer not null,
    locked_until bigint,
    last_sign_in bigint,
    -- Tokens carry it; raising it ends them all.
    epoch integer not null,
    created_at bigint not null,
    updated_at bigint not null
);

create table person_role (
    person text not null references person (id) on delete cascade,
    organization text not null references organization (id) on delete cascade,
    role text not null,
    primary key (person, organization)
);
create index person_role_organization on person_role (organization, person);

create table person_session (
    -- SHA-256 of what the cookie holds.
    token_hash text not null primary key,
    person text not null references person (id) on delete cascade,
    organization text not null references organization (id) on delete cascade,
    created_at bigint not null,
    last_seen bigint not null
);
create index person_session_person on person_session (person);

alter table application add column id text;
alter table application add column every_project boolean not null default false;
alter table application add column owner text references person (id) on delete set null;
alter table application add column secret_box text;
alter table application add column previous_hash text;
alter table application add column previous_until bigint;
alter table application add column addresses text not null default '';
alter table application add column redirect_urls text not null default '[]';
alter table application add column expires_at bigint;
alter table application add column updated_at bigint not null default 0;
alter table application add column epoch integer not null default 0;

create table application_reach (
    application text not null references application (client_id) on delete cascade,
    project text not null references project (id) on delete cascade,
    primary key (application, project)
);
create index application_reach_project on application_reach (project);

insert into application_reach (application, project)
    select client_id, project from application where project is not null;
update application set every_project = true where project is null;
-- What an application reaches is in application_reach from now on; this column stays empty.
update application set id = 'a_' || client_id, updated_at = created_at, project = null;
create unique index application_id on application (id);
create index application_list on application (organization, created_at, id);

-- A person's requests are remembered too, so the key's first part is no longer always an application.
create table idempotency_by_caller (
    application text not null,
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
insert into idempotency_by_caller
    (application, key, request_hash, body_hash, state, status, response, location, lease_until, created_at)
    select application, key, request_hash, body_hash, state, status, response, location, lease_until, created_at
    from idempotency;
drop table idempotency;
alter table idempotency_by_caller rename to idempotency;
create index idempotency_age on idempotency (created_at);

create table signing_key (
    id text not null primary key,
    public_key text not null,
    -- Sealed with the installation's secret key.
    private_box text not null,
    created_at bigint not null,
    signs_until bigint not null,
    accepted_until bigint not null
);

create table revoked_token (
    id text not null primary key,
    expires_at bigint not null
);
create index revoked_token_expiry on revoked_token (expires_at);

-- Used on PostgreSQL only, where several servers share their limits.
create table rate_bucket (
    id text not null primary key,
    state ${blob},
    expires_at bigint
);

create table project_usage (
    project text not null references project (id) on delete cascade,
    -- yyyy-MM in UTC.
    month text not null,
    events bigint not null,
    primary key (project, month)
);

alter table project add column limits text not null default '{}';

-- No references: the trail outlives what it tells of.
create table audit (
    organization text not null,
    seq bigint not null,
    at bigint not null,
    -- The entry as it was hashed.
    entry text not null,
    -- Parts of the entry, to filter by.
    actor text not null,
    action text not null,
    project text,
    result text not null,
    -- SHA-256 of the hash before and the entry.
    hash text not null,
    primary key (organization, seq)
);
create index audit_actor on audit (organization, actor, seq);
create index audit_action on audit (organization, action, seq);
create index audit_project on audit (organization, project, seq);

-- Where each organization's chain ends.
create table audit_head (
    organization text not null primary key,
    seq bigint not null,
    hash text not null
);
