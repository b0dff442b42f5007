-- Whose an answer is, so that it goes with its caller and its project and is found by whoever erases people. Those of
-- before can't tell; they were kept for a day.
drop table idempotency;
create table idempotency (
    caller text not null,
    key text not null,
    -- The caller again: one of the two.
    application text references application (client_id) on delete cascade,
    person text references person (id) on delete cascade,
    organization text not null references organization (id) on delete cascade,
    -- Null where the request concerned none.
    project text references project (id) on delete cascade,
    request_hash text not null,
    body_hash text,
    state text not null,
    status integer,
    response text,
    location text,
    lease_until bigint not null,
    created_at bigint not null,
    primary key (caller, key)
);
create index idempotency_age on idempotency (created_at);
create index idempotency_project on idempotency (organization, project);
create index idempotency_application on idempotency (application);
create index idempotency_person on idempotency (person);
create index idempotency_of_project on idempotency (project);

-- The public halves of keys that have signed receipts, for ever. Those of before may all have.
create table receipt_key (
    id text not null primary key,
    public_key text not null,
    created_at bigint not null
);
insert into receipt_key (id, public_key, created_at) select id, public_key, created_at from signing_key;
