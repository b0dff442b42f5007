-- Webhooks and callbacks, what was sent to whom, signed links, and destinations of exports' files.

create table webhook (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    url text not null,
    -- Names of events with spaces between them.
    events text not null,
    description text,
    enabled boolean not null,
    disabled_reason text,
    -- Sealed; the previous one signs too until its time is over.
    secret text not null,
    previous_secret text,
    previous_until bigint,
    created_at bigint not null,
    updated_at bigint not null
);
create index webhook_project on webhook (project, id);

-- What signs callbacks, made when it is first needed.
create table callback_secret (
    project text not null primary key references project (id) on delete cascade,
    secret text not null,
    previous_secret text,
    previous_until bigint
);

create table export_callback (
    export text not null primary key references export (id) on delete cascade,
    url text not null
);

-- A message to one receiver: a webhook, or the URL of a callback.
create table message (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    webhook text references webhook (id) on delete cascade,
    url text not null,
    -- Whom it would keep waiting: the webhook, or the host of a callback.
    receiver text not null,
    event text not null,
    subject text not null,
    payload text not null,
    state text not null,
    attempts integer not null,
    -- How many attempts there were when the present series of them began.
    series_start integer not null,
    -- Whether a series is one attempt only, as a test is.
    once boolean not null,
    -- Null when nothing is to be tried any more.
    next_attempt bigint,
    lease_until bigint,
    created_at bigint not null,
    finished_at bigint
);
create index message_project on message (project, id);
create index message_webhook on message (webhook, id);
create index message_due on message (next_attempt);

create table message_attempt (
    message text not null references message (id) on delete cascade,
    number integer not null,
    started_at bigint not null,
    millis bigint not null,
    status integer,
    response text,
    error text,
    primary key (message, number)
);

create table link_key (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    secret text not null,
    created_at bigint not null,
    -- No links are made with it any more from then on; those that are out stay good.
    retired_at bigint
);
create index link_key_project on link_key (project);

create table destination (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    key text not null,
    name text not null,
    type text not null,
    settings text not null,
    -- Sealed.
    secrets text,
    created_at bigint not null,
    updated_at bigint not null,
    unique (project, key)
);

create table export_delivery (
    id text not null primary key,
    project text not null references project (id) on delete cascade,
    export text not null references export (id) on delete cascade,
    -- The destination may be deleted since.
    destination text references destination (id) on delete set null,
    destination_key text not null,
    state text not null,
    attempts integer not null,
    -- Where each file went, and how that was proven, as JSON.
    files text not null,
    -- What a broken upload left, as JSON, so that it can be resumed or cleared away.
    open_upload text,
    error_code text,
    error_detail text,
    job text,
    created_at bigint not null,
    finished_at bigint
);
create index export_delivery_export on export_delivery (export, id);
create index export_delivery_state on export_delivery (state);
