-- Files of exports that are in the server's bucket or on their way there. A row outlives its export and project until its
-- object is deleted, so there are no references.
create table stored_file (
    export text not null,
    name text not null,
    project text not null,
    object_key text not null,
    bytes bigint not null,
    sha256 text not null,
    -- The multipart upload that is under way.
    upload text,
    created_at bigint not null,
    -- Null until it is all there, and proven.
    stored_at bigint,
    primary key (export, name)
);
