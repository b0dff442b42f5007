package io.muster.server.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.config.MusterProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** db-scheduler, set up for this server and started and stopped with it. */
@Component
class JobScheduler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
    private static final int MISSED_HEARTBEATS = 4;
    private static final int FIRST = 100;
    private static final Duration PROGRESS = Duration.ofMillis(500);
    private static final Duration GIVE_BACK = Duration.ofSeconds(10);

    private final JobExecution execution;
    private final JobStore store;
    private final TaskTable tasks;
    private final MusterProperties.Job settings;
    private final ObjectProvider<RecurringWork> recurring;
    private final Catalog catalog;
    private final JdbcCustomization database;
    private final Ids ids;
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-watch").factory());
    private volatile @Nullable Scheduler scheduler;
    private volatile @Nullable ScheduledFuture<?> watching;

    JobScheduler(
            JobExecution execution,
            JobStore store,
            TaskTable tasks,
            ObjectProvider<RecurringWork> recurring,
            Catalog catalog,
            JdbcCustomization database,
            Ids ids,
            Clock clock,
            MusterProperties properties) {
        this.execution = execution;
        this.store = store;
        this.tasks = tasks;
        this.recurring = recurring;
        this.catalog = catalog;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.settings = properties.job();
    }

    /** Looks for work now rather than at the next poll. */
    void wake() {
        Scheduler started = scheduler;
        if (started != null) {
            started.triggerCheckForDueExecutions();
        }
    }

    private Scheduler scheduler() {
        List<RecurringTask<Void>> housekeeping =
                recurring.stream().map(JobScheduler::task).toList();
        return Scheduler.create(catalog.writer(), List.<Task<?>>of(jobTask()))
                .startTasks(housekeeping)
                .jdbcCustomization(database)
                .schedulerName(new SchedulerName.Fixed(ids.next("n")))
                .clock(clock::instant)
                .threads(settings.workers())
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
                .execute((instance, context) -> execution.run(instance.getId()));
    }

    /** Housekeeping goes first: it is short, and jobs may keep every worker busy for long. */
    private static RecurringTask<Void> task(RecurringWork work) {
        return Tasks.recurring(work.name(), FixedDelay.of(work.every()))
                .defaultPriority(FIRST)
                .execute((instance, context) -> work.run());
    }

    @Override
    public void start() {
        tasks.releaseAll();
        Scheduler started = scheduler();
        started.start();
        scheduler = started;
        watching = watch.scheduleWithFixedDelay(
                this::watch, PROGRESS.toMillis(), PROGRESS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Writes how far jobs have come, and learns of those that another server was asked to cancel. */
    private void watch() {
        try {
            for (JobContext context : execution.running()) {
                String id = context.job().id();
                if (!store.progress(id, context.position())) {
                    execution.interrupt(id);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not write the progress of jobs", e);
        }
    }

    @Override
    public void stop() {
        Scheduler started = scheduler;
        scheduler = null;
        if (started != null) {
            CompletableFuture.delayedExecutor(settings.drain().toMillis(), TimeUnit.MILLISECONDS)
                    .execute(execution::interruptAll);
            started.stop();
            stopWatching();
        }
    }

    private void stopWatching() {
        ScheduledFuture<?> present = watching;
        if (present != null) {
            present.cancel(false);
        }
        watch.shutdown();
    }

    @Override
    public boolean isRunning() {
        return scheduler != null;
    }
}
