-- In whose words an export calls back; null for our own.
alter table export_callback add column form text;
