-- Deliveries have workers of their own, so another table of db-scheduler 16.
create table scheduled_deliveries (
    task_name varchar(100) not null,
    task_instance varchar(100) not null,
    task_data ${blob},
    execution_time ${timestamp},
    picked boolean not null,
    picked_by varchar(50),
    last_success ${timestamp},
    last_failure ${timestamp},
    consecutive_failures integer,
    last_heartbeat ${timestamp},
    version bigint not null,
    priority smallint,
    state text,
    primary key (task_name, task_instance)
);
create index scheduled_deliveries_execution_time on scheduled_deliveries (execution_time);
create index scheduled_deliveries_last_heartbeat on scheduled_deliveries (last_heartbeat);
create index scheduled_deliveries_priority on scheduled_deliveries (priority desc, execution_time asc);

insert into scheduled_deliveries
select * from scheduled_tasks
where task_name = 'job' and task_instance in (select id from job where type = 'export_delivery');
delete from scheduled_tasks where task_name = 'upload-sweep'
    or (task_name = 'job' and task_instance in (select id from job where type = 'export_delivery'));
