package io.muster.server.job;

import com.github.kagkarlsson.scheduler.jdbc.JdbcCustomization;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.config.MusterProperties;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
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

/** The lanes that jobs run in, started and stopped with the server, and what watches over the jobs. */
@Component
class JobScheduler implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobScheduler.class);
    private static final Duration PROGRESS = Duration.ofMillis(500);

    private final JobExecution execution;
    private final JobStore store;
    private final TaskTable tasks;
    private final TaskTimes times;
    private final MusterProperties.Job settings;
    private final ObjectProvider<RecurringWork> recurring;
    private final Catalog catalog;
    private final JdbcCustomization database;
    private final Ids ids;
    private final Clock clock;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("job-watch").factory());
    private volatile List<JobLane> lanes = List.of();
    /** Of the watch's own thread: whether it found the clock put back when it last looked. */
    private boolean wasPutBack;

    private volatile @Nullable ScheduledFuture<?> watching;

    JobScheduler(
            JobExecution execution,
            JobStore store,
            TaskTable tasks,
            TaskTimes times,
            ObjectProvider<RecurringWork> recurring,
            Catalog catalog,
            JdbcCustomization database,
            Ids ids,
            Clock clock,
            MusterProperties properties) {
        this.execution = execution;
        this.store = store;
        this.tasks = tasks;
        this.times = times;
        this.recurring = recurring;
        this.catalog = catalog;
        this.database = database;
        this.ids = ids;
        this.clock = clock;
        this.settings = properties.job();
    }

    /** Looks for work now rather than at the next poll. */
    void wake() {
        lanes.forEach(JobLane::wake);
    }

    private List<JobLane> lanes() {
        List<RecurringWork> housekeeping = recurring.stream().toList();
        String name = ids.next("n");
        return Arrays.stream(Lane.values())
                .map(lane ->
                        new JobLane(lane, execution, tasks, housekeeping, catalog, database, name, clock, settings))
                .toList();
    }

    @Override
    public void start() {
        tasks.releaseAll();
        int mended = times.mend(recurring.stream().toList());
        if (mended > 0) {
            LOG.warn(
                    "{} kinds of work were due later than they can be, for the clock was put back; they are due now",
                    mended);
        }
        ClockSteps steps = new ClockSteps(clock, System::nanoTime);
        List<JobLane> started = lanes();
        started.forEach(JobLane::start);
        lanes = started;
        watching = watch.scheduleWithFixedDelay(
                () -> watch(steps), PROGRESS.toMillis(), PROGRESS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Writes how far jobs have come, learns of those that another server was asked to cancel, and sees to it that nothing waits for
     * a clock that was put back.
     */
    private void watch(ClockSteps steps) {
        try {
            Duration back = steps.back();
            if (!back.isZero()) {
                LOG.warn("The clock was put back by {}; what is to come is brought forward by as much", back);
                times.bringForward(back);
                wake();
            } else if (wasPutBack) {
                // What ended in that moment may have been written by the time before.
                times.mend(recurring.stream().toList());
            }
            wasPutBack = !back.isZero();
            for (JobContext context : execution.running()) {
                String id = context.job().id();
                if (!store.progress(id, context.position())) {
                    execution.interrupt(id);
                }
            }
        } catch (RuntimeException e) {
            LOG.warn("Could not look after jobs", e);
        }
    }

    @Override
    public void stop() {
        List<JobLane> started = lanes;
        lanes = List.of();
        if (!started.isEmpty()) {
            CompletableFuture.delayedExecutor(settings.drain().toMillis(), TimeUnit.MILLISECONDS)
                    .execute(execution::interruptAll);
            CompletableFuture.allOf(started.stream()
                            .map(lane -> CompletableFuture.runAsync(lane::stop, Thread::startVirtualThread))
                            .toArray(CompletableFuture[]::new))
                    .join();
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
        return !lanes.isEmpty();
    }
}
