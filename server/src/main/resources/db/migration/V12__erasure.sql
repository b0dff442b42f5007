-- Erasing profiles, suppressing them, and answering what is known of somebody.

create table erasure (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    state text not null,
    -- Who asked for it, as the audit trail names callers.
    requested_by text not null,
    suppress boolean not null,
    -- How many keys were given.
    asked integer not null,
    -- Who is meant, sealed; null once they are erased.
    subjects text,
    -- How much there was in each place, as JSON; null until it has been counted.
    counts text,
    profiles integer,
    data_version bigint,
    -- What was done, signed; null until it is.
    receipt text,
    job text,
    error_code text,
    error_detail text,
    created_at bigint not null,
    finished_at bigint
);
create index erasure_project on erasure (project, id);

-- Ordinals whose profiles are erased, as a bitmap: what was found before may still name them when it is stored.
create table retired_profile (
    project text not null primary key references project (id) on delete cascade,
    ordinals ${blob} not null
);

-- Keyed hashes of ids that are not to be taken in again.
create table suppressed_profile (
    project text not null references project (id) on delete cascade,
    id_hash text not null,
    created_at bigint not null,
    primary key (project, id_hash)
);

create table subject_access (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    state text not null,
    requested_by text not null,
    -- Whom it is about, sealed; null once its file is made or it has failed.
    subject text,
    -- The profile's ordinal, so that its file goes when the profile does.
    ordinal integer,
    lines bigint,
    bytes bigint,
    sha256 text,
    job text,
    error_code text,
    error_detail text,
    created_at bigint not null,
    finished_at bigint,
    expires_at bigint
);
create index subject_access_project on subject_access (project, id);
create index subject_access_expiry on subject_access (expires_at);

-- What became of projects that were deleted; not theirs, so that it stays.
create table project_deletion (
    id text not null primary key,
    organization text not null references organization (id) on delete cascade,
    project text not null,
    project_key text not null,
    requested_by text not null,
    state text not null,
    profiles bigint,
    receipt text,
    created_at bigint not null,
    finished_at bigint
);
create index project_deletion_organization on project_deletion (organization, id);
create index project_deletion_state on project_deletion (state);

-- Whoever could do everything still can.
update application set scopes = 'admin erase export ingest read segments'
    where scopes = 'admin export ingest read segments';
