-- Deletions of projects that are to be finished are work of the deliveries' table now, where the server enters them anew.
delete from scheduled_tasks where task_name = 'project-deletion';
