-- Runs are counted, not timed: clocks of several servers differ and are set. A claim numbers a run of the segment;
-- its result is stored only where no later one has been.
alter table segment add column claim integer not null default 0;
-- The claim whose result is stored.
alter table segment add column done_claim integer not null default 0;
-- The newest claim that ended by itself, be it with an error; claims above it died with their server or go on.
alter table segment add column settled_claim integer not null default 0;
-- The segment is due until a claim of at least this number is done: it was asked for after earlier ones began.
alter table segment add column wanted_claim integer not null default 0;
-- As wanted_claim, where what the segment is defined by has changed, so that its members are known to be outdated.
alter table segment add column changed_claim integer not null default 0;
-- Who computes it, and until when that is believed without news.
alter table segment add column lease_owner text;
alter table segment add column lease_until bigint;
-- Failed runs since the last good one.
alter table segment add column failures integer not null default 0;
-- The instant at which the stored members are known to be right.
alter table segment add column as_of bigint;
-- How long the last evaluation took.
alter table segment add column took_millis bigint;
-- What the stored members followed from: while it stays the same, so do they.
alter table segment add column fingerprint text;
update segment set as_of = last_run;
alter table segment drop column state;
create index segment_lease on segment (lease_owner);

alter table segment_version add column on_stale text not null default 'warn';
