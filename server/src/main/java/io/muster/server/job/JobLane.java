package io.muster.server.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.muster.server.catalog.Catalog;
import io.muster.server.config.MusterProperties;
import io.muster.server.limit.Shares.Share;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A lane's workers in this process: one db-scheduler, on the lane's table. */
final class JobLane {
    private static final int MISSED_HEARTBEATS = 4;
    private static final int FIRST = 100;
    private static final Duration GIVE_BACK = Duration.ofSeconds(10);

    /** Of a job that waits for others of its project, which bring it forward when they end. */
    private static final Duration PARKED = Duration.ofSeconds(30);

    private final Lane lane;
    private final JobExecution execution;
    private final TaskTable tasks;
    private final Clock clock;
    private final Scheduler scheduler;
    private final int workers;
    private final Admission admission = new Admission();

    JobLane(
            Lane lane,
            JobExecution execution,
            TaskTable tasks,
            List<RecurringWork> recurring,
            Catalog catalog,
            JdbcCustomization database,
            String name,
            Clock clock,
            MusterProperties.Job settings) {
        this.lane = lane;
        this.execution = execution;
        this.tasks = tasks;
        this.clock = clock;
        this.workers = switch (lane) {
            case WORK -> settings.workers();
            case DELIVERY -> settings.deliveries();
        };
        this.scheduler = Scheduler.create(catalog.writer(), List.<Task<?>>of(jobTask()))
                .startTasks(housekeeping(recurring))
                .tableName(lane.table())
                .jdbcCustomization(database)
                .schedulerName(new SchedulerName.Fixed(name))
                .clock(clock::instant)
                .threads(workers)
                .pollingInterval(settings.poll())
                .heartbeatInterval(settings.heartbeat())
                .missedHeartbeatsLimit(MISSED_HEARTBEATS)
                .shutdownMaxWait(settings.drain().plus(GIVE_BACK))
                .enableImmediateExecution()
                .enablePriority()
                .build();
    }

    private Task<Void> jobTask() {
        return Tasks.custom(TaskTable.TASK, Void.class)
                .onDeadExecutionRevive()
                .execute((instance, context) -> run(instance.getId()));
    }

    private List<RecurringTask<Void>> housekeeping(List<RecurringWork> recurring) {
        return recurring.stream()
                .filter(work -> work.lane() == lane)
                .map(JobLane::task)
                .toList();
    }

    /** Housekeeping goes first: it is short, and jobs may keep every worker busy for long. */
    private static RecurringTask<Void> task(RecurringWork work) {
        return Tasks.recurring(work.name(), FixedDelay.of(work.every()))
                .defaultPriority(FIRST)
                .execute((instance, context) -> work.run());
    }

    void start() {
        scheduler.start();
    }

    void stop() {
        scheduler.stop();
    }

    /** Looks for work now rather than at the next poll. */
    void wake() {
        scheduler.triggerCheckForDueExecutions();
    }

    private CompletionHandler<Void> run(String id) {
        List<Share> shares = execution.find(id).map(this::shares).orElse(List.of());
        if (!admission.enter(id, shares)) {
            return park(id, shares);
        }
        try {
            return execution.run(id);
        } finally {
            admission.leave(shares);
            bringForward();
        }
    }

    /**
     * What a job takes of its lane. Of deliveries no project has more than a quarter of the workers, and nobody they wait for an
     * eighth; of other work, no project has more than three quarters while there are others.
     */
    private List<Share> shares(Job job) {
        String project = job.project().value();
        return switch (lane) {
            case WORK -> List.of(new Share(project, execution.isAlone(job) ? workers : Math.max(1, workers * 3 / 4)));
            case DELIVERY -> {
                Share deliveries = new Share(project, Math.max(1, workers / 4));
                yield execution
                        .waitsFor(job)
                        .map(other -> List.of(deliveries, new Share(other, Math.max(1, workers / 8))))
                        .orElseGet(() -> List.of(deliveries));
            }
        };
    }

    private CompletionHandler<Void> park(String id, List<Share> shares) {
        return (complete, operations) -> {
            operations.reschedule(complete, clock.instant().plus(PARKED));
            admission.await(id, shares);
            bringForward();
        };
    }

    private void bringForward() {
        Optional<String> next = admission.next();
        while (next.isPresent() && !tasks.bringForward(lane, next.get(), clock.instant())) {
            next = admission.next();
        }
        if (next.isPresent()) {
            wake();
        }
    }
}
