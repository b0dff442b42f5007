package io.muster.server.job;

import io.muster.model.ErrorCode;
import io.muster.model.MusterException;
import io.muster.model.ProjectId;
import io.muster.server.access.Scope;
import io.muster.server.catalog.Catalog;
import io.muster.server.catalog.Ids;
import io.muster.server.http.Cursor;
import io.muster.server.http.Page;
import io.muster.server.http.PageRequest;
import io.muster.server.limit.Quotas;
import io.muster.server.project.Project;
import io.muster.server.project.ProjectCleanup;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Service;

/**
 * Starts, shows and cancels background work. The first to be cleaned, for jobs make what others delete. Thread-safe.
 */
@Service
@Order(Ordered.HIGHEST_PRECEDENCE)
public class Jobs implements ProjectCleanup {
    private final JobStore store;
    private final JobExecution execution;
    private final TaskTable tasks;
    private final JobScheduler scheduler;
    private final Quotas quotas;
    private final Catalog catalog;
    private final Ids ids;
    private final Clock clock;

    Jobs(
            JobStore store,
            JobExecution execution,
            TaskTable tasks,
            JobScheduler scheduler,
            Quotas quotas,
            Catalog catalog,
            Ids ids,
            Clock clock) {
        this.store = store;
        this.execution = execution;
        this.tasks = tasks;
        this.scheduler = scheduler;
        this.quotas = quotas;
        this.catalog = catalog;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Queues a job that a caller asked for, if its project may have one more at once: counted and queued in one
     * transaction, one after the other in all servers.
     *
     * @throws io.muster.server.http.ProblemException QUOTA_EXCEEDED
     */
    public Job ask(Project project, NewJob job, Turn turn) {
        return catalog.transaction(dsl -> {
            if (project.limits().concurrentJobs() != null) {
                store.lock(project.id());
                quotas.requireTurn(project.limits(), store.countAsked(project.id()));
            }
            return enqueue(job, turn, true);
        });
    }

    /** {@link #ask(Project, NewJob, Turn)} in turn with other projects. */
    public Job ask(Project project, NewJob job) {
        return ask(project, job, Turn.FAIR);
    }

    /** Queues a job of the server's own, in turn with other projects. */
    public Job enqueue(NewJob job) {
        return enqueue(job, Turn.FAIR);
    }

    /** Queues a job of the server's own. Inside a transaction of the catalogue it is queued if and only if that is committed. */
    public Job enqueue(NewJob job, Turn turn) {
        return enqueue(job, turn, false);
    }

    private Job enqueue(NewJob job, Turn turn, boolean asked) {
        String id = ids.next("j");
        Instant now = clock.instant();
        Lane lane = execution.lane(job.type());
        return catalog.transaction(dsl -> {
            int priority = tasks.fairPriority(lane, job, turn);
            store.insert(id, job, asked, now);
            tasks.insert(lane, id, now, priority);
            catalog.afterCommit(scheduler::wake);
            return store.find(id).orElseThrow();
        });
    }

    /**
     * The project's job.
     *
     * @throws MusterException NOT_FOUND
     */
    public Job get(ProjectId project, String id) {
        return find(project, id)
                .orElseThrow(() -> new MusterException(ErrorCode.NOT_FOUND, "No job " + id + " in this project."));
    }

    public Optional<Job> find(ProjectId project, String id) {
        return store.find(id).filter(job -> job.project().equals(project));
    }

    /** The project's jobs, newest first. */
    public Page<Job> list(ProjectId project, PageRequest page) {
        String list = "jobs:" + project;
        List<Job> found = store.list(project, page.start(list, 1), page.limit() + 1);
        return Page.of(found, page.limit(), last -> Cursor.encode(list, last.id()));
    }

    /** The jobs that are queued or running for that segment or export, oldest first. */
    public List<Job> active(ProjectId project, String subject) {
        return store.active(project, Optional.of(subject));
    }

    /** The ids of the jobs of that type that wait, the next one first. */
    public List<String> waiting(String type) {
        return tasks.waiting(execution.lane(type), type);
    }

    /**
     * Cancels the project's job; does nothing where it is cancelled.
     *
     * @throws MusterException NOT_FOUND; CONFLICT where it has succeeded or failed
     */
    public void cancel(ProjectId project, String id) {
        if (!stop(get(project, id))) {
            refuseWhereOver(get(project, id));
        }
    }

    /** What callers need to cancel the job: what asking for one of its type takes. */
    Scope scope(Job job) {
        return execution.scope(job);
    }

    /** False where it was over. */
    private boolean stop(Job job) {
        return catalog.transaction(dsl -> {
            boolean ended = execution.end(job, JobState.CANCELLED, null);
            tasks.deleteWaiting(execution.lane(job.type()), job.id());
            catalog.afterCommit(() -> execution.interrupt(job.id()));
            return ended;
        });
    }

    private static void refuseWhereOver(Job job) {
        if (job.state() == JobState.SUCCEEDED || job.state() == JobState.FAILED) {
            throw new MusterException(
                    ErrorCode.CONFLICT,
                    "Job " + job.id() + " " + job.state().text() + " at " + job.finishedAt()
                            + "; it can no longer be cancelled.");
        }
    }

    /** Cancels what is queued or running in the project. */
    @Override
    public void clean(ProjectId project) {
        store.active(project, Optional.empty()).forEach(this::stop);
    }
}
