-- Secret keys that this installation has worked with: the beginnings of their hashes, as sealed boxes have them.
create table secret_key (
    id varchar(8) primary key,
    first_seen bigint not null
);
