-- What is kept of an export, forms aside: its files, and all rows of one that has only what changed. Of one that has expired:
-- what the next run of its schedule is compared with. Null where nothing is.
alter table export add column kept_bytes bigint;
update export set kept_bytes = bytes where state = 'succeeded';

-- Which schedule asked for an export.
create table export_schedule_run (
    export text not null primary key references export (id) on delete cascade,
    schedule text not null references export_schedule (id) on delete cascade
);
create index export_schedule_run_schedule on export_schedule_run (schedule, export);
insert into export_schedule_run (export, schedule)
    select last_export, min(id) from export_schedule
    where last_export in (select id from export)
    group by last_export;
-- Why the last run asked for all rows although it was to bring what changed; null where it did not.
alter table export_schedule add column full_because text;
