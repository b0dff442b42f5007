package io.muster.server.job;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.server.access.Scope;
import io.muster.server.catalog.Catalog;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Runs one job from its row to its end, and knows which run in this process. Thread-safe. */
@Component
class JobExecution {
    private static final Logger LOG = LoggerFactory.getLogger(JobExecution.class);

    /** A job under which the server died so often is given up: it may be what kills it. */
    private static final int MAX_STARTS = 8;

    private static final Duration AFTER_ITSELF = Duration.ofSeconds(1);

    private final JobStore store;
    private final Catalog catalog;
    private final Clock clock;
    private final ObjectProvider<JobRunner> runners;
    private final Map<String, JobContext> running = new ConcurrentHashMap<>();
    private final Set<String> begun = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    JobExecution(JobStore store, Catalog catalog, Clock clock, ObjectProvider<JobRunner> runners) {
        this.store = store;
        this.catalog = catalog;
        this.clock = clock;
        this.runners = runners;
    }

    /** Runs the job and says what is to become of its task. */
    CompletionHandler<Void> run(String id) {
        if (!begun.add(id)) {
            // Taken for dead, such as by a clock that was put forward; its task goes when the run has ended.
            return again(AFTER_ITSELF);
        }
        try {
            return store.start(id, clock.instant()).map(this::run).orElseGet(CompletionHandler.OnCompleteRemove::new);
        } finally {
            begun.remove(id);
        }
    }

    private CompletionHandler<Void> run(Job job) {
        JobContext context = new JobContext(job, this::succeed);
        running.put(job.id(), context);
        MDC.put("job", job.id());
        try {
            if (job.attempts() > MAX_STARTS) {
                throw new MusterException(
                        ErrorCode.INTERNAL, "The server stopped " + MAX_STARTS + " times while this job ran.");
            }
            runner(job.type()).run(context);
            if (!context.isFinished()) {
                context.finish(() -> {});
            }
            return new CompletionHandler.OnCompleteRemove<>();
        } catch (RuntimeException e) {
            return failed(job, e);
        } finally {
            MDC.remove("job");
            running.remove(job.id());
        }
    }

    Optional<Job> find(String id) {
        return store.find(id);
    }

    /** Whether no other project has had jobs lately. */
    boolean isAlone(Job job) {
        return store.isAlone(job.project());
    }

    /** What callers need to cancel it. */
    Scope scope(Job job) {
        return runner(job.type()).scope();
    }

    Lane lane(String type) {
        return runner(type).lane();
    }

    Optional<String> waitsFor(Job job) {
        return runner(job.type()).waitsFor(job);
    }

    private CompletionHandler<Void> failed(Job job, RuntimeException error) {
        if (stopping && store.requeue(job.id())) {
            return again(Duration.ZERO);
        }
        if (error instanceof MusterException known && known.code() == ErrorCode.CANCELLED) {
            return new CompletionHandler.OnCompleteRemove<>();
        }
        Optional<Duration> pause = runner(job.type()).retry().pause(job.attempts(), error);
        if (pause.isPresent() && job.attempts() <= MAX_STARTS && store.requeue(job.id())) {
            LOG.warn("Job {} failed and will be tried again in {}", job.id(), pause.get(), error);
            return again(pause.get());
        }
        LOG.warn("Job {} failed", job.id(), error);
        end(job, JobState.FAILED, failure(error));
        return new CompletionHandler.OnCompleteRemove<>();
    }

    private CompletionHandler<Void> again(Duration pause) {
        return (complete, operations) ->
                operations.reschedule(complete, clock.instant().plus(pause));
    }

    private boolean succeed(JobContext context, Runnable last) {
        return catalog.transaction(dsl -> {
            store.progress(context.job().id(), context.position());
            boolean ended = store.end(context.job().id(), JobState.SUCCEEDED, null, clock.instant());
            if (ended) {
                last.run();
            }
            return ended;
        });
    }

    /** Ends the job and tells its runner; false where it is over already. */
    boolean end(Job job, JobState state, Job.@Nullable Failure error) {
        return catalog.transaction(dsl -> {
            boolean ended = store.end(job.id(), state, error, clock.instant());
            if (ended) {
                runner(job.type()).ended(job.ended(state, error, clock.instant()));
            }
            return ended;
        });
    }

    /** Ends the run of a job in this process, if there is one. */
    void interrupt(String id) {
        JobContext context = running.get(id);
        if (context != null) {
            context.deadline().cancel();
        }
    }

    /** Has every run in this process give its job back. */
    void interruptAll() {
        stopping = true;
        running.keySet().forEach(this::interrupt);
    }

    Collection<JobContext> running() {
        return running.values();
    }

    private JobRunner runner(String type) {
        return runners.stream()
                .filter(runner -> runner.type().equals(type))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no runner for jobs of type " + type));
    }

    private static Job.Failure failure(RuntimeException error) {
        if (error instanceof MusterException known) {
            return new Job.Failure(known.code().code(), known.detail());
        }
        return new Job.Failure(
                ErrorCode.INTERNAL.code(), "Something went wrong here. The log has it under the job's id.");
    }
}
