-- Jobs that callers asked for count against what their project may have at once; those that the server makes do not.
alter table job add column asked boolean not null default false;

create index job_asked on job (project, state) where asked;
